import Logging
import RPCCore
import RPCInProcess
import RPCTelemetry
import Synchronization
import Testing

/// Keeps lines of JSON.
final class Lines: Sendable {
  private let state = Mutex<[String]>([])
  var all: [String] { state.withLock { $0 } }

  func logger(_ level: Logger.Level = .info) -> Logger {
    Logger(label: "test") { label in
      JSONLogHandler(label: label, logLevel: level, now: { "T" }) { line in
        self.state.withLock { $0.append(line) }
      }
    }
  }
}

@Suite("Access log")
struct AccessLogTests {
  private static let method = MethodDescriptor(service: "test.Echo", name: "Say")

  private func context(
    _ metadata: [(String, String)] = [],
    method: MethodDescriptor = method
  ) -> ObservedServerCall {
    var all = Metadata()
    for (name, text) in metadata { all.append(name, text: text) }
    return ObservedServerCall(
      ServerContext(method: method, metadata: all, peer: PeerIdentity(address: "127.0.0.1:9"))
    )
  }

  private func log(
    _ lines: Lines,
    level: Logger.Level = .info,
    _ change: (inout AccessLogConfiguration) -> Void = { $0.scope = .all }
  ) -> AccessLog {
    var configuration = AccessLogConfiguration()
    change(&configuration)
    return AccessLog(
      logger: lines.logger(level),
      configuration: configuration,
      methods: [Self.method],
      clock: StoppedCallClock()
    ) { _ in "officer" }
  }

  @Test("A line says all that is to be known, and nothing else")
  func line() {
    let lines = Lines()
    let log = log(lines)
    let call = context([
      ("x-request-id", "0B6B2B7C-0000-4000-8000-000000000001"), ("authorization", "Bearer secret"),
      ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
    ])
    log.started(call)
    log.received(call, bytes: 3)
    log.sent(call, bytes: 4)
    log.sent(call, bytes: 5)
    let error = RPCError(
      .notFound,
      "Nguyễn Văn A is not here",
      details: [.errorInfo(reason: "DOSSIER_NOT_FOUND", domain: "d", metadata: ["n": "secret"])]
    )
    log.finished(call, error: error, duration: .microseconds(12_345))
    #expect(
      lines.all == [
        """
        {"ts":"T","level":"info","logger":"test","message":"call","bytes_in":"3","bytes_out":"9",\
        "caller":"officer","code":"NOT_FOUND","method":"test.Echo/Say","ms":"12.345",\
        "peer":"127.0.0.1:9","reason":"DOSSIER_NOT_FOUND",\
        "request_id":"0b6b2b7c-0000-4000-8000-000000000001",\
        "span_id":"00f067aa0ba902b7","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}

        """
      ]
    )
  }

  @Test("What callers type does not get in: paths that are not served, numbers that are no UUID")
  func strangers() {
    let lines = Lines()
    let log = log(lines)
    let method = MethodDescriptor(service: "079190000001", name: "Nguyễn")
    let call = context([("x-request-id", "079190000001")], method: method)
    log.started(call)
    log.finished(call, error: RPCError(.unknownMethod, "no"), duration: .zero)
    #expect(lines.all.count == 1)
    #expect(lines.all[0].contains(#""method":"unknown""#))
    #expect(!lines.all[0].contains("079190000001"))
    #expect(!lines.all[0].contains("request_id"))
  }

  @Test(
    "The level follows from the outcome",
    arguments: [
      (nil, "info"), (.invalidArgument, "info"), (.cancelled, "info"), (.unknown, "error"),
      (.internal, "error"), (.dataLoss, "error"), (.deadlineExceeded, "warning"),
      (.resourceExhausted, "warning"), (.unavailable, "warning"),
    ] as [(RPCError.Code?, String)]
  )
  func levels(code: RPCError.Code?, level: String) {
    let lines = Lines()
    let log = log(lines)
    let call = context()
    log.started(call)
    log.finished(call, error: code.map { RPCError($0, "") }, duration: .zero)
    #expect(lines.all.first?.contains(#""level":"\#(level)""#) == true)
  }

  @Test("By default only failures and slow calls are logged, below the threshold none")
  func failures() {
    let lines = Lines()
    let log = log(lines) { $0.slowThreshold = .milliseconds(10) }
    for milliseconds in [9, 10, 11] {
      let call = context()
      log.started(call)
      log.finished(call, error: nil, duration: .milliseconds(milliseconds))
    }
    let call = context()
    log.started(call)
    log.finished(call, error: RPCError(.notFound, ""), duration: .zero)
    #expect(lines.all.map { $0.contains("OK") } == [true, true, false])
    #expect(lines.all[0].contains(#""level":"notice""#))
  }

  @Test("A slow stream is no slow call")
  func streams() {
    let lines = Lines()
    let log = log(lines) { $0.slowThreshold = .milliseconds(10) }
    let watch = MethodDescriptor(service: "test.Echo", name: "Watch", kind: .serverStreaming)
    let call = context(method: watch)
    log.started(call)
    log.finished(call, error: nil, duration: .seconds(100))
    #expect(lines.all.isEmpty)
  }

  @Test("One in so many good calls is logged, every bad one is")
  func sampling() {
    let lines = Lines()
    let log = log(lines) {
      $0.scope = .all
      $0.sampleEvery = 3
    }
    for number in 0..<9 {
      let call = context()
      log.started(call)
      let error = number == 4 ? RPCError(.aborted, "") : nil
      log.finished(call, error: error, duration: .zero)
    }
    #expect(lines.all.filter { $0.contains("OK") }.count == 3)
    #expect(lines.all.filter { $0.contains("ABORTED") }.count == 1)
  }

  @Test("Off is off, and so is a level below the logger's")
  func off() {
    let lines = Lines()
    for log in [log(lines) { $0.scope = .off }, log(lines, level: .critical)] {
      let call = context()
      log.started(call)
      log.finished(call, error: RPCError(.internal, ""), duration: .zero)
    }
    #expect(lines.all.isEmpty)
  }

  /// A clock that is set.
  final class SetClock: CallClock {
    let now = Atomic<UInt64>(1_000_000_000)
    var uptimeNanoseconds: UInt64 { now.load(ordering: .relaxed) }
    func sleep(until instant: UInt64) async throws {}
  }

  @Test("Lines beyond the limit of a second are counted and told of in the next")
  func budget() {
    let lines = Lines()
    let clock = SetClock()
    var configuration = AccessLogConfiguration()
    configuration.linesPerSecondMax = 2
    let log = AccessLog(
      logger: lines.logger(),
      configuration: configuration,
      methods: [Self.method],
      clock: clock
    )
    func fail() {
      let call = context()
      log.started(call)
      log.finished(call, error: RPCError(.aborted, ""), duration: .zero)
    }
    for _ in 0..<5 { fail() }
    #expect(lines.all.count == 2)
    clock.now.add(500_000_000, ordering: .relaxed)
    fail()
    #expect(lines.all.count == 4)
    #expect(lines.all[2].contains(#""calls":"3""#))
  }
}

@Suite("Lines of JSON")
struct JSONLogHandlerTests {
  @Test("Whatever is logged stays one line and cannot take the place of a key of ours")
  func escaping() {
    let lines = Lines()
    var logger = lines.logger(.warning)
    logger[metadataKey: "message"] = "mine"
    logger.info("not written")
    logger.warning("a \"b\"\n\t\\ \u{1}\u{2028} ậ", metadata: ["k\"": "v\r"])
    #expect(
      lines.all == [
        #"{"ts":"T","level":"warning","logger":"test","message":"a \"b\"\n\t\\ \u0001\u2028 ậ","#
          + #""k\"":"v\u000d","_message":"mine"}"# + "\n"
      ]
    )
  }
}
