/// The tokens of one transport (gRFC A6 "Throttling Retry Attempts and Hedged RPCs").
struct RetryThrottle {
  private let max: Double
  private let ratio: Double
  private(set) var tokens: Double

  init(_ configuration: RetryConfiguration) {
    max = configuration.tokensMax
    ratio = configuration.tokenRatio
    tokens = max
  }

  var allowsRetries: Bool { tokens > max / 2 }

  mutating func noteFailure() { tokens = Swift.max(0, tokens - 1) }

  mutating func noteSuccess() { tokens = Swift.min(max, tokens + ratio) }
}
