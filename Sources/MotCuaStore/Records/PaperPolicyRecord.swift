package import MotCuaDomain

/// A rule about paper for a time, with the reasons that lift it.
package struct PaperPolicyRecord: Sendable, Hashable {
  /// A reason for which paper is taken nevertheless.
  package struct Exemption: Sendable, Hashable {
    /// The word by which the desk names it.
    package var code: String
    /// The reason for people.
    package var text: String

    /// Makes the value from its parts.
    package init(code: String, text: String) {
      self.code = code
      self.text = text
    }
  }

  /// The rule.
  package var mode: PaperMode
  /// The first day; nil since ever.
  package var validFrom: CivilDate?
  /// The last day; nil is open.
  package var validTo: CivilDate?
  /// The reasons that lift it.
  package var exemptions: [Exemption]

  /// Makes the value from its parts.
  package init(
    mode: PaperMode,
    validFrom: CivilDate? = nil,
    validTo: CivilDate? = nil,
    exemptions: [Exemption] = []
  ) {
    self.mode = mode
    self.validFrom = validFrom
    self.validTo = validTo
    self.exemptions = exemptions
  }

  /// Whether the rule holds on a day.
  package func isValid(on day: CivilDate) -> Bool { day.isWithin(validFrom, validTo) }
}

extension StoreState {
  /// The rule about paper for a procedure at an agency on a day: that of the offering, else that of
  /// the agency, else that of the nearest agency above it; nil where nobody says anything, which is
  /// as OFF.
  package func paperPolicy(
    of procedure: ProcedureCode,
    at agency: AgencyCode,
    on day: CivilDate
  ) -> PaperPolicyRecord? {
    let own = directory.agency(agency)
    let offering = catalogue.offering(procedure, own?.code ?? agency)
    if let rule = offering?.paperPolicies.first(where: { $0.isValid(on: day) }) { return rule }
    var next = own
    var steps = 0
    // A circle that an older file might hold ends by the count.
    while let place = next, steps <= directory.agencyCount {
      if let rule = place.paperPolicies.first(where: { $0.isValid(on: day) }) { return rule }
      next = place.parent.flatMap { directory.agency($0) }
      steps += 1
    }
    return nil
  }
}
