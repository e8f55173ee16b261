import MotCuaAPI
import MotCuaDomain
import MotCuaStore

extension FieldReader {
  /// The cases of a procedure.
  mutating func cases(_ messages: [ProcedureCase], _ field: String) -> [ProcedureCaseRecord] {
    var cases: [ProcedureCaseRecord] = []
    for (index, part) in messages.enumerated() {
      cases.append(
        ProcedureCaseRecord(
          code: TextNormaliser.stored(part.code),
          name: TextNormaliser.stored(part.name),
          limit: limit(part.timeLimit, "\(field)[\(index)].time_limit")
        )
      )
    }
    return cases
  }

  /// A decision; nil where it is absent.
  mutating func decision(_ message: Decision?, _ field: String) -> DecisionRecord? {
    guard let message else { return nil }
    return DecisionRecord(
      number: TextNormaliser.stored(message.number),
      date: date(message.date, field + ".date")
    )
  }

  /// The steps inside the agency.
  mutating func internalSteps(
    _ messages: [InternalStep],
    _ field: String
  ) -> [InternalStepRecord] {
    var steps: [InternalStepRecord] = []
    for (index, step) in messages.enumerated() {
      let path = "\(field)[\(index)]"
      let limit = limit(step.timeLimit, path + ".time_limit")
      let agency = agencyCode(step.agencyCode, path + ".agency_code")
      guard let duty = step.duty.model else {
        refuse(path + ".duty", "A duty must be named.")
        continue
      }
      steps.append(
        InternalStepRecord(
          name: TextNormaliser.stored(step.name),
          duty: duty,
          limit: limit,
          text: TextNormaliser.stored(step.text),
          agency: agency
        )
      )
    }
    return steps
  }

  /// Rules about paper of which no two hold on one day.
  mutating func paperPolicies(_ messages: [PaperPolicy], _ field: String) -> [PaperPolicyRecord] {
    var policies: [PaperPolicyRecord] = []
    for (index, message) in messages.enumerated() {
      let path = "\(field)[\(index)]."
      let span = span(message.validFrom, message.validTo, path)
      guard let mode = message.mode.model else {
        refuse(path + "mode", "A rule must be given.")
        continue
      }
      let made = PaperPolicyRecord(
        mode: mode,
        validFrom: span.first,
        validTo: span.last,
        exemptions: message.exemptions.map {
          PaperPolicyRecord.Exemption(code: $0.code, text: TextNormaliser.stored($0.text))
        }
      )
      if policies.contains(where: { $0.overlaps(made) }) {
        refuse(path + "valid_from", "Two rules hold on the same day.")
      }
      policies.append(made)
    }
    return policies
  }

  /// Who handles an offering.
  mutating func assignees(_ messages: [Assignment], _ field: String) -> [AssignmentRecord] {
    var assignees: [AssignmentRecord] = []
    for (index, message) in messages.enumerated() {
      let span = span(message.validFrom, message.validTo, "\(field)[\(index)].")
      guard let duty = message.duty.model else { continue }
      assignees.append(
        AssignmentRecord(
          duty: duty,
          officer: message.officerCode,
          validFrom: span.first,
          validTo: span.last
        )
      )
    }
    return assignees
  }
}

extension PaperPolicyRecord {
  /// Whether both hold on one day.
  fileprivate func overlaps(_ other: PaperPolicyRecord) -> Bool {
    if let validTo, let start = other.validFrom, validTo < start { return false }
    if let end = other.validTo, let validFrom, end < validFrom { return false }
    return true
  }
}

extension TemplateRecord {
  /// The template of a message.
  init(_ message: Template) {
    self.init(
      name: TextNormaliser.stored(message.name),
      componentCode: TextNormaliser.stored(message.componentCode),
      uri: message.uri,
      sha256: message.sha256
    )
  }
}

extension LegalBasisRecord {
  /// The legal basis of a message.
  init(_ message: LegalBasis) {
    self.init(
      number: TextNormaliser.stored(message.number),
      title: TextNormaliser.stored(message.title)
    )
  }
}

extension ProcedureStepRecord {
  /// The citizen's step of a message.
  init(_ message: ProcedureStep) {
    self.init(
      name: TextNormaliser.stored(message.name),
      text: TextNormaliser.stored(message.text)
    )
  }
}
