#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// One arena for each thread, because making and freeing one costs as much as a small message.
///
/// What takes an arena gives it back before it waits for anything, also when it fails; what nests
/// finds none here and makes its own.
@usableFromInline
enum WireArenaCache {
  /// The first chunk of a cached arena, enough for most messages.
  private static let chunkBytes = 2_048

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    // It fails only where a process has used up its keys; then key 0 would be another's.
    let result = pthread_key_create(&key) { arena in
      if let arena { Unmanaged<WireArena>.fromOpaque(arena).release() }
    }
    precondition(result == 0, "pthread_key_create has no key left")
    return key
  }()

  /// The thread's arena, or a new one.
  @usableFromInline
  static func take(firstChunkBytes: Int = 896, bytesMax: Int = .max) -> WireArena {
    guard let cached = pthread_getspecific(key) else { return begin(firstChunkBytes, bytesMax) }
    let arena = Unmanaged<WireArena>.fromOpaque(cached).takeUnretainedValue()
    guard !arena.isTaken, arena.renew(firstChunkBytes: firstChunkBytes, bytesMax: bytesMax) else {
      return WireArena(firstChunkBytes: firstChunkBytes, bytesMax: bytesMax)
    }
    arena.isTaken = true
    return arena
  }

  /// Whether the thread has an arena that nobody uses.
  static var isIdle: Bool {
    guard let cached = pthread_getspecific(key) else { return false }
    return !Unmanaged<WireArena>.fromOpaque(cached).takeUnretainedValue().isTaken
  }

  /// Makes the thread's arena, unless it would not be the usual one.
  private static func begin(_ firstChunkBytes: Int, _ bytesMax: Int) -> WireArena {
    guard firstChunkBytes <= chunkBytes, bytesMax >= chunkBytes else {
      return WireArena(firstChunkBytes: firstChunkBytes, bytesMax: bytesMax)
    }
    let arena = WireArena(firstChunkBytes: chunkBytes, bytesMax: bytesMax)
    pthread_setspecific(key, Unmanaged.passRetained(arena).toOpaque())
    arena.isTaken = true
    return arena
  }

  /// Lets the thread's next message have an arena; nobody may use it or what it gave any more.
  ///
  /// One that has grown is not kept: it would hold what one large message took.
  @usableFromInline
  static func give(_ arena: WireArena) {
    guard arena.isTaken else { return }
    arena.isTaken = false
    guard arena.hasGrown else { return }
    // It is this thread's: what takes an arena gives it back before it waits.
    pthread_setspecific(key, nil)
    Unmanaged.passUnretained(arena).release()
  }
}
