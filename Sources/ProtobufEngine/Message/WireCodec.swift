internal import CProtobufC

/// Takes a message through its steps: scan, unpack into an arena, copy into Swift values; and back.
///
/// Nothing here is generic: what is called for every message must not look up metadata.
@usableFromInline
enum WireCodec {
  /// A C struct with the arena that it lives in.
  @usableFromInline
  struct Unpacked {
    @usableFromInline let arena: WireArena
    @usableFromInline let message: UnsafeRawPointer
  }

  /// Scans and unpacks a message.
  @usableFromInline
  static func unpack(
    _ bytes: [UInt8],
    _ descriptor: WireDescriptor,
    _ limits: WireLimits
  ) throws(WireError) -> Unpacked {
    try bytes.withUnsafeBufferPointer { buffer throws(WireError) in
      try unpack(buffer, descriptor, limits)
    }
  }

  /// Scans and unpacks a message.
  @usableFromInline
  static func unpack(
    _ bytes: UnsafeRawBufferPointer,
    _ descriptor: WireDescriptor,
    _ limits: WireLimits
  ) throws(WireError) -> Unpacked {
    try unpack(bytes.assumingMemoryBound(to: UInt8.self), descriptor, limits)
  }

  private static func unpack(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ descriptor: WireDescriptor,
    _ limits: WireLimits
  ) throws(WireError) -> Unpacked {
    let scanner = try scan(bytes, descriptor, limits)
    guard scanner.mayNeedMerge else {
      return try unpackScanned(bytes, descriptor, limits, scanner.arenaBytes)
    }
    let merged = WireMerger.merged(Array(bytes)[...], as: descriptor.message)
    return try merged.withUnsafeBufferPointer { bytes throws(WireError) in
      let scanner = try scan(bytes, descriptor, limits)
      return try unpackScanned(bytes, descriptor, limits, scanner.arenaBytes)
    }
  }

  /// Checks bytes against a descriptor and foretells what unpacking them takes.
  private static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ descriptor: WireDescriptor,
    _ limits: WireLimits
  ) throws(WireError) -> WireScanner {
    var scanner = WireScanner(limits: limits)
    if let base = bytes.baseAddress {
      try scanner.scan(base, base + bytes.count, as: descriptor.message, depth: 1)
    } else {
      try scanner.scanEmpty(as: descriptor.message)
    }
    return scanner
  }

  /// Lets protobuf-c unpack; what the scan foresees is the size of the arena's only chunk.
  private static func unpackScanned(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ descriptor: WireDescriptor,
    _ limits: WireLimits,
    _ arenaBytes: Int
  ) throws(WireError) -> Unpacked {
    let arena = WireArenaCache.take(
      firstChunkBytes: arenaBytes,
      bytesMax: limits.memoryBytesMax
    )
    guard
      // NULL means that the arena gave no memory or that the bytes are not such a message.
      let message = protobuf_c_message_unpack(
        descriptor.message,
        arena.allocator,
        bytes.count,
        bytes.baseAddress
      )
    else {
      let isExhausted = arena.isExhausted
      WireArenaCache.give(arena)
      throw isExhausted
        ? WireError(.budget, "the message needs more memory than is allowed")
        : WireError(.malformed, "the bytes are not a \(descriptor.fullName)")
    }
    return Unpacked(arena: arena, message: UnsafeRawPointer(message))
  }

  /// Lets protobuf-c pack a C struct.
  @usableFromInline
  static func pack(_ pointer: UnsafeMutableRawPointer) -> [UInt8] {
    let message = pointer.assumingMemoryBound(to: ProtobufCMessage.self)
    let size = protobuf_c_message_get_packed_size(message)
    guard size <= smallBytesMax else {
      return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        guard let base = buffer.baseAddress else { return }
        count = protobuf_c_message_pack(message, base)
      }
    }
    // The initializer above is not specialised and looks up metadata, which costs more than to copy.
    return withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { buffer in
      guard let base = buffer.baseAddress else { return [] }
      let written = protobuf_c_message_pack(message, base.assumingMemoryBound(to: UInt8.self))
      return [UInt8](UnsafeRawBufferPointer(start: base, count: written))
    }
  }

  /// Messages that are packed on the stack first.
  private static let smallBytesMax = 1_024
}
