import Crypto
import Foundation

/// A bearer token: 32 random bytes, shown once and stored only as a hash.
///
/// The text is `mct_` followed by 43 characters of unpadded base64url, so that a scanner for leaked
/// secrets recognises it. A token has 256 bits of chance in it, so a plain SHA-256 protects it: a
/// slow password hash would only slow every call down.
package struct TokenSecret: Sendable {
  private static let prefix = "mct_"
  private static let byteCount = 32

  private let bytes: [UInt8]

  /// Makes a token from the given chance.
  package init(using generator: inout some RandomNumberGenerator) {
    bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// Reads a token; nil for any text that is not one.
  package init?(text: Substring) {
    guard text.utf8.count == Self.prefix.utf8.count + 43, text.hasPrefix(Self.prefix),
      let bytes = Base64URL.decode(text.dropFirst(Self.prefix.count)), bytes.count == Self.byteCount
    else { return nil }
    self.bytes = bytes
  }

  /// The text that its holder sends.
  package var text: String { Self.prefix + Base64URL.encode(bytes) }

  /// What is stored and looked up.
  package var hash: [UInt8] { Array(SHA256.hash(data: bytes)) }
}
