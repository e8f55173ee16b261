/// Whether the messages of a response are compressed (gRPC: compression).
///
/// Whatever is asked for, a client that does not say that it takes gzip gets plain messages.
public enum ResponseCompression: Sendable, Hashable {
  /// Messages above a size if the client itself compresses: most clients take gzip without a wish
  /// for it, and compressing costs more than a fast network saves. What many calls share is
  /// compressed once for all that take it.
  case automatic
  /// The messages from here on.
  case always
  /// None from here on, for example for secrets beside text that a stranger has chosen.
  case never
}
