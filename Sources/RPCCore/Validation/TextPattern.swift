#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A POSIX extended regular expression that the whole of a text must match.
///
/// `@unchecked Sendable`: after the initializer it is only read, and POSIX lets several threads match
/// with one compiled expression.
public final class TextPattern: @unchecked Sendable {
  /// The expression as the proto has it.
  public let source: String
  private let expression: UnsafeMutablePointer<regex_t>

  /// Compiles an expression of our own protos; one that does not compile is our mistake.
  public init(_ source: String) {
    self.source = source
    expression = .allocate(capacity: 1)
    let code = regcomp(expression, "^(\(source))$", REG_EXTENDED | REG_NOSUB)
    precondition(code == 0, "the pattern \(source) of a proto is no regular expression")
  }

  deinit {
    regfree(expression)
    expression.deallocate()
  }

  /// Whether the whole text matches; no text with a NUL does.
  public func matches(_ text: String) -> Bool {
    guard !text.utf8.contains(0) else { return false }
    return regexec(expression, text, 0, nil, 0) == 0
  }
}
