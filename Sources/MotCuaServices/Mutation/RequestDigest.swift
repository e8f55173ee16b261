import Crypto
import ProtobufEngine
package import RPCCore

/// The body of a request without its identity, as the hash by which repeats are recognised.
package struct RequestDigest: Sendable {
  private var hash = SHA256()

  /// Begins with nothing.
  package init() {}

  /// Adds a message; a streamed request adds all of its messages, each with its length.
  package mutating func add(_ message: some MutationRequest) throws(RPCError) {
    var body = message
    body.requestId = ""
    let bytes = try ServerCoding.encode(body)
    withUnsafeBytes(of: Int64(bytes.count).bigEndian) { hash.update(bufferPointer: $0) }
    hash.update(data: bytes)
  }

  /// Adds for whom a connected system speaks: the same request for another is another request.
  package mutating func add(subject: String) {
    hash.update(data: Array(subject.utf8))
  }

  /// The 32 bytes.
  package var bytes: [UInt8] { Array(hash.finalize()) }
}
