public import MotCuaAPI
public import RPCCore

/// A caller's way to one MotCua server: one client for each service, over one connection.
///
/// It is a value; copies share the connection. Every call carries the caller's token and a time
/// limit, and every request that changes something carries a `request_id`, so that a repeat after a
/// broken connection cannot do the thing twice.
public struct MotCuaClient: Sendable {
  /// Who receives and who resolves.
  public let agencies: AgencyServiceClient
  /// The catalogue.
  public let procedures: ProcedureServiceClient
  /// Reception, handling, result.
  public let dossiers: DossierServiceClient
  /// Counts and rates.
  public let statistics: StatisticsServiceClient
  /// Principals, tokens, the calendar, the server.
  public let admin: AdminServiceClient
  /// What the clients above call through; for generated clients of other services.
  public let transport: any ClientTransport
  private let onClose: (@Sendable () async -> Void)?

  /// Makes a client over a transport, for example the in-process one of a test.
  ///
  /// - Parameters:
  ///   - transport: what carries the calls.
  ///   - token: the caller's bearer token; nil calls as PUBLIC.
  ///   - configuration: time limits and where identifiers come from.
  ///   - onClose: what ``close()`` does; nothing if the transport is not the client's own.
  public init(
    transport: any ClientTransport,
    token: String? = nil,
    configuration: ClientConfiguration = ClientConfiguration(),
    onClose: (@Sendable () async -> Void)? = nil
  ) {
    let prepared = PreparedTransport(
      base: transport,
      preparation: CallPreparation(
        token: token,
        unaryTimeout: configuration.unaryTimeout,
        streamTimeout: configuration.streamTimeout,
        requestIDs: configuration.requestIDs,
        requestIDFields: .motcua,
        onTrailers: configuration.onTrailers
      )
    )
    self.transport = prepared
    self.onClose = onClose
    agencies = AgencyServiceClient(prepared)
    procedures = ProcedureServiceClient(prepared)
    dossiers = DossierServiceClient(prepared)
    statistics = StatisticsServiceClient(prepared)
    admin = AdminServiceClient(prepared)
  }

  /// Takes no more calls, lets the running ones end, and closes the connection.
  public func close() async { await onClose?() }
}
