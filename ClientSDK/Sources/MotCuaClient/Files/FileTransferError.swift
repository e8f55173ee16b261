/// Why a file on this machine could not be sent or received.
public enum FileTransferError: Error, Sendable, Hashable {
  /// The file cannot be read.
  case cannotRead(path: String, reason: String)
  /// The file cannot be written.
  case cannotWrite(path: String, reason: String)
  /// There is a file of that name already.
  case exists(path: String)
  /// The bytes that came do not have the sum that the server states; nothing was kept.
  case damaged(path: String)
}
