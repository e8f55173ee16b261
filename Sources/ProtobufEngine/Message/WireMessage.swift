/// A generated message: a Swift value that protobuf-c can read from and write to the wire.
///
/// The generated code implements it; programs use ``init(serialized:limits:)-([UInt8],_)`` and
/// ``serialized()``.
public protocol WireMessage: Sendable, Hashable {
  /// Makes a message in which every field has its default.
  init()

  /// The reflective description of the message in the generated C code.
  static var wireDescriptor: WireDescriptor { get }

  /// Copies an unpacked C struct of this message's type that ``WireScanner`` has accepted.
  init(wire pointer: UnsafeRawPointer)

  /// Builds the C struct of this message in an arena.
  ///
  /// - Throws: `WireError` with `content` if a text holds a NUL, which protobuf-c would cut.
  func makeWire(in arena: WireArena) throws(WireError) -> UnsafeMutableRawPointer
}

extension WireMessage {
  /// Reads a message from the wire.
  ///
  /// - Throws: `WireError`: `malformed` for bytes that are no such message, `content` for text that
  ///   is not UTF-8 or holds a NUL and for nesting too deep, `budget` over the limits.
  @inlinable
  public init(serialized bytes: [UInt8], limits: WireLimits = .default) throws(WireError) {
    let unpacked = try WireCodec.unpack(bytes, Self.wireDescriptor, limits)
    self.init(wire: unpacked.message)
    WireArenaCache.give(unpacked.arena)
  }

  /// Reads a message from the wire.
  ///
  /// - Throws: `WireError`, as ``init(serialized:limits:)-([UInt8],_)`` does.
  @inlinable
  public init(
    serialized bytes: UnsafeRawBufferPointer,
    limits: WireLimits = .default
  ) throws(WireError) {
    let unpacked = try WireCodec.unpack(bytes, Self.wireDescriptor, limits)
    self.init(wire: unpacked.message)
    WireArenaCache.give(unpacked.arena)
  }

  /// The bytes of this message on the wire.
  ///
  /// - Throws: `WireError` with `content` if a text holds a NUL.
  @inlinable
  public func serialized() throws(WireError) -> [UInt8] {
    let arena = WireArenaCache.take()
    do throws(WireError) {
      let bytes = WireCodec.pack(try makeWire(in: arena))
      WireArenaCache.give(arena)
      return bytes
    } catch {
      WireArenaCache.give(arena)
      throw error
    }
  }
}
