import MotCuaAPI
import RPCCore
import Testing

/// A method of the contract and the command that calls it.
struct MethodCommand: Sendable, CustomTestStringConvertible {
  /// The method, `Service/Method`.
  let method: String
  /// The words of its command.
  let command: [String]
  /// The line that calls it where the command's example calls another one; without `motcua`.
  let line: String?
  /// Whether the line is run.
  ///
  /// An upload is not: it reads a real file, and the wire tests of files upload one by this
  /// command.
  var isRun: Bool { method != "DossierService/UploadFile" }

  var testDescription: String { method }

  private init(_ service: String, _ method: String, _ command: String, line: String? = nil) {
    self.method = "\(service)Service/\(method)"
    self.command = command.split(separator: " ").map(String.init)
    self.line = line
  }

  /// Every method of the contract.
  static var contract: [MethodDescriptor] {
    (AgencyServiceMethods.all + ProcedureServiceMethods.all + DossierServiceMethods.all
      + StatisticsServiceMethods.all + AdminServiceMethods.all).map(\.descriptor)
  }

  /// One row for each method.
  static let all = agencies + procedures + dossiers + payments + statistics + admin

  private static let agencies = [
    MethodCommand("Agency", "ListAgencies", "agency list"),
    MethodCommand("Agency", "GetAgency", "agency get"),
    MethodCommand(
      "Agency",
      "BatchGetAgencies",
      "agency get",
      line: "agency get 000.00.02.H10 000.00.03.H10"
    ),
    MethodCommand("Agency", "GetAgencyHistory", "agency history"),
    MethodCommand("Agency", "CreateAgency", "agency create"),
    MethodCommand("Agency", "UpdateAgency", "agency update"),
    MethodCommand("Agency", "ImportAgencies", "agency import"),
    MethodCommand("Agency", "CreateOfficer", "officer create"),
    MethodCommand("Agency", "GetOfficer", "officer get"),
    MethodCommand("Agency", "UpdateOfficer", "officer update"),
    MethodCommand("Agency", "PostOfficer", "officer post"),
    MethodCommand("Agency", "ListOfficers", "officer list"),
    MethodCommand("Agency", "ReorganizeAgencies", "agency reorganize"),
    MethodCommand("Agency", "ImportOfficers", "officer import"),
  ]

  private static let procedures = [
    MethodCommand("Procedure", "GetProcedure", "procedure get"),
    MethodCommand("Procedure", "ListProcedures", "procedure list"),
    MethodCommand("Procedure", "SearchProcedures", "procedure search"),
    MethodCommand("Procedure", "GetProcedureGuide", "procedure guide"),
    MethodCommand("Procedure", "CreateProcedure", "procedure create"),
    MethodCommand("Procedure", "UpdateProcedure", "procedure update"),
    MethodCommand("Procedure", "PublishProcedure", "procedure publish"),
    MethodCommand("Procedure", "SuspendProcedure", "procedure suspend"),
    MethodCommand("Procedure", "RepealProcedure", "procedure repeal"),
    MethodCommand("Procedure", "ListProcedureRevisions", "procedure revisions"),
    MethodCommand("Procedure", "DiffProcedureRevisions", "procedure diff"),
    MethodCommand("Procedure", "LintProcedure", "procedure lint"),
    MethodCommand("Procedure", "ExportProcedures", "procedure export"),
    MethodCommand("Procedure", "ListAssignmentGaps", "procedure gaps"),
    MethodCommand("Procedure", "ImportProcedures", "procedure import"),
    MethodCommand("Procedure", "SetOffering", "procedure offering set"),
    MethodCommand("Procedure", "ListOfferings", "procedure offering list"),
    MethodCommand("Procedure", "ListSectors", "sector list"),
    MethodCommand("Procedure", "ImportSectors", "sector import"),
    MethodCommand("Procedure", "ImportOfferings", "procedure offering import"),
  ]

  private static let dossiers = [
    MethodCommand("Dossier", "SubmitDossier", "dossier submit"),
    MethodCommand("Dossier", "ReceiveDossier", "dossier receive"),
    MethodCommand("Dossier", "AcceptDossier", "dossier accept"),
    MethodCommand("Dossier", "RefuseDossier", "dossier refuse"),
    MethodCommand("Dossier", "RefuseDossierAtDesk", "dossier refuse-at-desk"),
    MethodCommand("Dossier", "StartDossier", "dossier start"),
    MethodCommand("Dossier", "RequestSupplement", "dossier request-supplement"),
    MethodCommand("Dossier", "ProvideSupplement", "dossier provide-supplement"),
    MethodCommand("Dossier", "ForwardDossier", "dossier forward"),
    MethodCommand("Dossier", "ReassignDossier", "dossier reassign"),
    MethodCommand("Dossier", "StopDossier", "dossier stop"),
    MethodCommand("Dossier", "ResumeDossier", "dossier resume"),
    MethodCommand("Dossier", "ExtendDueDate", "dossier extend"),
    MethodCommand("Dossier", "CompleteDossier", "dossier complete"),
    MethodCommand("Dossier", "ReworkDossier", "dossier rework"),
    MethodCommand("Dossier", "ReturnResult", "dossier return"),
    MethodCommand("Dossier", "WithdrawDossier", "dossier withdraw"),
    MethodCommand("Dossier", "RevokeResult", "dossier revoke-result"),
    MethodCommand("Dossier", "RateDossier", "dossier rate"),
    MethodCommand("Dossier", "BulkTransition", "dossier bulk"),
    MethodCommand("Dossier", "ImportDossiers", "dossier import"),
    MethodCommand("Dossier", "GetDossier", "dossier get"),
    MethodCommand("Dossier", "ListDossiers", "dossier list"),
    MethodCommand("Dossier", "BatchGetDossiers", "dossier batch"),
    MethodCommand("Dossier", "ListDossierEvents", "dossier events"),
    MethodCommand("Dossier", "GetControlSheet", "dossier control-sheet"),
    MethodCommand("Dossier", "GetRegister", "dossier register"),
    MethodCommand("Dossier", "GetReceipt", "dossier receipt"),
    MethodCommand("Dossier", "GetDossierForm", "dossier form"),
    MethodCommand(
      "Dossier",
      "GetDossierPolicy",
      "dossier policy",
      line: "dossier policy"
    ),
    MethodCommand("Dossier", "SetDossierPolicy", "dossier policy"),
    MethodCommand("Dossier", "TrackDossier", "dossier track"),
    MethodCommand("Dossier", "UploadFile", "file upload"),
    MethodCommand("Dossier", "DownloadFile", "file download"),
    MethodCommand("Dossier", "ExportDossiers", "dossier export"),
  ]

  private static let payments = [
    MethodCommand("Dossier", "RequestPayment", "payment request"),
    MethodCommand("Dossier", "CreatePayment", "payment create"),
    MethodCommand("Dossier", "ConfirmPayment", "payment confirm"),
    MethodCommand("Dossier", "RefundPayment", "payment refund"),
    MethodCommand("Dossier", "CancelPayment", "payment cancel"),
    MethodCommand("Dossier", "GetPayment", "payment get"),
    MethodCommand("Dossier", "ListPayments", "payment list"),
    MethodCommand("Dossier", "ReconcilePayments", "payment reconcile"),
    MethodCommand("Dossier", "SetPaymentProvider", "payment set-provider"),
    MethodCommand("Dossier", "ListPaymentProviders", "payment providers"),
    MethodCommand("Dossier", "RecordShipment", "shipment record"),
    MethodCommand("Dossier", "UpdateShipment", "shipment update"),
    MethodCommand("Dossier", "ListShipments", "shipment list"),
    MethodCommand("Dossier", "WatchEvents", "watch events"),
  ]

  private static let statistics = [
    MethodCommand("Statistics", "GetSummary", "stats summary"),
    MethodCommand("Statistics", "RankAgencies", "stats ranking"),
    MethodCommand("Statistics", "QueryDaily", "stats daily"),
    MethodCommand(
      "Statistics",
      "ListViolations",
      "stats violations",
      line: "stats violations --period 2020-08"
    ),
    MethodCommand("Statistics", "CountViolations", "stats violations"),
    MethodCommand("Statistics", "WatchSummary", "watch summary"),
    MethodCommand("Statistics", "GetStatisticsPolicy", "stats policy"),
    MethodCommand("Statistics", "SetStatisticsPolicy", "stats policy"),
    MethodCommand("Statistics", "SetTarget", "stats target set"),
    MethodCommand("Statistics", "ListTargets", "stats target list"),
    MethodCommand("Statistics", "GetTargetProgress", "stats target progress"),
    MethodCommand("Statistics", "RecordIndicator", "stats indicator record"),
    MethodCommand("Statistics", "ListIndicators", "stats indicator list"),
    MethodCommand("Statistics", "CreateDirective", "stats directive create"),
    MethodCommand("Statistics", "UpdateDirective", "stats directive update"),
    MethodCommand("Statistics", "ListDirectives", "stats directive list"),
    MethodCommand("Statistics", "GetServiceIndex", "stats index"),
    MethodCommand("Statistics", "GetScorecard", "stats scorecard"),
    MethodCommand("Statistics", "ListGaps", "stats gaps"),
    MethodCommand("Statistics", "CompareLevels", "stats levels"),
    MethodCommand("Statistics", "CreateSnapshot", "stats snapshot create"),
    MethodCommand("Statistics", "GetSnapshot", "stats snapshot get"),
    MethodCommand("Statistics", "ListSnapshots", "stats snapshot list"),
    MethodCommand("Statistics", "GetReport", "report II.06b"),
    MethodCommand("Statistics", "ExportReport", "report II.06a"),
    MethodCommand("Statistics", "QueryStatistics", "stats query"),
    MethodCommand("Statistics", "ExplainFigure", "stats explain"),
    MethodCommand("Statistics", "ListOverdue", "stats overdue"),
  ]

  private static let admin = [
    MethodCommand("Admin", "CreatePrincipal", "admin principal create"),
    MethodCommand("Admin", "ListPrincipals", "admin principal list"),
    MethodCommand("Admin", "CreateToken", "admin token create"),
    MethodCommand("Admin", "RevokeToken", "admin token revoke"),
    MethodCommand("Admin", "ImportCalendar", "admin calendar import"),
    MethodCommand("Admin", "GetCalendar", "admin calendar show"),
    MethodCommand("Admin", "ListCalendarVersions", "admin calendar versions"),
    MethodCommand("Admin", "PreviewDueDate", "calendar preview"),
    MethodCommand("Admin", "GetOperationOutcome", "admin operation"),
    MethodCommand("Admin", "ListAuditEntries", "admin audit list"),
    MethodCommand("Admin", "VerifyAudit", "admin audit verify"),
    MethodCommand("Admin", "VerifyFigures", "admin doctor"),
    MethodCommand("Admin", "GetAuditCheckpoint", "admin audit checkpoint"),
    MethodCommand("Admin", "CreateBackup", "admin backup"),
    MethodCommand("Admin", "GetServerInfo", "admin server info"),
    MethodCommand("Admin", "RecomputeDueDates", "admin calendar recompute"),
  ]
}
