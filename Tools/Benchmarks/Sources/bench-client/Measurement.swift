import RPCCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What some calls cost this process.
struct Measurement {
  let calls: Int
  let seconds: Double
  let cpuSeconds: Double
  let p50Nanoseconds: UInt32
  let p99Nanoseconds: UInt32
  /// Resident memory after each tenth of the calls, in KiB.
  let residentKiB: [Int]

  /// Runs a load in ten parts, so that memory is seen to stay or to grow.
  static func of(_ load: EchoLoad, calls: Int) async throws -> Measurement {
    let clock = SystemCallClock()
    let begun = (wall: clock.uptimeNanoseconds, cpu: cpuSeconds())
    // The times of a tenth are enough to judge by.
    var times = try await load.run(calls: calls / 10 + calls % 10, keepsTimes: true)
    var resident = [residentKiB()]
    for _ in 1..<10 {
      try await load.run(calls: calls / 10)
      resident.append(residentKiB())
    }
    let cpu = cpuSeconds() - begun.cpu
    times.sort()
    return Measurement(
      calls: calls,
      seconds: Double(clock.uptimeNanoseconds - begun.wall) / 1e9,
      cpuSeconds: cpu,
      p50Nanoseconds: times.isEmpty ? 0 : times[times.count / 2],
      p99Nanoseconds: times.isEmpty ? 0 : times[times.count * 99 / 100],
      residentKiB: resident
    )
  }

  /// One line of JSON.
  var json: String {
    """
    {"calls": \(calls), "seconds": \(seconds), "cpu_seconds": \(cpuSeconds), \
    "p50_us": \(Double(p50Nanoseconds) / 1e3), "p99_us": \(Double(p99Nanoseconds) / 1e3), \
    "rss_kib": \(residentKiB)}
    """
  }

  private static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Linux tells it in pages; 0 elsewhere.
  private static func residentKiB() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, CInt(line.count), file) != nil else { return 0 }
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    let words = text.split(separator: " ")
    return words.count > 1 ? (Int(words[1]) ?? 0) * Int(getpagesize()) / 1_024 : 0
  }
}
