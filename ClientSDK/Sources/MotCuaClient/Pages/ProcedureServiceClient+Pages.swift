public import MotCuaAPI
public import RPCCore

extension ProcedureServiceClient {
  /// All procedures that fit a request, fetched page by page; its `pageToken` is not read.
  public func allProcedures(
    _ request: ListProceduresRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Procedure> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listProcedures(request, options: options)
      return .init(items: answer.procedures, nextPageToken: answer.nextPageToken)
    }
  }

  /// All procedures that fit some words, best first, fetched page by page.
  public func allMatches(
    _ request: SearchProceduresRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<SearchHit> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await searchProcedures(request, options: options)
      return .init(items: answer.hits, nextPageToken: answer.nextPageToken)
    }
  }

  /// All offerings that fit a request, fetched page by page; its `pageToken` is not read.
  public func allOfferings(
    _ request: ListOfferingsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Offering> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listOfferings(request, options: options)
      return .init(items: answer.offerings, nextPageToken: answer.nextPageToken)
    }
  }

  /// All sectors that fit a request, fetched page by page; its `pageToken` is not read.
  public func allSectors(
    _ request: ListSectorsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Sector> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listSectors(request, options: options)
      return .init(items: answer.sectors, nextPageToken: answer.nextPageToken)
    }
  }

  /// All revisions of a procedure, the youngest first, fetched page by page.
  public func allRevisions(
    _ request: ListProcedureRevisionsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<ProcedureRevision> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listProcedureRevisions(request, options: options)
      return .init(items: answer.revisions, nextPageToken: answer.nextPageToken)
    }
  }

  /// All duties of offerings that nobody is assigned to, fetched page by page.
  public func allAssignmentGaps(
    _ request: ListAssignmentGapsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<AssignmentGap> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listAssignmentGaps(request, options: options)
      return .init(items: answer.gaps, nextPageToken: answer.nextPageToken)
    }
  }
}
