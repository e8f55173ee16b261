import MotCuaClient
import ProtobufEngine

/// Sends encoded messages over a call and prints what comes back as JSON.
struct GenericCall {
  private let entry: MethodEntry
  private let printer: Printer

  init(_ entry: MethodEntry, _ printer: Printer) {
    self.entry = entry
    self.printer = printer
  }

  /// Writes and reads side by side, since a server may answer before it has read everything.
  func exchange(_ messages: [[UInt8]], over call: any ClientCallStream) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for message in messages { try await call.write(message) }
        call.finishWriting()
      }
      do {
        try await read(call)
      } catch {
        call.cancel()
        throw error
      }
      // The call has ended well: a writer that is still busy has nobody left to read it.
      group.cancelAll()
    }
  }

  private func read(_ call: any ClientCallStream) async throws {
    guard entry.descriptor.kind.streamsResponses else {
      return try print(try await call.onlyMessage(), onOneLine: printer.format == .ndjson)
    }
    while let message = try await call.nextMessage() { try print(message, onOneLine: true) }
  }

  private func print(_ bytes: [UInt8], onOneLine: Bool) throws {
    let format: WireJSON.Format = onOneLine ? .compact : .pretty
    let text = try WireJSON.json(of: bytes, as: entry.response.wireDescriptor, format: format)
    try printer.write(text + "\n")
  }
}
