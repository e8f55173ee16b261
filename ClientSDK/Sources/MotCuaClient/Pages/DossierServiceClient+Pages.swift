public import MotCuaAPI
public import RPCCore

extension DossierServiceClient {
  /// All dossiers that fit a request, fetched page by page; its `pageToken` is not read.
  public func allDossiers(
    _ request: ListDossiersRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Dossier> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listDossiers(request, options: options)
      return .init(items: answer.dossiers, nextPageToken: answer.nextPageToken)
    }
  }
}
