import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How many cores this process may use at once.
enum UsableCores {
  /// At least 1: those of the machine or of the process's control group, and no more than it is bound
  /// to (`taskset`, systemd's `CPUAffinity=`).
  static var count: Int {
    #if os(Linux)
    max(1, min(System.coreCount, bound() ?? .max))
    #else
    System.coreCount
    #endif
  }

  #if os(Linux)
  /// The cores to which the process is bound, nil if the system does not tell.
  private static func bound() -> Int? {
    guard let file = fopen("/proc/self/status", "r") else { return nil }
    defer { fclose(file) }
    // 16 KiB are enough for the cores of every Linux.
    var line = [CChar](repeating: 0, count: 16_384)
    while fgets(&line, CInt(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
        as: UTF8.self
      )
      if let count = count(inStatus: text) { return count }
    }
    return nil
  }
  #endif

  /// What a line of `/proc/self/status` says of the cores, for example `Cpus_allowed:	00000000,0000000f`;
  /// nil if it is about something else.
  static func count(inStatus line: String) -> Int? {
    let name = "Cpus_allowed:"
    guard line.hasPrefix(name) else { return nil }
    let digits = line.dropFirst(name.count).compactMap(\.hexDigitValue)
    let count = digits.reduce(0) { $0 + $1.nonzeroBitCount }
    return count > 0 ? count : nil
  }
}
