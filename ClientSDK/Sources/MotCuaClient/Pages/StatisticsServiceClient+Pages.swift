public import MotCuaAPI
public import RPCCore

extension StatisticsServiceClient {
  /// All places of a ranking that fit a request, fetched page by page; its `pageToken` is not read.
  public func allRanks(
    _ request: RankAgenciesRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<AgencyRank> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await rankAgencies(request, options: options)
      return .init(items: answer.ranks, nextPageToken: answer.nextPageToken)
    }
  }
}
