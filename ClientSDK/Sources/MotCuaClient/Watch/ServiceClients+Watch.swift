public import MotCuaAPI
public import RPCCore

extension DossierServiceClient {
  /// Follows what happens to dossiers, through broken connections and restarts of the server: each
  /// change comes once and in the order of the commits.
  ///
  /// Keep `resumeToken` of a message when you have handled it, and begin with it the next time:
  /// then the sequence goes on behind that message also after your own end.
  ///
  /// - Parameters:
  ///   - request: the filter, and where to begin; a `resumeToken` in it goes before `withSnapshot`.
  ///   - options: the options of each call; leave the timeout away.
  ///   - policy: when to come again.
  /// - Returns: the messages. `RPCError` ends them where coming again does not help: OUT_OF_RANGE
  /// with   WATCH_POSITION_GONE says that the store does not have the token's place; begin with a
  /// snapshot.
  public func followedEvents(
    _ request: WatchEventsRequest = WatchEventsRequest(),
    options: CallOptions = CallOptions(),
    policy: ResumePolicy = ResumePolicy()
  ) -> ResumedMessages<WatchEventsResponse> {
    ResumedMessages(
      policy: policy,
      token: { $0.resumeToken.isEmpty ? nil : $0.resumeToken },
      open: { token in
        var request = request
        if let token { request.resumeToken = token }
        return .init(try await watchEvents(request, options: options))
      }
    )
  }
}

extension StatisticsServiceClient {
  /// Follows the summary of a period through broken connections and restarts of the server.
  ///
  /// After each of these the present figures come again.
  public func followedSummaries(
    _ request: WatchSummaryRequest,
    options: CallOptions = CallOptions(),
    policy: ResumePolicy = ResumePolicy()
  ) -> ResumedMessages<WatchSummaryResponse> {
    ResumedMessages(
      policy: policy,
      token: { _ in nil },
      open: { _ in .init(try await watchSummary(request, options: options)) }
    )
  }
}
