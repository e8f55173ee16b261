internal import CNghttp2

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// Small memory for the sessions of one thread, kept when it is given back instead of freed.
///
/// nghttp2 asks for eight pieces of memory for each request and gives them back with its response; to
/// keep them costs a fifth of what malloc and free take. It belongs to the thread of its sessions and
/// is not locked. What it keeps is bounded and goes back to the system with it.
public final class HTTP2Memory {
  /// What nghttp2's callbacks need; they must not touch Swift's reference counts.
  struct State {
    /// The pieces that were given back, by size; each begins with the address of the next.
    let free: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    var keptBytes = 0
    let keptBytesMax: Int
  }

  /// Pieces come in multiples of so many bytes.
  static let step = 64
  /// The largest multiple that is kept.
  static let stepsMax = 16
  /// Before each piece stands its number of steps; 16 bytes keep it aligned as malloc does.
  static let headerBytes = 16

  let state: UnsafeMutablePointer<State>

  /// Keeps at most so many bytes that nobody uses, 256 KiB by default.
  public init(keptBytesMax: Int = 256 << 10) {
    let free = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(
      capacity: Self.stepsMax + 1
    )
    free.initialize(repeating: nil, count: Self.stepsMax + 1)
    state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    state.initialize(to: State(free: free, keptBytesMax: keptBytesMax))
  }

  deinit {
    for steps in 0...Self.stepsMax {
      while let piece = state.pointee.take(steps: steps) { free(piece - Self.headerBytes) }
    }
    state.pointee.free.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Bytes that are kept and that nobody uses.
  public var keptBytes: Int { state.pointee.keptBytes }

  /// The functions that nghttp2 calls; it copies the struct.
  var functions: nghttp2_mem {
    nghttp2_mem(
      mem_user_data: UnsafeMutableRawPointer(state),
      malloc: { HTTP2Memory.give($0, from: $1) },
      free: { HTTP2Memory.takeBack($0, to: $1) },
      calloc: { count, size, data in
        let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: size)
        guard !isTooLarge, let piece = HTTP2Memory.give(bytes, from: data) else { return nil }
        memset(piece, 0, bytes)
        return piece
      },
      realloc: { HTTP2Memory.resize($0, to: $1, from: $2) }
    )
  }

  @inline(__always)
  private static func give(
    _ bytes: Int,
    from data: UnsafeMutableRawPointer?
  ) -> UnsafeMutableRawPointer? {
    let state = data.unsafelyUnwrapped.assumingMemoryBound(to: State.self)
    // A request for no bytes may answer with a piece or with none; one is what nghttp2 expects.
    let steps = bytes <= step * stepsMax ? max(1, (bytes &+ step &- 1) / step) : 0
    if let piece = state.pointee.take(steps: steps) { return piece }
    guard bytes >= 0, bytes <= Int.max - headerBytes,
      let memory = malloc(headerBytes + (steps == 0 ? bytes : steps * step))
    else { return nil }
    memory.storeBytes(of: steps, as: Int.self)
    return memory + headerBytes
  }

  @inline(__always)
  private static func takeBack(
    _ piece: UnsafeMutableRawPointer?,
    to data: UnsafeMutableRawPointer?
  ) {
    guard let piece else { return }
    let state = data.unsafelyUnwrapped.assumingMemoryBound(to: State.self)
    let memory = piece - headerBytes
    let steps = memory.load(as: Int.self)
    if !state.pointee.keep(piece, steps: steps) { free(memory) }
  }

  private static func resize(
    _ piece: UnsafeMutableRawPointer?,
    to bytes: Int,
    from data: UnsafeMutableRawPointer?
  ) -> UnsafeMutableRawPointer? {
    guard let piece else { return give(bytes, from: data) }
    let steps = (piece - headerBytes).load(as: Int.self)
    if steps == 0 {
      // Large before: malloc knows the size, and the header stays.
      guard bytes <= Int.max - headerBytes else { return nil }
      let memory = realloc(piece - headerBytes, headerBytes + max(bytes, 1))
      return memory.map { $0 + headerBytes }
    }
    if bytes <= steps * step { return piece }
    guard let larger = give(bytes, from: data) else { return nil }
    larger.copyMemory(from: piece, byteCount: steps * step)
    takeBack(piece, to: data)
    return larger
  }
}

extension HTTP2Memory.State {
  /// A piece of a size that was given back; none of the sizes that are not kept.
  @inline(__always)
  mutating func take(steps: Int) -> UnsafeMutableRawPointer? {
    guard let piece = free[steps] else { return nil }
    free[steps] = piece.load(as: UnsafeMutableRawPointer?.self)
    keptBytes &-= steps &* HTTP2Memory.step
    return piece
  }

  /// Keeps a piece; false if it is too large or too much is kept.
  @inline(__always)
  mutating func keep(_ piece: UnsafeMutableRawPointer, steps: Int) -> Bool {
    guard steps > 0, keptBytes < keptBytesMax else { return false }
    piece.storeBytes(of: free[steps], as: UnsafeMutableRawPointer?.self)
    free[steps] = piece
    keptBytes &+= steps &* HTTP2Memory.step
    return true
  }
}
