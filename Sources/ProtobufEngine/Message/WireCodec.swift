internal import CProtobufC

/// Takes a message through its three steps: scan, unpack into an arena, copy into Swift values.
enum WireCodec {
  /// Reads a message from an array.
  static func read<Message: WireMessage>(
    _ bytes: [UInt8],
    limits: WireLimits
  ) throws(WireError) -> Message {
    try bytes.withBytes { bytes throws(WireError) in try read(bytes, limits: limits) }
  }

  /// Reads a message from memory.
  static func read<Message: WireMessage>(
    _ bytes: UnsafeRawBufferPointer,
    limits: WireLimits
  ) throws(WireError) -> Message {
    try withUnpacked(bytes, Message.wireDescriptor, limits) { Message(wire: $0) }
  }

  /// Scans and unpacks a message and gives its C struct to `body`, which must copy what it keeps.
  static func withUnpacked<Result>(
    _ bytes: UnsafeRawBufferPointer,
    _ descriptor: WireDescriptor,
    _ limits: WireLimits,
    _ body: (UnsafeRawPointer) -> Result
  ) throws(WireError) -> Result {
    let scanner = try scan(bytes, descriptor, limits)
    if scanner.mayNeedMerge {
      let merged = WireMerger.merged(Array(bytes)[...], as: descriptor.message)
      let arenaBytes = try merged.withBytes { bytes throws(WireError) in
        try scan(bytes, descriptor, limits).arenaBytes
      }
      return try merged.withBytes { bytes throws(WireError) in
        try unpacked(bytes, descriptor, limits, arenaBytes, body)
      }
    }
    return try unpacked(bytes, descriptor, limits, scanner.arenaBytes, body)
  }

  private static func unpacked<Result>(
    _ bytes: UnsafeRawBufferPointer,
    _ descriptor: WireDescriptor,
    _ limits: WireLimits,
    _ arenaBytes: Int,
    _ body: (UnsafeRawPointer) -> Result
  ) throws(WireError) -> Result {
    // What the scan foresees is the size of the only chunk, so that a message costs one allocation.
    let arena = WireArena(firstChunkBytes: arenaBytes, bytesMax: limits.memoryBytesMax)
    return try withExtendedLifetime(arena) { () throws(WireError) -> Result in
      body(try unpack(bytes, descriptor, in: arena))
    }
  }

  /// Checks bytes against a descriptor and foretells what unpacking them takes.
  private static func scan(
    _ bytes: UnsafeRawBufferPointer,
    _ descriptor: WireDescriptor,
    _ limits: WireLimits
  ) throws(WireError) -> WireScanner {
    var scanner = WireScanner(limits: limits)
    if let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) {
      try scanner.scan(base, base + bytes.count, as: descriptor.message, depth: 1)
    } else {
      try scanner.scanEmpty(as: descriptor.message)
    }
    return scanner
  }

  /// Lets protobuf-c unpack scanned bytes.
  private static func unpack(
    _ bytes: UnsafeRawBufferPointer,
    _ descriptor: WireDescriptor,
    in arena: WireArena
  ) throws(WireError) -> UnsafeRawPointer {
    let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard
      // NULL means that the arena gave no memory or that the bytes are not such a message.
      let message = protobuf_c_message_unpack(
        descriptor.message,
        arena.allocator,
        bytes.count,
        base
      )
    else {
      throw arena.isExhausted
        ? WireError(.budget, "the message needs more memory than is allowed")
        : WireError(.malformed, "the bytes are not a \(descriptor.fullName)")
    }
    return UnsafeRawPointer(message)
  }

  /// The bytes of a message.
  static func write(_ message: some WireMessage) throws(WireError) -> [UInt8] {
    let arena = WireArena()
    return try withExtendedLifetime(arena) { () throws(WireError) -> [UInt8] in
      pack(try message.makeWire(in: arena))
    }
  }

  /// Lets protobuf-c pack a C struct.
  static func pack(_ pointer: UnsafeMutableRawPointer) -> [UInt8] {
    let message = pointer.assumingMemoryBound(to: ProtobufCMessage.self)
    let size = protobuf_c_message_get_packed_size(message)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      guard let base = buffer.baseAddress, size > 0 else { return }
      count = protobuf_c_message_pack(message, base)
    }
  }
}

extension [UInt8] {
  /// Gives the bytes to `body`, whose errors keep their type.
  func withBytes<Value>(
    _ body: (UnsafeRawBufferPointer) throws(WireError) -> Value
  ) throws(WireError) -> Value {
    let result = withUnsafeBytes { buffer in
      Result { () throws(WireError) -> Value in try body(buffer) }
    }
    return try result.get()
  }
}
