package import MotCuaDomain

/// Who asks for a change, under which identity of the request, and when.
///
/// The key is (principal, method, request id). The same key with the same body gives the stored
/// answer again for 30 days; with another body it is refused. Without an id nothing is
/// deduplicated.
package struct MutationEnvelope: Sendable, Hashable {
  /// Who asks.
  package var principalID: Int64
  /// The full name of the method, for the key and the audit entry.
  package var method: String
  /// The identity of the request.
  package var requestID: RequestID?
  /// The SHA-256 of the request without its identity.
  package var bodyHash: [UInt8]
  /// The instant at which the change takes place.
  package var now: Instant
  /// Whether all runs and nothing is kept.
  package var isValidateOnly: Bool

  /// Makes the value from its parts.
  package init(
    principalID: Int64,
    method: String,
    requestID: RequestID? = nil,
    bodyHash: [UInt8] = [],
    now: Instant,
    isValidateOnly: Bool = false
  ) {
    self.principalID = principalID
    self.method = method
    self.requestID = requestID
    self.bodyHash = bodyHash
    self.now = now
    self.isValidateOnly = isValidateOnly
  }

  /// The method under which the server does what is due by its clock.
  package static let timers = "motcua.timers"

  /// The envelope of what the server itself does at the same instant.
  var byServer: MutationEnvelope {
    MutationEnvelope(principalID: 0, method: Self.timers, now: now)
  }
}
