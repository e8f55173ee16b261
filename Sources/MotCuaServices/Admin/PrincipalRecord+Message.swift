package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore
import RPCMessages

extension MotCuaAPI.Principal {
  /// The principal on the wire; the one of a dry run has no id.
  package init(_ record: PrincipalRecord, isDryRun: Bool = false) {
    self.init(
      id: isDryRun ? "" : String(record.id),
      kind: MotCuaAPI.PrincipalKind(record.kind),
      name: record.name,
      agencyCodes: record.agencies.map(\.text),
      duties: record.duties.map { Duty($0) },
      officerCode: record.officer ?? "",
      identityNumber: record.subjectID ?? "",
      createTime: record.createdAt.timestamp
    )
  }
}

extension Token {
  /// The token's record on the wire; the one of a dry run has no id.
  package init(_ record: TokenRecord, isDryRun: Bool = false) {
    self.init(
      id: isDryRun ? "" : String(record.id),
      principalId: String(record.principalID),
      createTime: record.createdAt.timestamp,
      expireTime: record.expiresAt.timestamp,
      revokeTime: record.revokedAt?.timestamp
    )
  }
}

extension FieldReader {
  /// The principal that a message describes, its output-only fields aside; nil where one is wrong.
  package mutating func principal(
    _ message: MotCuaAPI.Principal,
    _ prefix: String
  ) -> PrincipalRecord? {
    var agencies: [AgencyCode] = []
    for (index, text) in message.agencyCodes.enumerated() {
      guard let code = agencyCode(text, "\(prefix)agency_codes[\(index)]") else { continue }
      if !agencies.contains(code) { agencies.append(code) }
    }
    var duties: [OfficerDuty] = []
    for duty in message.duties.compactMap(\.model) where !duties.contains(duty) {
      duties.append(duty)
    }
    guard let kind = message.kind.model, kind != .public else {
      refuse(prefix + "kind", "A principal has a kind, and PUBLIC has no token.")
      return nil
    }
    checkParts(message, of: kind, prefix)
    guard violations.isEmpty else { return nil }
    return PrincipalRecord(
      kind: kind,
      name: TextNormaliser.stored(message.name),
      agencies: agencies,
      officer: message.officerCode.isEmpty ? nil : message.officerCode,
      duties: duties,
      subjectID: message.identityNumber.isEmpty ? nil : message.identityNumber
    )
  }

  /// What each kind must have and may not have.
  private mutating func checkParts(
    _ message: MotCuaAPI.Principal,
    of kind: MotCuaDomain.PrincipalKind,
    _ prefix: String
  ) {
    // Who names an officer goes by that officer's postings.
    let isOfficer = kind == .officer && message.officerCode.isEmpty
    if isOfficer || kind == .assistant, message.agencyCodes.isEmpty {
      refuse(
        prefix + "agency_codes",
        "An ASSISTANT, or an OFFICER without officer_code, belongs to at least one agency."
      )
    }
    if isOfficer, message.duties.isEmpty {
      refuse(prefix + "duties", "An OFFICER without officer_code has at least one duty.")
    }
    if kind != .officer, !message.duties.isEmpty {
      refuse(prefix + "duties", "Only an OFFICER has duties.")
    }
    if kind == .applicant, message.identityNumber.isEmpty {
      refuse(prefix + "identity_number", "An APPLICANT is known by his identity number.")
    }
    if kind != .applicant, kind != .assistant, !message.identityNumber.isEmpty {
      refuse(
        prefix + "identity_number",
        "Only an APPLICANT or an ASSISTANT has an identity number."
      )
    }
  }
}
