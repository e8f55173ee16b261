#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The lock of a data folder: one server for each.
///
/// The kernel lets go of it with the process, however that ends.
struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, or throws when somebody has it.
  init(folder: String) throws(StoreOpenError) {
    let path = folder + "/lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .folder(folder, reason: Files.reason()) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .inUse(folder)
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
