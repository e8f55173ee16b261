import Crypto
package import MotCuaDomain

/// Turns the place where a list goes on into an opaque token and back.
///
/// A token is bound by a MAC to the filter, the order and the caller, and lives 24 hours: what one
/// caller was given, another cannot use, and nobody can step out of the filter it was made for.
package struct PageTokenCodec: Sendable {
  /// Why a token is refused.
  package enum Failure: Error, Sendable, Equatable {
    /// It was not made by this server for this filter, order and caller.
    case mismatch
    /// It is older than ``lifetime``.
    case expired
  }

  /// How long a token lives, in milliseconds: 24 hours.
  package static let lifetime: Int64 = 24 * 60 * 60 * 1000
  /// The longest token that is looked at, in characters.
  package static let charactersMax = 2048

  private static let macBytes = 16
  private let key: SymmetricKey

  /// Uses the key of a data folder, at least 32 bytes.
  package init(key: [UInt8]) {
    self.key = SymmetricKey(data: key)
  }

  /// Makes the token of a place.
  ///
  /// The place is the keyset values of the last row in the list's own form; the scope is what the
  /// token is bound to (method, caller, filter and order) in one fixed form.
  package func token(place: [UInt8], scope: [UInt8], now: Instant) -> String {
    var payload = Self.bytes(of: now.milliseconds)
    payload += place
    return Base64URL.encode(mac(payload, scope) + payload)
  }

  /// The place of a token, unless that is older than a life, in milliseconds.
  package func place(
    token: String,
    scope: [UInt8],
    now: Instant,
    lifetime: Int64 = Self.lifetime
  ) throws(Failure) -> [UInt8] {
    guard token.utf8.count <= Self.charactersMax, let bytes = Base64URL.decode(token),
      bytes.count >= Self.macBytes + 8
    else { throw .mismatch }
    let payload = Array(bytes[Self.macBytes...])
    let code = Array(bytes[..<Self.macBytes])
    guard Self.isEqual(code, mac(payload, scope)) else { throw .mismatch }
    let made = payload.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    guard now.milliseconds - made <= lifetime else { throw .expired }
    return Array(payload[8...])
  }

  private func mac(_ payload: [UInt8], _ scope: [UInt8]) -> [UInt8] {
    var mac = HMAC<SHA256>(key: key)
    mac.update(data: Self.bytes(of: Int64(scope.count)))
    mac.update(data: scope)
    mac.update(data: payload)
    return Array(mac.finalize().prefix(Self.macBytes))
  }

  private static func bytes(of value: Int64) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }

  /// Compares without telling by its duration how much is equal.
  private static func isEqual(_ lhs: [UInt8], _ rhs: [UInt8]) -> Bool {
    lhs.count == rhs.count && zip(lhs, rhs).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
