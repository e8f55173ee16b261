public import MotCuaAPI
public import RPCCore

extension AdminServiceClient {
  /// All principals that fit a request, fetched page by page; its `pageToken` is not read.
  public func allPrincipals(
    _ request: ListPrincipalsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Principal> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listPrincipals(request, options: options)
      return .init(items: answer.principals, nextPageToken: answer.nextPageToken)
    }
  }

  /// All versions of the calendar, the youngest first, fetched page by page.
  public func allCalendarVersions(
    _ request: ListCalendarVersionsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<CalendarVersion> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listCalendarVersions(request, options: options)
      return .init(items: answer.versions, nextPageToken: answer.nextPageToken)
    }
  }
}
