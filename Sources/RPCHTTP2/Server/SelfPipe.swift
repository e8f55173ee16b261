import NIOCore
import NIOPosix

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A pipe of a loop to itself, by which it goes on when it has looked at its sockets once more.
///
/// Tasks of a loop go before its sockets: a task that wants the sockets to be looked at first can only be
/// due a little later, and the least sleep takes some 20 µs. A byte in a pipe is looked at together with
/// the sockets and costs a tenth of that.
///
/// `@unchecked Sendable`: confined to the loop.
final class SelfPipe: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private static let byte = ByteBuffer(integer: UInt8(0))

  private let onLook: () -> Void
  private var context: ChannelHandlerContext?
  /// Whether the channel has the descriptors, which it closes then.
  private var isInChannel = false

  private init(onLook: @escaping () -> Void) { self.onLook = onLook }

  /// Opens the pipe of a loop, which closes it when it ends.
  ///
  /// Nil where descriptors are short.
  static func open(
    on loop: any EventLoop,
    onLook: @escaping @Sendable () -> Void
  ) async -> SelfPipe? {
    guard let (input, output) = ends() else { return nil }
    let pipe = SelfPipe(onLook: onLook)
    do {
      _ = try await NIOPipeBootstrap(group: loop)
        .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16))
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(pipe)
          }
        }
        .takingOwnershipOfDescriptors(input: input, output: output).get()
      return pipe
    } catch {
      if !pipe.isInChannel {
        _ = close(input)
        _ = close(output)
      }
      return nil
    }
  }

  /// Both ends of a new pipe, which a program that is started in this one's place does not inherit.
  private static func ends() -> (input: CInt, output: CInt)? {
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Calls back when the loop has looked at its sockets; false if the pipe is closed.
  func look() -> Bool {
    guard let context else { return false }
    context.writeAndFlush(wrapOutboundOut(Self.byte), promise: nil)
    // A write that fails closes the channel at once.
    return self.context != nil
  }

  func handlerAdded(context: ChannelHandlerContext) { isInChannel = true }

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    context.fireChannelInactive()
    // Whoever waits for a look would wait for ever.
    onLook()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) { onLook() }
}
