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

  /// All records about paper that fit a request, fetched page by page; its `pageToken` is not read.
  public func allViolations(
    _ request: ListViolationsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Violation> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listViolations(request, options: options)
      return .init(items: answer.violations, nextPageToken: answer.nextPageToken)
    }
  }

  /// All counts of records about paper, fetched page by page; its `pageToken` is not read.
  public func allViolationGroups(
    _ request: CountViolationsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<ViolationGroup> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await countViolations(request, options: options)
      return .init(items: answer.groups, nextPageToken: answer.nextPageToken)
    }
  }
}

extension StatisticsServiceClient {
  /// All rows of a query, fetched page by page; its `pageToken` is not read.
  public func allRows(
    _ request: QueryStatisticsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<StatisticsRow> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await queryStatistics(request, options: options)
      return .init(items: answer.rows, nextPageToken: answer.nextPageToken)
    }
  }

  /// All late dossiers of a list, fetched page by page; its `pageToken` is not read.
  public func allOverdue(
    _ request: ListOverdueRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<OverdueDossier> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listOverdue(request, options: options)
      return .init(items: answer.dossiers, nextPageToken: answer.nextPageToken)
    }
  }
}
