import MotCuaAPI
package import ProtobufEngine

/// A request for a page of a list.
package protocol PagedRequest: WireMessage {
  /// The wish for a size; 0 for the usual one.
  var pageSize: Int32 { get set }
  /// Where the list goes on; empty for its beginning.
  var pageToken: String { get set }
}

extension ListAgenciesRequest: PagedRequest {}
extension GetAgencyHistoryRequest: PagedRequest {}
extension ListOfficersRequest: PagedRequest {}
extension ListProceduresRequest: PagedRequest {}
extension SearchProceduresRequest: PagedRequest {}
extension ListProcedureRevisionsRequest: PagedRequest {}
extension ListAssignmentGapsRequest: PagedRequest {}
extension ListOfferingsRequest: PagedRequest {}
extension ListSectorsRequest: PagedRequest {}
extension ListPrincipalsRequest: PagedRequest {}
extension ListCalendarVersionsRequest: PagedRequest {}
