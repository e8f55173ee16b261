package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaAgencyService {
  /// Returns one officer in the caller's scope.
  package func getOfficer(
    _ request: GetOfficerRequest,
    context: ServerContext
  ) async throws -> Officer {
    let directory = environment.store.directory
    guard let officer = directory.officer(request.code),
      OfficerList.isCovered(
        officer,
        by: context.principal.scope(in: directory),
        in: directory
      )
    else { throw StoreError.notFound(.officer(request.code)) }
    return Officer(officer)
  }

  /// Lists the officers in the caller's scope, by given name.
  package func listOfficers(
    _ request: ListOfficersRequest,
    context: ServerContext
  ) async throws -> ListOfficersResponse {
    let window = try environment.window(request, context)
    let directory = environment.store.directory
    var reader = FieldReader()
    let code = reader.agencyCode(request.agencyCode, "agency_code")
    let day = reader.date(request.asOf, "as_of")
    try reader.check()
    let list = OfficerList(
      directory: directory,
      scope: context.principal.scope(in: directory),
      filter: OfficerList.Filter(
        agency: code.map { directory.agency($0)?.code ?? $0 },
        duty: request.duty.model,
        day: day,
        headsOnly: request.headsOnly
      )
    )
    let page = try window.page(of: list.entries, key: \.key)
    return ListOfficersResponse(
      officers: page.items.map { Officer($0.officer) },
      nextPageToken: page.nextToken
    )
  }
}
