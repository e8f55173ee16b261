import MotCuaAPI
import MotCuaDomain
import MotCuaStore

extension InternalStep {
  /// The step on the wire.
  init(_ record: InternalStepRecord) {
    self.init(
      name: record.name,
      duty: Duty(record.duty),
      timeLimit: record.limit?.message,
      text: record.text,
      agencyCode: record.agency?.text ?? ""
    )
  }
}

extension Template {
  /// The template on the wire.
  init(_ record: TemplateRecord) {
    self.init(
      name: record.name,
      componentCode: record.componentCode,
      uri: record.uri,
      sha256: record.sha256
    )
  }
}

extension Decision {
  /// The decision on the wire.
  init(_ record: DecisionRecord) {
    self.init(number: record.number, date: record.date?.date)
  }
}

extension PaperPolicy {
  /// The rule on the wire.
  init(_ record: PaperPolicyRecord) {
    self.init(
      mode: MotCuaAPI.PaperMode(record.mode),
      validFrom: record.validFrom?.date,
      validTo: record.validTo?.date,
      exemptions: record.exemptions.map { PaperExemption(code: $0.code, text: $0.text) }
    )
  }
}

extension Assignment {
  /// The assignment on the wire.
  init(_ record: AssignmentRecord) {
    self.init(
      duty: Duty(record.duty),
      officerCode: record.officer,
      validFrom: record.validFrom?.date,
      validTo: record.validTo?.date
    )
  }
}

extension Sector {
  /// The sector on the wire.
  init(_ record: SectorRecord) {
    self.init(code: record.code, name: record.name)
  }
}
