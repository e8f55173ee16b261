package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore
import RPCMessages

extension Agency {
  /// The agency on the wire.
  package init(_ record: AgencyRecord) {
    self.init(
      code: record.code.text,
      otherCode: record.otherCode?.text ?? "",
      name: record.name,
      shortName: record.shortName,
      level: MotCuaAPI.AgencyLevel(record.level),
      kind: MotCuaAPI.AgencyKind(record.kind),
      parentCode: record.parent?.text ?? "",
      headOfficerCode: record.headOfficer ?? "",
      validFrom: record.validFrom?.date,
      validTo: record.validTo?.date,
      beneficiaryAccount: record.account.map(BeneficiaryAccount.init),
      eWallet: record.eWallet,
      workingHours: record.workingHours.map {
        OpenInterval(startMinute: Int32($0.startMinute), endMinute: Int32($0.endMinute))
      },
      etag: Etag.text(record.etag),
      createTime: record.createdAt.timestamp,
      updateTime: record.updatedAt.timestamp,
      paperPolicies: record.paperPolicies.map(PaperPolicy.init)
    )
  }
}

extension BeneficiaryAccount {
  /// The account on the wire.
  init(_ record: BeneficiaryAccountRecord) {
    self.init(
      bankCode: record.bankCode,
      accountNumber: record.accountNumber,
      accountName: record.accountName
    )
  }
}

extension FieldReader {
  /// The agency that a message describes, its output-only fields aside; nil where a field is wrong.
  ///
  /// `prefix` is the path of the message in its request, with a dot, or empty in a row.
  package mutating func agency(_ message: Agency, _ prefix: String) -> AgencyRecord? {
    let code = agencyCode(message.code, prefix + "code")
    let other = agencyCode(message.otherCode, prefix + "other_code")
    let parent = agencyCode(message.parentCode, prefix + "parent_code")
    let span = span(message.validFrom, message.validTo, prefix)
    let policies = paperPolicies(message.paperPolicies, prefix + "paper_policies")
    let hours = workingHours(message.workingHours, prefix + "working_hours")
    if let code, other == code { refuse(prefix + "other_code", "It is the code itself.") }
    if let code, parent == code { refuse(prefix + "parent_code", "It is the agency itself.") }
    guard violations.isEmpty, let code, let level = message.level.model,
      let kind = message.kind.model
    else { return nil }
    return AgencyRecord(
      code: code,
      otherCode: other,
      name: TextNormaliser.stored(message.name),
      shortName: TextNormaliser.stored(message.shortName),
      level: level,
      kind: kind,
      parent: parent,
      headOfficer: message.headOfficerCode.isEmpty ? nil : message.headOfficerCode,
      validFrom: span.first,
      validTo: span.last,
      account: message.beneficiaryAccount.map {
        BeneficiaryAccountRecord(
          bankCode: $0.bankCode,
          accountNumber: $0.accountNumber,
          accountName: TextNormaliser.stored($0.accountName)
        )
      },
      eWallet: message.eWallet,
      workingHours: hours,
      paperPolicies: policies
    )
  }

  private mutating func workingHours(
    _ intervals: [OpenInterval],
    _ field: String
  ) -> [OpenSpanRecord] {
    guard !intervals.isEmpty else { return [] }
    let isOrdered = intervals.allSatisfy { $0.startMinute < $0.endMinute }
    let ranges = isOrdered ? intervals.map { Int($0.startMinute)..<Int($0.endMinute) } : []
    guard isOrdered, WorkingHours(intervals: ranges) != nil else {
      refuse(field, "The intervals must be in order, apart from each other, and end before 24:00.")
      return []
    }
    return ranges.map {
      OpenSpanRecord(startMinute: $0.lowerBound, endMinute: $0.upperBound)
    }
  }
}
