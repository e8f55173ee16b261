import MotCuaDomain
package import RPCCore

/// Says in every answer's trailer that the server's clock was set by hand, and what it shows.
package struct ClockTrailerInterceptor: ServerInterceptor {
  /// The name of the trailer.
  package static let trailer = "motcua-clock"

  private let clock: any WallClock

  /// Shows a clock.
  package init(clock: any WallClock) {
    self.clock = clock
  }

  /// Serves the call and adds the trailer, to refusals too.
  package func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws {
    call.context.appendTrailer(Self.trailer, text: "manual \(clock.now().rfc3339)")
    try await next(call)
  }
}
