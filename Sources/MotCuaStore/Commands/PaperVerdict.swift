package import MotCuaDomain

/// What the rules about paper say of one reception at the desk or by post.
package enum PaperVerdict: Sendable, Hashable {
  /// No rule speaks of it: it is taken, and nothing is on record.
  case free
  /// It is taken for this reason, and that is on record.
  case exempted(String)
  /// It is taken, and is on record as a violation.
  case warned
  /// It is refused, and the attempt is on record; these exemptions would lift the rule.
  case refused(exemptions: [String])

  /// What it leaves on record of a dossier that is taken; nil for nothing.
  var kind: ViolationKind? {
    switch self {
    case .free, .refused: nil
    case .exempted: .paperExempted
    case .warned: .paperTaken
    }
  }

  /// The exemption that lifts the rule; empty for none.
  var exemption: String {
    guard case .exempted(let code) = self else { return "" }
    return code
  }

  /// What would lift the rule that refuses; nil where none does.
  var liftingExemptions: [String]? {
    guard case .refused(let exemptions) = self else { return nil }
    return exemptions
  }
}

extension StoreState {
  /// What the rules about paper say of a procedure at an agency on a day.
  ///
  /// A rule speaks only where the agency takes the procedure online on that day, at level 3 or 4 or,
  /// since Decree 42/2022/NĐ-CP, PARTIAL or FULL: who cannot submit online is never turned away with
  /// his paper. An exemption is read only where a rule warns or refuses, and must be one of it.
  package func paperVerdict(
    of procedure: ProcedureCode,
    at agency: AgencyCode,
    on day: CivilDate,
    exemption: String = ""
  ) throws(StoreError) -> PaperVerdict {
    let main = directory.agency(agency)?.code ?? agency
    guard let offering = catalogue.offering(procedure, main), offering.isValid(on: day),
      offering.receivesOnline, offering.isElectronic(on: day),
      let rule = paperPolicy(of: procedure, at: main, on: day), rule.mode != .off
    else { return .free }
    let codes = rule.exemptions.map(\.code)
    guard exemption.isEmpty else {
      guard codes.contains(exemption) else {
        throw .precondition(.exemptionUnknown(allowed: codes))
      }
      return .exempted(exemption)
    }
    return rule.mode == .warn ? .warned : .refused(exemptions: codes)
  }
}

extension OfferingRecord {
  /// Whether the service is at level 3 or 4, PARTIAL or FULL on a day.
  func isElectronic(on day: CivilDate) -> Bool {
    level(on: day).map { $0 == .level3 || $0 == .level4 } == true
      || extent(on: day).map { $0 == .partial || $0 == .full } == true
  }
}

extension AgencyDirectory {
  /// Who answers for an agency: the head that it names, else the first officer at home there who is
  /// marked as head; nil where there is none.
  package func head(of agency: AgencyCode) -> String? {
    if let named = self.agency(agency)?.headOfficer { return named }
    return officers.filter { $0.isHead && $0.agency == agency }.map(\.code).min()
  }
}
