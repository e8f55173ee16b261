package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore

extension ExportedDossier {
  /// A dossier as an export carries it, without personal data.
  package init(_ record: DossierRecord, directory: AgencyDirectory) {
    self.init()
    code = record.code.text
    procedureCode = record.procedure.text
    procedureRevision = Int32(clamping: record.procedureRevision)
    agencyCode = record.agency.text
    agencyLevel = MotCuaAPI.AgencyLevel(directory.agency(record.agency)?.level)
    deskAgencyCode = (record.desk ?? record.agency).text
    channel = MotCuaAPI.Channel(record.channel)
    submissionKind = MotCuaAPI.SubmissionKind(record.submissionKind)
    serviceLevel = MotCuaAPI.ServiceLevel(legacy: record.level)
    serviceExtent = MotCuaAPI.ServiceLevel(extent: record.extent)
    fromElsewhere = record.isFromElsewhere
    extensionCount = Int32(clamping: record.dueExtension?.count ?? 0)
    state = MotCuaAPI.DossierState(record.state)
    nationalStatus = Int32(record.state.rawValue)
    addInstants(of: record)
    addFees(of: record)
    returnMethod = MotCuaAPI.ReturnMethod(record.resultReturn?.method)
    resultCount = Int32(clamping: record.results.count)
    historyCount = Int32(clamping: record.stepCount)
    assistantCapacity = MotCuaAPI.AssistantCapacity(record.assistance?.capacity)
    paperKind = MotCuaAPI.ViolationKind(record.paperKind)
    assistanceReason = MotCuaAPI.AssistanceReason(record.assistance?.reason)
  }

  private mutating func addInstants(of record: DossierRecord) {
    submittedAt = record.submittedAt.timestamp
    acceptanceDueAt = record.acceptanceDueAt?.timestamp
    receivedAt = record.receivedAt?.timestamp
    dueAt = record.dueAt?.timestamp
    lateFrom = record.lateFrom?.timestamp
    finishedAt = record.finishedAt?.timestamp
    closedAt = record.closedAt?.timestamp
    returnedAt = record.returnedAt?.timestamp
    supplementRequestedAt = record.supplement?.requestedAt.timestamp
    supplementProvidedAt = record.supplement?.providedAt?.timestamp
  }

  private mutating func addFees(of record: DossierRecord) {
    let due = record.fees.filter { !$0.isExempt }
    feeAmountVnd = due.reduce(0) { $0 + $1.amount.dong }
    feeOnlineVnd = due.filter { $0.method == .online }.reduce(0) { $0 + $1.amount.dong }
    feeCount = Int32(clamping: record.fees.count)
  }
}
