package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore

extension Offering {
  /// The offering on the wire, with its legacy level of a day.
  package init(_ record: OfferingRecord, on day: CivilDate) {
    self.init(
      procedureCode: record.procedure.text,
      agencyCode: record.agency.text,
      deskAgencyCode: record.desk?.text ?? "",
      levels: record.levels.map {
        OfferingLevel(
          level: MotCuaAPI.ServiceLevel($0.level),
          validFrom: $0.validFrom?.date,
          validTo: $0.validTo?.date
        )
      },
      serviceLevel: MotCuaAPI.ServiceLevel(record.level(on: day)),
      receivesOnline: record.receivesOnline,
      receivesByPost: record.receivesByPost,
      validFrom: record.validFrom?.date,
      validTo: record.validTo?.date,
      etag: Etag.text(record.etag),
      assignees: record.assignees.map(Assignment.init),
      paperPolicies: record.paperPolicies.map(PaperPolicy.init),
      serviceExtent: record.extent(on: day).map { .init(.extent($0)) } ?? .unspecified
    )
  }
}

extension FieldReader {
  /// The offering that a message describes, its output-only fields aside; nil where one is wrong.
  package mutating func offering(_ message: Offering, _ prefix: String) -> OfferingRecord? {
    let procedure = procedureCode(message.procedureCode, prefix + "procedure_code")
    let agency = agencyCode(message.agencyCode, prefix + "agency_code")
    let desk = agencyCode(message.deskAgencyCode, prefix + "desk_agency_code")
    let span = span(message.validFrom, message.validTo, prefix)
    let levels = levels(message.levels, prefix + "levels")
    let assignees = assignees(message.assignees, prefix + "assignees")
    let policies = paperPolicies(message.paperPolicies, prefix + "paper_policies")
    guard violations.isEmpty, let procedure, let agency else { return nil }
    return OfferingRecord(
      procedure: procedure,
      agency: agency,
      desk: desk,
      levels: levels,
      receivesOnline: message.receivesOnline,
      receivesByPost: message.receivesByPost,
      validFrom: span.first,
      validTo: span.last,
      assignees: assignees,
      paperPolicies: policies
    )
  }

  private mutating func levels(
    _ messages: [OfferingLevel],
    _ field: String
  ) -> [OfferingLevelRecord] {
    var levels: [OfferingLevelRecord] = []
    for (index, message) in messages.enumerated() {
      let path = "\(field)[\(index)]."
      let span = span(message.validFrom, message.validTo, path)
      guard let level = message.level.offered else { continue }
      let made = OfferingLevelRecord(
        level: level,
        validFrom: span.first,
        validTo: span.last
      )
      if levels.contains(where: { $0.overlaps(made) }) {
        refuse(path + "level", "Two levels of one ladder hold on the same day.")
      }
      levels.append(made)
    }
    return levels
  }
}

extension OfferingLevelRecord {
  /// Whether both stand on one ladder and share a day.
  fileprivate func overlaps(_ other: OfferingLevelRecord) -> Bool {
    switch (level, other.level) {
    case (.legacy, .legacy), (.extent, .extent): break
    case (.legacy, .extent), (.extent, .legacy): return false
    }
    if let validTo, let start = other.validFrom, validTo < start { return false }
    if let end = other.validTo, let validFrom, end < validFrom { return false }
    return true
  }
}
