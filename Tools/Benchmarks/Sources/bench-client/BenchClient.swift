import InteropMessages
import RPCCore
import RPCHTTP2

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Calls the echo of any server a number of times over one connection and says what that cost.
///
///     bench-client PORT CALLS CONCURRENCY [loop]
///
/// The callers are tasks of the common pool, or with `loop` of the client's own thread.
/// Prints one line of JSON: `calls`, `seconds`, `cpu_seconds` of this process, `p50_us` and `p99_us`
/// of a call of the first tenth, and `rss_kib` after each tenth of the calls.
@main
struct BenchClient {
  static func main() {
    let words = CommandLine.arguments.dropFirst()
    let isOnLoop = words.last == "loop"
    let arguments = (isOnLoop ? words.dropLast() : words).compactMap { Int($0) }
    guard arguments.count == 3, arguments.allSatisfy({ $0 > 0 }) else {
      print("usage: bench-client PORT CALLS CONCURRENCY [loop]")
      exit(2)
    }
    Task.detached {
      do {
        let load = EchoLoad(
          port: arguments[0],
          concurrency: arguments[2],
          isOnLoop: isOnLoop
        )
        // Connects, fills the pools and checks an answer before anything is measured.
        try await load.run(calls: arguments[2])
        print(try await Measurement.of(load, calls: arguments[1]).json)
        exit(0)
      } catch {
        print("bench-client: \(error)")
        exit(1)
      }
    }
    // Not an `async` main, for the same reason as in bench-server.
    while true { pause() }
  }
}
