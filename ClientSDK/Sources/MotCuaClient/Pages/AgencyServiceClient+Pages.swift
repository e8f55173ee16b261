public import MotCuaAPI
public import RPCCore

extension AgencyServiceClient {
  /// All agencies that fit a request, fetched page by page; its `pageToken` is not read.
  public func allAgencies(
    _ request: ListAgenciesRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Agency> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listAgencies(request, options: options)
      return .init(items: answer.agencies, nextPageToken: answer.nextPageToken)
    }
  }

  /// All officers that fit a request, fetched page by page; its `pageToken` is not read.
  public func allOfficers(
    _ request: ListOfficersRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Officer> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listOfficers(request, options: options)
      return .init(items: answer.officers, nextPageToken: answer.nextPageToken)
    }
  }

  /// All changes of an agency, the youngest first, fetched page by page.
  public func allAgencyChanges(
    _ request: GetAgencyHistoryRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<AgencyChange> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await getAgencyHistory(request, options: options)
      return .init(items: answer.changes, nextPageToken: answer.nextPageToken)
    }
  }
}
