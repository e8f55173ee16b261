import Synchronization

/// A stream of a transport that makes use of what calls share.
package protocol SharingCallStream: ServerCallStream {
  /// Queues a message of a part that calls share and its own part behind it, as
  /// ``ServerCallStream/write(_:)`` does.
  func write(_ shared: SharedBytes, own: [UInt8]) async throws
}

/// Bytes that many calls send as the first part of a message, each with a few of its own behind them.
///
/// Parts of a protobuf message that follow each other are one message. A transport that compresses
/// does so once for all calls and keeps the result here.
package final class SharedBytes: Sendable {
  /// The bytes.
  package let bytes: [UInt8]
  /// About how many calls send them.
  package let callCount: Int
  private let packed = Mutex<(any Sendable)?>(nil)

  /// Bytes for so many calls.
  package init(_ bytes: [UInt8], callCount: Int = 1) {
    self.bytes = bytes
    self.callCount = callCount
  }

  /// What a transport has made of the bytes, or what it makes of them now; nil where it makes
  /// nothing.
  ///
  /// Two loops that come at once both make it, so that neither waits for the other.
  package func packed<Packed: Sendable>(_ make: ([UInt8]) -> Packed?) -> Packed? {
    if let known = packed.withLock({ $0 }) as? Packed { return known }
    let made = make(bytes)
    if let made { packed.withLock { $0 = made } }
    return made
  }
}
