package import MotCuaAPI
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Streams what happens to the dossiers of the caller's scope.
  package func watchEvents(
    _ request: WatchEventsRequest,
    responses: ResponseWriter<WatchEventsResponse>,
    context: ServerContext
  ) async throws {
    let hub = environment.watchHub
    let seat = try hub.open(context.principal.id)
    defer { hub.close(seat) }
    let stream = try EventStream(self, request, responses, context, seat)
    try await seat.run {
      var stream = stream
      try await stream.run()
    }
  }
}
