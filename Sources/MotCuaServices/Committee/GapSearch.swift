import MotCuaAPI
import MotCuaDomain
import MotCuaStore

/// Looks for what hinders online service in the catalogue of a day.
struct GapSearch {
  private static let duties: [OfficerDuty] = [.reception, .guidance, .resolution, .result]

  let catalogue: Catalogue
  let directory: AgencyDirectory
  let agencies: Set<AgencyCode>
  let day: CivilDate

  /// All gaps of a kind, by procedure, agency and part.
  func gaps(_ kind: GapKind) -> [Gap] {
    var gaps: [Gap] = []
    for offering in catalogue.offerings
    where agencies.contains(offering.agency) && offering.isValid(on: day) {
      guard let content = catalogue.procedure(offering.procedure, on: day)?.content,
        content.isOpen(on: day)
      else { continue }
      gaps += parts(kind, offering, content).map { gap(offering, content, $0) }
    }
    return gaps.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  /// The parts of one offering that are missing or in the way.
  private func parts(
    _ kind: GapKind,
    _ offering: OfferingRecord,
    _ content: ProcedureContent
  ) -> [String] {
    switch kind {
    case .withoutTemplate:
      offering.receivesOnline ? content.componentsWithoutTemplate : []
    case .withoutInternalStep:
      content.internalSteps.isEmpty ? [""] : []
    case .withoutAssignee:
      Self.duties.filter { duty in
        !offering.assignees.contains { $0.duty == duty && $0.isValid(on: day) }
      }
      .map(\.code)
    case .withoutAccount:
      offering.receivesOnline && content.bearsFee
        && directory.agency(offering.agency)?.takesOnlinePayment != true ? [""] : []
    case .paperAfterOnline:
      offering.receivesOnline
        ? content.components.filter(\.isPaperRequiredAfterOnline).map(\.label) : []
    case .agencyBelowTarget, .unspecified, .unrecognized:
      []
    }
  }

  private func gap(
    _ offering: OfferingRecord,
    _ content: ProcedureContent,
    _ part: String
  ) -> Gap {
    Gap(
      procedureCode: offering.procedure.text,
      procedureName: content.name,
      agencyCode: offering.agency.text,
      agencyName: directory.agency(offering.agency)?.name ?? "",
      part: part
    )
  }
}

extension Gap {
  /// The bytes by which gaps are ordered.
  var key: [UInt8] {
    Array(procedureCode.utf8) + [0] + Array(agencyCode.utf8) + [0] + Array(part.utf8)
  }
}

extension ProcedureContent {
  /// The mandatory components that are no result of another procedure and have neither form nor
  /// template.
  fileprivate var componentsWithoutTemplate: [String] {
    let templates = Set(templates.map(\.componentCode))
    return components.filter { component in
      component.isMandatory && !component.isProcedureResult && !component.hasElectronicForm
        && component.templateNames.isEmpty
        && (component.code.isEmpty || !templates.contains(component.code))
    }
    .map(\.label)
  }
}

extension ProcedureComponentRecord {
  /// What it is called: its code and name.
  fileprivate var label: String { code.isEmpty ? name : code + " " + name }
}
