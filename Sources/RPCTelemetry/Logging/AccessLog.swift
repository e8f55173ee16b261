public import Logging
public import RPCCore
import Synchronization

/// Writes one line for a call when it has ended, without anything personal.
///
/// A line says: the method, the status, the reason, how long it took, messages' bytes in both
/// directions (where all calls are logged), the peer's address, what kind of caller it was, the request's and the trace's numbers.
/// Neither metadata nor messages of errors are written: both may hold what people have typed. A
/// method that is not served is `unknown`, since its path is whatever somebody has sent.
public final class AccessLog: ServerObserver {
  private let logger: Logger
  private let configuration: AccessLogConfiguration
  private let methods: Set<String>
  private let callerKind: @Sendable (ObservedServerCall) -> String?
  private let clock: any CallClock
  private let okCalls = Atomic<Int>(0)
  private let budget: Mutex<LineBudget>

  /// Logs calls of the given methods; `callerKind` says what kind of caller it is, never who.
  public init(
    logger: Logger,
    configuration: AccessLogConfiguration = AccessLogConfiguration(),
    methods: [MethodDescriptor],
    clock: any CallClock = SystemCallClock(),
    callerKind: @escaping @Sendable (ObservedServerCall) -> String? = { _ in nil }
  ) {
    self.logger = logger
    self.configuration = configuration
    self.methods = Set(methods.map(\.path))
    self.clock = clock
    self.callerKind = callerKind
    budget = Mutex(LineBudget(linesPerSecondMax: configuration.linesPerSecondMax))
  }

  /// What is counted of one call.
  private final class Tally: Sendable {
    let receivedBytes = Atomic<Int>(0)
    let sentBytes = Atomic<Int>(0)
  }

  /// Begins to count.
  public func started(_ call: ObservedServerCall) {
    // A log of failures alone must cost a good call next to nothing.
    guard configuration.scope == .all else { return }
    call.note(Tally())
  }

  /// Counts a message.
  public func received(_ call: ObservedServerCall, bytes: Int) {
    guard configuration.scope == .all else { return }
    call.noted(Tally.self)?.receivedBytes.add(bytes, ordering: .relaxed)
  }

  /// Counts a message.
  public func sent(_ call: ObservedServerCall, bytes: Int) {
    guard configuration.scope == .all else { return }
    call.noted(Tally.self)?.sentBytes.add(bytes, ordering: .relaxed)
  }

  /// Writes the line, if there is to be one.
  public func finished(_ call: ObservedServerCall, error: RPCError?, duration: Duration) {
    let isSlow = isSlow(call.method, duration)
    guard isWanted(error, isSlow: isSlow) else { return }
    let level = Self.level(error, isSlow: isSlow)
    guard level >= logger.logLevel else { return }
    let verdict = budget.withLock { $0.take(now: clock.uptimeNanoseconds) }
    guard case .write(let dropped) = verdict else { return }
    if dropped > 0 {
      logger.warning(
        "Calls were not logged, because there were too many.",
        metadata: ["calls": "\(dropped)"]
      )
    }
    logger.log(level: level, "call", metadata: line(call, error, duration))
  }

  private func isSlow(_ method: MethodDescriptor, _ duration: Duration) -> Bool {
    guard let threshold = configuration.slowThreshold, method.kind == .unary else { return false }
    return duration >= threshold
  }

  private func isWanted(_ error: RPCError?, isSlow: Bool) -> Bool {
    switch configuration.scope {
    case .off: return false
    case .failures: return error != nil || isSlow
    case .all:
      guard error == nil, !isSlow, configuration.sampleEvery > 1 else { return true }
      let count = okCalls.wrappingAdd(1, ordering: .relaxed).oldValue
      return count % configuration.sampleEvery == 0
    }
  }

  /// What is the server's fault is an error, what an operator can act on a warning, the rest is
  /// information.
  static func level(_ error: RPCError?, isSlow: Bool) -> Logger.Level {
    switch error?.code {
    case nil: isSlow ? .notice : .info
    case .unknown?, .internal?, .dataLoss?: .error
    case .deadlineExceeded?, .resourceExhausted?, .unavailable?: .warning
    default: .info
    }
  }

  private func line(
    _ call: ObservedServerCall,
    _ error: RPCError?,
    _ duration: Duration
  ) -> Logger.Metadata {
    let isKnown = methods.contains(call.method.path)
    var line: Logger.Metadata = [
      "method": .string(isKnown ? String(call.method.path.dropFirst()) : "unknown"),
      "code": .string(error?.code.description ?? "OK"),
      "ms": .string(Self.milliseconds(duration)),
      "peer": .string(call.peer.address),
    ]
    if let tally = call.noted(Tally.self) {
      line["bytes_in"] = .stringConvertible(tally.receivedBytes.load(ordering: .relaxed))
      line["bytes_out"] = .stringConvertible(tally.sentBytes.load(ordering: .relaxed))
    }
    if let reason = error?.reason { line["reason"] = .string(reason) }
    if let caller = callerKind(call) { line["caller"] = .string(caller) }
    if let request = RequestNumber.text(call.metadata) { line["request_id"] = .string(request) }
    let trace = call.value(of: TraceContext.self) ?? TraceContext(call.metadata)
    if let trace {
      line["trace_id"] = .string(trace.traceText)
      line["span_id"] = .string(trace.spanText)
    }
    return line
  }

  private static func milliseconds(_ duration: Duration) -> String {
    let microseconds = duration / .microseconds(1)
    let whole = Int(microseconds.rounded())
    let rest = String(whole % 1000)
    return "\(whole / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}

/// The number that a caller gives to its call in `x-request-id`.
enum RequestNumber {
  static let name = "x-request-id"

  /// The number, if it is a UUID: a free text could hold anything, also who somebody is.
  static func text(_ metadata: Metadata) -> String? {
    guard !metadata.isEmpty, let text = metadata.text(name)?.lowercased() else { return nil }
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return nil }
    for (position, byte) in bytes.enumerated() {
      switch position {
      case 8, 13, 18, 23: guard byte == UInt8(ascii: "-") else { return nil }
      default:
        guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) else { return nil }
      }
    }
    return text
  }
}
