#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// One arena for each thread, because making and freeing one costs as much as a small message.
///
/// What takes an arena gives it back before it waits for anything; what nests finds none here and makes
/// its own.
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
    if firstChunkBytes <= chunkBytes, let cached = pthread_getspecific(key) {
      let kept = Unmanaged<WireArena>.fromOpaque(cached)
      let arena = kept.takeUnretainedValue()
      if arena.renew(firstChunkBytes: firstChunkBytes, bytesMax: bytesMax) {
        pthread_setspecific(key, nil)
        kept.release()
        return arena
      }
    }
    let isUsual = firstChunkBytes <= chunkBytes && bytesMax >= chunkBytes
    return WireArena(
      firstChunkBytes: isUsual ? chunkBytes : firstChunkBytes,
      bytesMax: bytesMax
    )
  }

  /// Keeps an arena for the thread's next message; nobody may use it or what it gave any more.
  @usableFromInline
  static func give(_ arena: WireArena) {
    guard pthread_getspecific(key) == nil, arena.renew(firstChunkBytes: chunkBytes, bytesMax: .max)
    else { return }
    pthread_setspecific(key, Unmanaged.passRetained(arena).toOpaque())
  }
}
