import InteropMessages
import RPCCore

/// A client under test of the public Connect conformance runner.
///
/// Reads a `ClientCompatRequest` for each call from standard input, makes the calls, eight at a
/// time, and writes a `ClientCompatResponse` for each to standard output.
public enum ConformanceClient {
  private static let callsMax = 8

  /// Makes calls until the input ends.
  public static func run() async throws {
    let stream = CompatStream()
    try await withThrowingTaskGroup(of: Void.self) { calls in
      var running = 0
      for try await request in stream.messages(ConformanceV1.ClientCompatRequest.self) {
        if running == callsMax {
          try await calls.next()
          running -= 1
        }
        calls.addTask { try stream.write(await response(to: request)) }
        running += 1
      }
      try await calls.waitForAll()
    }
  }

  private static func response(
    to request: ConformanceV1.ClientCompatRequest
  ) async -> ConformanceV1.ClientCompatResponse {
    do {
      let files = try TemporaryFiles()
      defer { files.remove() }
      let call = try ConformanceCall(request, files)
      return .init(testName: request.testName, result: .response(await call.run()))
    } catch {
      return .init(testName: request.testName, result: .error(.init(message: "\(error)")))
    }
  }
}
