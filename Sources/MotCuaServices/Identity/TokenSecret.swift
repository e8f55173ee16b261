import Crypto
package import MotCuaStore

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
    let prefix = Self.prefix.utf8
    guard text.utf8.count == prefix.count + 43, text.utf8.starts(with: prefix),
      let bytes = Base64URL.decode(Substring(text.utf8.dropFirst(prefix.count))),
      bytes.count == Self.byteCount
    else { return nil }
    self.bytes = bytes
  }

  /// The text that its holder sends.
  package var text: String { Self.prefix + Base64URL.encode(bytes) }

  /// What is stored and looked up.
  package var hash: [UInt8] { digest.withUnsafeBytes { Array($0) } }

  /// The same as the key of a look-up, which every call makes.
  package var key: TokenHash { digest.withUnsafeBytes { TokenHash(sha256: $0) } }

  private var digest: SHA256.Digest {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize()
  }
}
