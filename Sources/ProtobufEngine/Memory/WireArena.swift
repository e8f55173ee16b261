internal import CProtobufC

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// Memory that is given piece by piece and freed as a whole: protobuf-c's allocator.
///
/// It belongs to one encoding or decoding on one thread. What it gave lives as long as it does. Its
/// bookkeeping lies in the first chunk, so that an arena costs one allocation besides the object.
public final class WireArena {
  /// What the C callbacks need; they must not touch Swift's reference counts.
  private struct State {
    var cursor: UnsafeMutableRawPointer
    var end: UnsafeMutableRawPointer
    /// The chunks after the first, newest first, each beginning with the address of the next.
    var chunks: UnsafeMutableRawPointer?
    var bytesLeft: Int
    var nextChunkBytes: Int
    var isExhausted: Bool
    /// How many bytes the first chunk has.
    let firstChunkBytes: Int
    var allocator: ProtobufCAllocator
  }

  private static let alignment = 16
  private let state: UnsafeMutablePointer<State>
  /// Whether it is a thread's own and in use.
  // `@exclusivity(unchecked)`: one thread alone uses an arena.
  @exclusivity(unchecked) var isTaken = false

  /// Makes an arena that never gives more than `bytesMax` in all.
  ///
  /// - Parameters:
  ///   - firstChunkBytes: What is allocated at once; more comes when it is needed.
  ///   - bytesMax: The budget.
  public init(firstChunkBytes: Int = 896, bytesMax: Int = .max) {
    let header = MemoryLayout<State>.stride
    let bytes = Swift.max(256, Swift.min(firstChunkBytes, bytesMax))
    let memory = Self.systemMemory(header + bytes)
    state = memory.bindMemory(to: State.self, capacity: 1)
    state.initialize(
      to: State(
        cursor: memory + header,
        end: memory + header + bytes,
        chunks: nil,
        bytesLeft: bytesMax,
        nextChunkBytes: bytes * 2,
        isExhausted: false,
        firstChunkBytes: bytes,
        allocator: ProtobufCAllocator(
          alloc: { WireArena.give($1, from: $0) },
          free: { _, _ in },
          allocator_data: UnsafeMutableRawPointer(state)
        )
      )
    )
  }

  deinit {
    var chunk = state.pointee.chunks
    while let memory = chunk {
      chunk = memory.load(as: UnsafeMutableRawPointer?.self)
      free(memory)
    }
    free(state)
  }

  /// Makes an arena that was used before as good as new, if its first chunk is all that it has.
  ///
  /// Returns false for one that has grown or is too small.
  func renew(firstChunkBytes: Int, bytesMax: Int) -> Bool {
    guard state.pointee.chunks == nil, state.pointee.firstChunkBytes >= firstChunkBytes,
      state.pointee.firstChunkBytes <= bytesMax
    else { return false }
    let start = UnsafeMutableRawPointer(state) + MemoryLayout<State>.stride
    state.pointee.cursor = start
    state.pointee.end = start + state.pointee.firstChunkBytes
    state.pointee.bytesLeft = bytesMax
    state.pointee.isExhausted = false
    return true
  }

  /// Whether its first chunk was not enough.
  var hasGrown: Bool { state.pointee.chunks != nil }

  /// Whether memory was refused.
  var isExhausted: Bool { state.pointee.isExhausted }

  /// The allocator for protobuf-c; it lives as long as the arena.
  var allocator: UnsafeMutablePointer<ProtobufCAllocator> {
    let offset = MemoryLayout<State>.offset(of: \State.allocator)
    return (UnsafeMutableRawPointer(state) + (offset ?? 0))
      .assumingMemoryBound(to: ProtobufCAllocator.self)
  }

  /// Gives uninitialized memory, aligned for every C type that protobuf-c uses.
  ///
  /// - Throws: `WireError` with `budget` when the budget is spent.
  public func allocate(byteCount: Int) throws(WireError) -> UnsafeMutableRawPointer {
    guard let memory = Self.give(byteCount, from: UnsafeMutableRawPointer(state)) else {
      throw WireError(.budget, "the message needs more memory than is allowed")
    }
    return memory
  }

  /// Memory of malloc, which is aligned to 16 bytes and faster than Swift's own allocation of bytes.
  private static func systemMemory(_ byteCount: Int) -> UnsafeMutableRawPointer {
    guard let memory = malloc(byteCount) else {
      preconditionFailure("malloc(\(byteCount)): the system has no memory left")
    }
    return memory
  }

  private static func give(
    _ size: Int,
    from data: UnsafeMutableRawPointer?
  ) -> UnsafeMutableRawPointer? {
    guard let state = data?.assumingMemoryBound(to: State.self) else { return nil }
    // Eight bytes are the strictest alignment among the members of generated structs.
    let bytes = (size &+ 7) & ~7
    guard size >= 0, bytes >= size, bytes <= state.pointee.bytesLeft else {
      state.pointee.isExhausted = true
      return nil
    }
    if bytes > state.pointee.end - state.pointee.cursor { addChunk(atLeast: bytes, to: state) }
    state.pointee.bytesLeft &-= bytes
    defer { state.pointee.cursor += bytes }
    return state.pointee.cursor
  }

  private static func addChunk(atLeast bytes: Int, to state: UnsafeMutablePointer<State>) {
    let size = Swift.max(bytes, Swift.min(state.pointee.nextChunkBytes, state.pointee.bytesLeft))
    let memory = systemMemory(alignment + size)
    memory.storeBytes(of: state.pointee.chunks, as: UnsafeMutableRawPointer?.self)
    state.pointee.chunks = memory
    state.pointee.cursor = memory + alignment
    state.pointee.end = memory + alignment + size
    state.pointee.nextChunkBytes = Swift.min(size &* 2, 1 << 20)
  }
}
