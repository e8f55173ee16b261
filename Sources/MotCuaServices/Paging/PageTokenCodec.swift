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

  private let mac: HMAC<SHA256>

  /// Uses the key of a data folder, at least 32 bytes.
  package init(key: [UInt8]) {
    mac = HMAC(key: SymmetricKey(data: key))
  }

  /// The tokens of a scope: what they are bound to (method, caller, filter and order) in one fixed
  /// form.
  package func tokens(of scope: [UInt8]) -> ScopedTokens {
    var mac = mac
    mac.update(data: ScopedTokens.bytes(of: Int64(scope.count)))
    mac.update(data: scope)
    return ScopedTokens(mac: mac)
  }

  /// Makes the token of a place.
  package func token(place: [UInt8], scope: [UInt8], now: Instant) -> String {
    tokens(of: scope).token(place: place, now: now)
  }

  /// The place of a token, unless that is older than a life.
  package func place(token: String, scope: [UInt8], now: Instant) throws(Failure) -> [UInt8] {
    try tokens(of: scope).place(token: token, now: now)
  }
}

/// The tokens of one scope, for those who make many.
package struct ScopedTokens: Sendable {
  private static let macBytes = 16
  /// It has seen the key and the scope.
  private let mac: HMAC<SHA256>

  fileprivate init(mac: HMAC<SHA256>) { self.mac = mac }

  /// Makes the token of a place, which is the keyset values of the last row in the list's own form.
  package func token(place: [UInt8], now: Instant) -> String {
    var payload = Self.bytes(of: now.milliseconds)
    payload += place
    return Base64URL.encode(code(of: payload) + payload)
  }

  /// The place of a token, unless that is older than a life, in milliseconds.
  package func place(
    token: String,
    now: Instant,
    lifetime: Int64 = PageTokenCodec.lifetime
  ) throws(PageTokenCodec.Failure) -> [UInt8] {
    guard token.utf8.count <= PageTokenCodec.charactersMax,
      let bytes = Base64URL.decode(token), bytes.count >= Self.macBytes + 8
    else { throw .mismatch }
    let payload = Array(bytes[Self.macBytes...])
    guard Self.isEqual(Array(bytes[..<Self.macBytes]), code(of: payload)) else { throw .mismatch }
    let made = payload.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    guard now.milliseconds - made <= lifetime else { throw .expired }
    return Array(payload[8...])
  }

  private func code(of payload: [UInt8]) -> [UInt8] {
    var mac = mac
    mac.update(data: payload)
    return Array(mac.finalize().prefix(Self.macBytes))
  }

  fileprivate static func bytes(of value: Int64) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }

  /// Compares without telling by its duration how much is equal.
  private static func isEqual(_ lhs: [UInt8], _ rhs: [UInt8]) -> Bool {
    lhs.count == rhs.count && zip(lhs, rhs).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
