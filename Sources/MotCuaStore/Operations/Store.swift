/// The whole store, for those who start it; services name the parts they use.
package typealias Store = DossierStore & StatisticsStore & SnapshotStore & OperationStore
  & ProcedureRevisionStore
  & DirectoryHistoryStore
  & FileStore
  & PaymentStore
  & ShipmentStore
  & AuditStore
  & ViolationStore
  & EventFeedStore
  & CommitteeStore
  & DigitisationStore
  & FigureStore
  & RepeatedSupplementStore
