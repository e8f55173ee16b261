import Foundation
import ProtobufEngine
import Synchronization

/// Messages behind their sizes (four bytes, big-endian) on standard input and output.
final class CompatStream: Sendable {
  /// The largest message that is read, 64 MiB.
  static let messageBytesMax = 64 * 1_024 * 1_024

  private let input: FileHandle
  private let output: Mutex<FileHandle>

  init(input: FileHandle = .standardInput, output: FileHandle = .standardOutput) {
    self.input = input
    self.output = Mutex(output)
  }

  /// The next message; nil at the end of the input.
  func read<Message: WireMessage>(_ type: Message.Type = Message.self) throws -> Message? {
    guard let prefix = try read(4) else { return nil }
    let count = prefix.reduce(0) { $0 << 8 | Int($1) }
    guard count <= Self.messageBytesMax else {
      throw SuiteFailure("A message of \(count) bytes is over the limit of 64 MiB.")
    }
    guard count > 0 else { return try Message(serialized: []) }
    guard let bytes = try read(count) else { throw SuiteFailure("The input ends in a message.") }
    return try Message(serialized: bytes)
  }

  /// All messages to the end of the input, read by a thread of their own: a task that waited for
  /// input would keep a thread from the calls.
  func messages<Message: WireMessage>(
    _ type: Message.Type
  ) -> AsyncThrowingStream<Message, any Error> {
    AsyncThrowingStream { continuation in
      Thread.detachNewThread {
        do {
          while let message = try self.read(Message.self) { continuation.yield(message) }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
    }
  }

  private func read(_ count: Int) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let more = try input.read(upToCount: count - bytes.count), !more.isEmpty else {
        guard bytes.isEmpty else { throw SuiteFailure("The input ends in a message.") }
        return nil
      }
      bytes.append(contentsOf: more)
    }
    return bytes
  }

  /// Writes a message, one at a time.
  func write(_ message: some WireMessage) throws {
    let bytes = try message.serialized()
    var data = withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { Data($0) }
    data.append(contentsOf: bytes)
    try output.withLock { try $0.write(contentsOf: data) }
  }
}

/// Why a suite could not be run, or what it has found, in a sentence.
public struct SuiteFailure: Error, CustomStringConvertible {
  /// The sentence.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
