#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A thread, as a number that can be compared.
struct ThreadIdentity: Hashable, Sendable {
  let value: UInt

  /// The thread that asks.
  static var current: ThreadIdentity {
    #if canImport(Glibc)
    ThreadIdentity(value: UInt(pthread_self()))
    #else
    ThreadIdentity(value: UInt(bitPattern: pthread_self()))
    #endif
  }
}
