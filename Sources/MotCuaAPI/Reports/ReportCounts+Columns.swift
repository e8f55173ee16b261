// Which number a column of a report names: `ReportColumn.field` is the name of a field in the proto.
// A test holds the tables to the descriptors.

extension ReportCounts {
  /// The numbers by the names of their fields.
  package static let columns: [String: any KeyPath<ReportCounts, Int64> & Sendable] = [
    "received": \.received,
    "received_online": \.receivedOnline,
    "received_otherwise": \.receivedOtherwise,
    "carried_over": \.carriedOver,
    "resolved": \.resolved,
    "resolved_early": \.resolvedEarly,
    "resolved_on_time": \.resolvedOnTime,
    "resolved_late": \.resolvedLate,
    "pending": \.pending,
    "pending_in_time": \.pendingInTime,
    "pending_overdue": \.pendingOverdue,
    "reopened": \.reopened,
    "transferred_in": \.transferredIn,
    "transferred_out": \.transferredOut,
    "withdrawn": \.withdrawn,
    "withdrawn_late": \.withdrawnLate,
    "stopped": \.stopped,
    "stopped_late": \.stoppedLate,
    "refused": \.refused,
    "withdrawn_before_reception": \.withdrawnBeforeReception,
    "waiting_in_time": \.waitingInTime,
    "waiting_overdue": \.waitingOverdue,
    "received_direct": \.receivedDirect,
    "received_post": \.receivedPost,
    "received_full": \.receivedFull,
    "received_partial": \.receivedPartial,
    "received_elsewhere": \.receivedElsewhere,
    "fee_paid": \.feePaid,
    "fee_paid_online": \.feePaidOnline,
    "fee_paid_direct": \.feePaidDirect,
    "returned": \.returned,
    "returned_direct": \.returnedDirect,
    "returned_post": \.returnedPost,
    "returned_online": \.returnedOnline,
    "overdue_with_apology": \.overdueWithApology,
    "overdue_without_apology": \.overdueWithoutApology,
  ]
}

extension ProcedureReportCounts {
  /// The numbers by the names of their fields.
  package static let columns: [String: any KeyPath<ProcedureReportCounts, Int64> & Sendable] = [
    "procedures": \.procedures,
    "received_at_one_stop": \.receivedAtOneStop,
    "internal_processes": \.internalProcesses,
  ]
}
