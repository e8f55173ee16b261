package import MotCuaDomain

/// One entry of the audit: somebody changed something, or saw the whole of a dossier.
package struct AuditRecord: Sendable, Hashable {
  /// Counts the entries from 1, without a gap.
  package var id: Int64
  /// When.
  package var at: Instant
  /// Who; 0 for the server itself.
  package var principalID: Int64
  /// The full name of the method.
  package var method: String
  /// The identity of the request.
  package var requestID: RequestID?
  /// What it was about.
  package var subject: String
  /// What it was needed for, where that was asked.
  package var purpose: String
  /// The SHA-256 over the hash of the entry before and this entry.
  package var hash: [UInt8]

  /// Makes the value from its parts.
  package init(
    id: Int64,
    at: Instant,
    principalID: Int64,
    method: String,
    requestID: RequestID?,
    subject: String,
    purpose: String,
    hash: [UInt8] = []
  ) {
    self.id = id
    self.at = at
    self.principalID = principalID
    self.method = method
    self.requestID = requestID
    self.subject = subject
    self.purpose = purpose
    self.hash = hash
  }
}

/// A place in the chain of the audit.
package struct AuditHead: Sendable, Hashable {
  /// The entry; 0 for the beginning.
  package var id: Int64
  /// Its hash; 32 zero bytes for the beginning.
  package var hash: [UInt8]
  /// Its instant.
  package var at: Instant

  /// Makes the value from its parts.
  package init(id: Int64, hash: [UInt8], at: Instant = Instant(milliseconds: 0)) {
    self.id = id
    self.hash = hash
    self.at = at
  }

  /// The place before the first entry.
  package static let beginning = AuditHead(id: 0, hash: [UInt8](repeating: 0, count: 32))
}

/// What of the audit is listed; nil keeps all.
package struct AuditQuery: Sendable, Hashable {
  /// Who.
  package var principalID: Int64?
  /// What it was about, exactly.
  package var subject: String?
  /// The full name of the method.
  package var method: String?
  /// At or after.
  package var from: Instant?
  /// Before.
  package var before: Instant?

  /// Makes the value from its parts.
  package init(
    principalID: Int64? = nil,
    subject: String? = nil,
    method: String? = nil,
    from: Instant? = nil,
    before: Instant? = nil
  ) {
    self.principalID = principalID
    self.subject = subject
    self.method = method
    self.from = from
    self.before = before
  }
}

/// What a look through the whole chain found.
package struct AuditVerdict: Sendable, Hashable {
  /// How many entries were looked at.
  package var entries: Int64
  /// The first entry that does not follow from the one before; nil where all do.
  package var brokenID: Int64?
  /// Whether a checkpoint was given that does not lie on the chain.
  package var isCheckpointMissed: Bool
  /// The end of what is whole.
  package var head: AuditHead
}
