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

extension DossierServiceClient {
  /// All changes of a dossier, fetched page by page; the request's `pageToken` is not read.
  public func allDossierEvents(
    _ request: ListDossierEventsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<HistoryEntry> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listDossierEvents(request, options: options)
      return .init(items: answer.events, nextPageToken: answer.nextPageToken)
    }
  }

  /// All entries of a register, fetched page by page; the request's `pageToken` is not read.
  public func allRegisterEntries(
    _ request: GetRegisterRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<RegisterEntry> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await getRegister(request, options: options)
      return .init(items: answer.entries, nextPageToken: answer.nextPageToken)
    }
  }

  /// All payments that fit a request, fetched page by page; its `pageToken` is not read.
  public func allPayments(
    _ request: ListPaymentsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Payment> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listPayments(request, options: options)
      return .init(items: answer.payments, nextPageToken: answer.nextPageToken)
    }
  }

  /// All shipments that fit a request, fetched page by page; its `pageToken` is not read.
  public func allShipments(
    _ request: ListShipmentsRequest,
    options: CallOptions = CallOptions()
  ) -> PagedItems<Shipment> {
    PagedItems { pageToken in
      var request = request
      request.pageToken = pageToken
      let answer = try await listShipments(request, options: options)
      return .init(items: answer.shipments, nextPageToken: answer.nextPageToken)
    }
  }
}
