public import RPCCore
public import Tracing

/// The place of a call in a distributed trace (W3C Trace Context, level 1).
public struct TraceContext: Sendable, Hashable {
  /// The trace, 16 bytes that are not all zero.
  public let trace: TraceID
  /// The span that whoever gets this context is called by, not zero.
  public let span: UInt64
  /// Whether the caller has recorded the trace; the only flag that level 1 knows.
  public let isSampled: Bool
  /// What other systems have to say of the trace, as it came; empty if there was nothing or nothing
  /// valid.
  public let state: String

  /// The number of a trace.
  public struct TraceID: Sendable, Hashable {
    /// The first eight bytes.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    /// Joins two halves.
    public init(high: UInt64, low: UInt64) {
      self.high = high
      self.low = low
    }
  }

  /// Describes a place in a trace.
  public init(trace: TraceID, span: UInt64, isSampled: Bool, state: String = "") {
    self.trace = trace
    self.span = span
    self.isSampled = isSampled
    self.state = state
  }

  /// The beginning of a trace of one's own, which nobody has asked for: nobody records it either
  /// (W3C Trace Context §3.2.2.5.1), and whoever is called further on decides for himself.
  public static func root(using generator: inout some RandomNumberGenerator) -> TraceContext {
    TraceContext(
      trace: TraceID(high: nonzero(&generator), low: nonzero(&generator)),
      span: nonzero(&generator),
      isSampled: false
    )
  }

  /// The same trace one span further.
  public func child(using generator: inout some RandomNumberGenerator) -> TraceContext {
    TraceContext(
      trace: trace,
      span: Self.nonzero(&generator),
      isSampled: isSampled,
      state: state
    )
  }

  private static func nonzero(_ generator: inout some RandomNumberGenerator) -> UInt64 {
    UInt64.random(in: 1...UInt64.max, using: &generator)
  }

  /// The 32 digits of the trace.
  public var traceText: String { Self.hex(trace.high) + Self.hex(trace.low) }
  /// The 16 digits of the span.
  public var spanText: String { Self.hex(span) }
  /// The value of the header `traceparent`.
  public var parentText: String { "00-\(traceText)-\(spanText)-\(isSampled ? "01" : "00")" }

  private static func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension TraceContext {
  /// The header that carries the trace and the span.
  public static let parentName = "traceparent"
  /// The header that carries what other systems say.
  public static let stateName = "tracestate"
  /// Longer state is dropped; the standard wants at least 512 characters to be passed on.
  public static let stateBytesMax = 512
  /// More members are invalid (W3C Trace Context §3.3.1.1).
  public static let stateMembersMax = 32

  /// Reads the two headers; nil if the first is not valid, and then the second says nothing.
  public init?(parent: String, state: String = "") {
    let bytes = Array(parent.utf8)
    // Fields of fixed width: 2 version, 32 trace, 16 span, 2 flags. A version beyond ours may add
    // more behind a dash (§3.2.4).
    guard bytes.count >= 55, bytes[2] == Self.dash, bytes[35] == Self.dash,
      bytes[52] == Self.dash,
      let version = Self.number(bytes[0..<2]), version != 0xff,
      bytes.count == 55 || (version > 0 && bytes[55] == Self.dash),
      let high = Self.number(bytes[3..<19]), let low = Self.number(bytes[19..<35]),
      let span = Self.number(bytes[36..<52]), let flags = Self.number(bytes[53..<55]),
      high != 0 || low != 0, span != 0
    else { return nil }
    self.init(
      trace: TraceID(high: high, low: low),
      span: span,
      isSampled: flags & 1 == 1,
      state: Self.isValid(state: state) ? state : ""
    )
  }

  /// Reads the metadata of a call.
  public init?(_ metadata: Metadata) {
    guard !metadata.isEmpty, metadata.values(Self.parentName).count == 1,
      let parent = metadata.text(Self.parentName)
    else { return nil }
    let states = metadata.values(Self.stateName).compactMap { value in
      if case .text(let text) = value { text } else { nil }
    }
    self.init(parent: parent, state: states.joined(separator: ","))
  }

  /// Writes the headers, in place of those that are there.
  public func write(to metadata: inout Metadata) {
    var written = Metadata()
    for entry in metadata.entries
    where entry.name != Self.parentName && entry.name != Self.stateName {
      written.appendChecked(entry)
    }
    written.append(Self.parentName, text: parentText)
    if !state.isEmpty { written.append(Self.stateName, text: state) }
    metadata = written
  }

  private static let dash = UInt8(ascii: "-")

  /// The number of some lower-case hexadecimal digits; upper case is not allowed (§3.2.2).
  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var number: UInt64 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(digit - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(digit - 0x57)
      default: return nil
      }
    }
    return number
  }

  private static func isValid(state: String) -> Bool {
    guard state.utf8.count <= stateBytesMax, Metadata.isTextValue(state) else { return false }
    let members = state.split(separator: ",")
    return members.count <= stateMembersMax
      && members.allSatisfy { member in
        let trimmed = member.drop { $0 == " " }
        guard let equals = trimmed.firstIndex(of: "=") else { return false }
        return equals != trimmed.startIndex
      }
  }
}

extension ServiceContext {
  /// The place in the trace of what runs.
  public var trace: TraceContext? {
    get { self[TraceContextKey.self] }
    set { self[TraceContextKey.self] = newValue }
  }

  private enum TraceContextKey: ServiceContextKey {
    typealias Value = TraceContext
    static let nameOverride: String? = "w3c-trace-context"
  }
}
