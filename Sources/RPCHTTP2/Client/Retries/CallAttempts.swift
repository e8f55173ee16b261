import HTTP2Engine
import RPCCore

/// What a call keeps to be made again, and what it knows of its attempts (gRFC A6).
///
/// A call is *committed* when the head of a response has arrived, when more was sent than may be
/// kept, or when it is over: from then on it is not made again.
struct CallAttempts {
  /// How an attempt has ended without a response.
  enum Failure {
    /// The server has not seen it: the head of the request has not left.
    case unsent
    /// The server says that it has not begun it (REFUSED_STREAM, or above the last of a GOAWAY).
    case refused
    /// The server has answered, or may have begun.
    case status(pushback: RetryPushback?)
  }

  /// What is to be done after an attempt.
  enum Verdict: Equatable {
    case fail
    case again(after: Duration)
  }

  private(set) var isCommitted = false
  private(set) var messages: [(bytes: [UInt8], isPlain: Bool)] = []
  private(set) var isFinished = false
  /// Attempts that were made and count against the policy.
  private(set) var failed = 0
  private var keptBytes = 0
  private var backoffStep = 0
  private var wasRefused = false
  private var unsent = 0
  private let policy: RetryPolicy?
  private let bufferBytesMax: Int

  /// How often a call that never left is made again at once: a server that accepts connections and
  /// drops them must not keep a client busy for ever.
  private static let unsentMax = 16

  init(policy: RetryPolicy?, bufferBytesMax: Int) {
    self.policy = policy
    self.bufferBytesMax = bufferBytesMax
  }

  /// Keeps a message that is sent.
  mutating func keep(_ message: [UInt8], isPlain: Bool) {
    guard !isCommitted else { return }
    keptBytes += message.count
    guard keptBytes <= bufferBytesMax else { return commit() }
    messages.append((message, isPlain))
  }

  /// Notes that a request of one message is sent, which somebody else keeps.
  mutating func keepWhole(bytes: Int) {
    if bytes > bufferBytesMax { commit() }
  }

  /// Notes that all messages are sent.
  mutating func finish() { isFinished = true }

  /// Lets go of what is kept.
  mutating func commit() {
    isCommitted = true
    messages = []
  }

  /// Decides what follows an attempt that has failed with a code.
  mutating func verdict(
    _ failure: Failure,
    _ code: RPCError.Code,
    throttle: inout RetryThrottle,
    random: () -> Double
  ) -> Verdict {
    guard !isCommitted else {
      // It is not made again, but others are less likely to be (gRFC A6 "Throttling").
      if case .status(let pushback) = failure { noteFailure(code, pushback, &throttle) }
      return .fail
    }
    switch failure {
    case .unsent:
      unsent += 1
      return unsent <= Self.unsentMax
        ? .again(after: .zero) : byPolicy(code, nil, &throttle, random)
    case .refused where !wasRefused:
      wasRefused = true
      return .again(after: .zero)
    case .refused: return byPolicy(code, nil, &throttle, random)
    case .status(let pushback): return byPolicy(code, pushback, &throttle, random)
    }
  }

  private mutating func byPolicy(
    _ code: RPCError.Code,
    _ pushback: RetryPushback?,
    _ throttle: inout RetryThrottle,
    _ random: () -> Double
  ) -> Verdict {
    noteFailure(code, pushback, &throttle)
    guard let policy, policy.retryableCodes.contains(code), pushback != .stop,
      throttle.allowsRetries
    else { return .fail }
    failed += 1
    guard failed < policy.attemptsMax else { return .fail }
    if case .wait(let delay) = pushback {
      backoffStep = 0
      return .again(after: delay)
    }
    defer { backoffStep += 1 }
    return .again(after: policy.backoff(step: backoffStep, random: random()))
  }

  /// Takes a token for a failure that might have been made again, or that says that it must not.
  private func noteFailure(
    _ code: RPCError.Code,
    _ pushback: RetryPushback?,
    _ throttle: inout RetryThrottle
  ) {
    guard let policy else { return }
    if policy.retryableCodes.contains(code) || pushback == .stop { throttle.noteFailure() }
  }
}

/// What a server says in `grpc-retry-pushback-ms` (gRFC A6 "Pushback").
enum RetryPushback: Equatable {
  case wait(Duration)
  /// A negative number, or none at all.
  case stop

  init(_ value: UnsafeRawBufferPointer) {
    let text = String(decoding: value.prefix(16), as: UTF8.self)
    let isNumber = value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    if isNumber, let milliseconds = Int32(text) {
      self = .wait(.milliseconds(milliseconds))
    } else {
      self = .stop
    }
  }
}
