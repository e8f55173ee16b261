/// A message as it came.
struct ReceivedMessage {
  /// The message, or what it was compressed to.
  let bytes: [UInt8]
  /// Whether it is compressed.
  var isCompressed = false
}
