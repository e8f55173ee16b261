import MotCuaAPI
import MotCuaDomain
import MotCuaStore

extension DossierForm {
  /// Works a form out from a dossier's history; nil where nothing happened that it is for.
  init?(_ kind: DossierFormKind, of detail: DossierDetail, names: DossierNames) {
    let dossier = detail.dossier
    guard let event = Self.event(for: kind, in: detail.events) else { return nil }
    self.init(form: kind, code: dossier.code.text)
    issuerName = names.agency(names.issuer(of: detail, at: event))
    agencyName = names.agency(names.agency(of: detail, at: event))
    issuedAt = event.at.timestamp
    officerCode = event.officer ?? ""
    officerName = event.officer.map(names.officer) ?? ""
    applicantName = dossier.applicant.name
    applicantAddress = dossier.applicant.address
    applicantPhone = dossier.applicant.phone
    applicantEmail = dossier.applicant.email
    procedureCode = dossier.procedure.text
    procedureName = names.procedure(dossier.procedure)
    receivedAt = dossier.receivedAt?.timestamp
    fill(kind, event, detail, names)
  }

  private mutating func fill(
    _ kind: DossierFormKind,
    _ event: DossierEventRecord,
    _ detail: DossierDetail,
    _ names: DossierNames
  ) {
    let dossier = detail.dossier
    switch kind {
    case .receipt:
      items = detail.components.filter { !$0.isFromSupplement }.map {
        let name = $0.name.isEmpty ? names.component($0.code, of: dossier.procedure) : $0.name
        return DossierFormItem(
          componentCode: $0.code,
          name: name,
          quantity: Int32(clamping: $0.quantity)
        )
      }
      limit = dossier.limit?.text ?? ""
      dueAt = event.dueAfter?.timestamp
      fees = dossier.fees.filter { $0.recordedAt <= event.at }.map { DossierFee($0) }
    case .supplementRequest:
      items = (dossier.supplement?.componentCodes ?? []).map {
        DossierFormItem(componentCode: $0, name: names.component($0, of: dossier.procedure))
      }
      deadline = dossier.supplement?.deadline?.date
      reason = event.note
    case .apology:
      oldDueAt = event.dueBefore?.timestamp
      dueAt = event.dueAfter?.timestamp
      reason = event.note
    default:
      reason = event.note
    }
  }

  /// The last event that a form tells of.
  private static func event(
    for kind: DossierFormKind,
    in events: [DossierEventRecord]
  ) -> DossierEventRecord? {
    events.last { event in
      guard event.from != event.to || kind == .apology else { return false }
      return switch kind {
      case .receipt: event.action == .accept || event.action == .receiveAtDesk
      case .supplementRequest: event.action == .requestSupplement
      case .refusal: event.to == .refused
      case .apology: event.action == .extendDueDate
      case .stopNotice: event.to == .stopped
      default: false
      }
    }
  }
}
