public import MotCuaAPI
public import RPCCore

extension StatisticsServiceClient {
  /// All targets, those that ship with the product too, fetched page by page; its `pageToken` is
  /// not read.
  public func allTargets(
    _ request: ListTargetsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Target> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listTargets(request, options: options)
      return .init(items: answer.targets, nextPageToken: answer.nextPageToken)
    }
  }

  /// How far all targets of a request have come, fetched page by page; its `pageToken` is
  /// not read.
  public func allTargetProgress(
    _ request: GetTargetProgressRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<TargetProgress> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await getTargetProgress(request, options: options)
      return .init(items: answer.progress, nextPageToken: answer.nextPageToken)
    }
  }

  /// All reported figures that fit a request, fetched page by page; its `pageToken` is
  /// not read.
  public func allIndicators(
    _ request: ListIndicatorsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Indicator> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listIndicators(request, options: options)
      return .init(items: answer.indicators, nextPageToken: answer.nextPageToken)
    }
  }

  /// All tasks of directives that fit a request, fetched page by page; its `pageToken` is
  /// not read.
  public func allDirectives(
    _ request: ListDirectivesRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Directive> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listDirectives(request, options: options)
      return .init(items: answer.directives, nextPageToken: answer.nextPageToken)
    }
  }

  /// All gaps of a kind that fit a request, fetched page by page; its `pageToken` is
  /// not read.
  public func allGaps(
    _ request: ListGapsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Gap> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listGaps(request, options: options)
      return .init(items: answer.gaps, nextPageToken: answer.nextPageToken)
    }
  }

  /// All snapshots that fit a request, without their answers, fetched page by page; its `pageToken` is
  /// not read.
  public func allSnapshots(
    _ request: ListSnapshotsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Snapshot> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listSnapshots(request, options: options)
      return .init(items: answer.snapshots, nextPageToken: answer.nextPageToken)
    }
  }
}
