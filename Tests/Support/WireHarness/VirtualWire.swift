package import NIOCore
import NIOEmbedded

/// A connection without a socket: what one end writes arrives at the other by the clock of a
/// ``VirtualLoop``.
///
/// Like TCP it keeps the order of the bytes of one direction and nothing else: pieces may be cut
/// anywhere and take any time. A close arrives behind the bytes that were written before it.
package final class VirtualWire {
  /// One end of the wire.
  package enum Side: Int, Sendable, CaseIterable {
    /// The end that has opened the connection.
    case client
    /// The end that has taken it.
    case server

    var other: Side { self == .client ? .server : .client }
  }

  /// A piece of what one end has written, and how long it takes after the piece before it.
  package struct Piece {
    /// The bytes.
    package var bytes: ByteBuffer
    /// The time after the piece before it has arrived.
    package var delay: Duration

    /// A piece that takes some time.
    package init(_ bytes: ByteBuffer, delay: Duration = .zero) {
      self.bytes = bytes
      self.delay = delay
    }
  }

  /// How bytes travel.
  package typealias Carrier = (ByteBuffer, Side) -> [Piece]

  private let loop: VirtualLoop
  private let carrier: Carrier
  private var channels: [EmbeddedChannel] = []
  private var busyUntil: [UInt64] = [0, 0]
  private var unread: [Int] = [0, 0]
  /// Bytes that an end may have written and the other not received; above it the end is told that
  /// its channel takes no more.
  private let capacity: Int
  /// Whether the connection was cut, so that nothing arrives any more.
  package private(set) var isCut = false

  /// A wire between two pipelines that are not active yet.
  ///
  /// By default bytes arrive whole, in the next turn of the loop.
  package init(
    loop: VirtualLoop,
    capacity: Int = .max,
    carrier: @escaping Carrier = { bytes, _ in [Piece(bytes)] }
  ) {
    self.loop = loop
    self.capacity = capacity
    self.carrier = carrier
    channels = Side.allCases.map { side in
      let channel = EmbeddedChannel(handler: WireEnd(self, side), loop: loop.eventLoop)
      channel.remoteAddress = Self.address
      return channel
    }
  }

  private static let address = try? SocketAddress(ipAddress: "192.0.2.1", port: 9)

  /// The channel of one end.
  package func channel(_ side: Side) -> any Channel { channels[side.rawValue] }

  /// Puts the last handler into a pipeline.
  package func add(_ handler: any ChannelHandler, _ side: Side) throws {
    try channels[side.rawValue].pipeline.syncOperations.addHandler(handler)
  }

  /// Makes the channel of an end active.
  package func activate(_ side: Side) {
    guard let address = Self.address else { return }
    channels[side.rawValue].connect(to: address, promise: nil)
  }

  /// Cuts the connection: what is under way is lost, and both ends learn of it.
  package func cut() {
    guard !isCut else { return }
    isCut = true
    for channel in channels { channel.close(promise: nil) }
  }

  /// Whether an end's channel is open.
  package func isOpen(_ side: Side) -> Bool { channels[side.rawValue].isActive }

  func carry(_ bytes: ByteBuffer, from side: Side) {
    guard !isCut else { return }
    unread[side.rawValue] += bytes.readableBytes
    setWritable(side)
    for piece in carrier(bytes, side) {
      schedule(after: piece.delay, side) { wire in wire.deliver(piece.bytes, from: side) }
    }
  }

  func closed(_ side: Side) {
    schedule(after: .zero, side) { wire in
      let other = wire.channels[side.other.rawValue]
      if other.isActive { other.close(promise: nil) }
    }
  }

  /// Behind all that is under way in this direction.
  private func schedule(
    after delay: Duration,
    _ side: Side,
    _ action: @escaping (VirtualWire) -> Void
  ) {
    let nanoseconds = UInt64(max(0, delay / .nanoseconds(1)))
    let due = max(busyUntil[side.rawValue], loop.now) + nanoseconds
    busyUntil[side.rawValue] = due
    loop.eventLoop.scheduleTask(deadline: .uptimeNanoseconds(due)) { action(self) }
  }

  private func deliver(_ bytes: ByteBuffer, from side: Side) {
    unread[side.rawValue] -= bytes.readableBytes
    let receiver = channels[side.other.rawValue]
    guard !isCut else { return }
    if receiver.isActive {
      receiver.pipeline.syncOperations.fireChannelRead(NIOAny(bytes))
      if receiver.isActive { receiver.pipeline.syncOperations.fireChannelReadComplete() }
    }
    setWritable(side)
  }

  private func setWritable(_ side: Side) {
    let channel = channels[side.rawValue]
    let isWritable = unread[side.rawValue] < capacity
    guard channel.isActive, channel.isWritable != isWritable else { return }
    channel.isWritable = isWritable
    channel.pipeline.syncOperations.fireChannelWritabilityChanged()
  }
}

/// Stands where a socket would: takes what a pipeline writes to the wire.
private final class WireEnd: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer

  private unowned let wire: VirtualWire
  private let side: VirtualWire.Side
  private var pending = ByteBuffer()
  private var isClosed = false

  init(_ wire: VirtualWire, _ side: VirtualWire.Side) {
    self.wire = wire
    self.side = side
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    var bytes = unwrapOutboundIn(data)
    pending.writeBuffer(&bytes)
    promise?.succeed(())
  }

  func flush(context: ChannelHandlerContext) {
    guard pending.readableBytes > 0, !isClosed else { return }
    let bytes = pending
    pending = ByteBuffer()
    wire.carry(bytes, from: side)
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard mode != .input else {
      promise?.succeed(())
      return
    }
    if !isClosed {
      flush(context: context)
      isClosed = true
      wire.closed(side)
    }
    guard mode == .all else {
      promise?.succeed(())
      return
    }
    context.close(mode: mode, promise: promise)
  }
}
