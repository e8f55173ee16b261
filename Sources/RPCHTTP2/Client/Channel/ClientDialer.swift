package import NIOCore
import NIOPosix

/// Opens a channel to a server on a loop within some time; the last parameter fills its pipeline
/// before it becomes active.
///
/// A parameter of the client, so that tests can put a wire of their own under it.
package typealias ClientDialer = (
  ServerEndpoint,
  any EventLoop,
  TimeAmount,
  @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
) -> EventLoopFuture<any Channel>

/// How clients outside of tests open channels.
enum ClientDialing {
  /// By TCP.
  static func socket(
    _ endpoint: ServerEndpoint,
    _ loop: any EventLoop,
    _ limit: TimeAmount,
    _ initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
  ) -> EventLoopFuture<any Channel> {
    ClientBootstrap(group: loop)
      .connectTimeout(limit)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer(initializer)
      .connect(host: endpoint.host, port: endpoint.port)
  }
}
