internal import CProtobufC

/// Takes a message through its three steps: scan, unpack into an arena, copy into Swift values.
enum WireCodec {
  /// Reads a message from an array.
  static func read<Message: WireMessage>(
    _ bytes: [UInt8],
    limits: WireLimits
  ) throws(WireError) -> Message {
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(WireError) -> Message in try read(buffer, limits: limits) }
    }
    return try result.get()
  }

  /// Reads a message from memory.
  static func read<Message: WireMessage>(
    _ bytes: UnsafeRawBufferPointer,
    limits: WireLimits
  ) throws(WireError) -> Message {
    let descriptor = Message.wireDescriptor
    let arenaBytes = try scan(bytes, descriptor, limits)
    // What the scan foresees is the size of the only chunk, so that a message costs one allocation.
    let arena = WireArena(firstChunkBytes: arenaBytes, bytesMax: limits.memoryBytesMax)
    return try withExtendedLifetime(arena) { () throws(WireError) -> Message in
      Message(wire: try unpack(bytes, descriptor, in: arena))
    }
  }

  /// Checks bytes against a descriptor and foretells what unpacking them takes.
  static func scan(
    _ bytes: UnsafeRawBufferPointer,
    _ descriptor: WireDescriptor,
    _ limits: WireLimits
  ) throws(WireError) -> Int {
    var scanner = WireScanner(limits: limits)
    if let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) {
      try scanner.scan(base, base + bytes.count, as: descriptor.message, depth: 1)
    } else {
      try scanner.scanEmpty(as: descriptor.message)
    }
    return scanner.arenaBytes
  }

  /// Lets protobuf-c unpack scanned bytes.
  static func unpack(
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
