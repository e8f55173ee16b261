import Dispatch
import Foundation
import Synchronization

/// SIGTERM and SIGINT as a sequence: the first asks for a graceful end, the second for a quick one.
final class StopSignals: Sendable {
  /// One element for each signal.
  let received: AsyncStream<Int32>
  /// Held for as long as the signals are awaited.
  private let sources = Mutex<[any DispatchSourceSignal]>([])

  /// Takes the signals over from the system.
  init() {
    let (stream, continuation) = AsyncStream<Int32>.makeStream()
    received = stream
    for number in [SIGTERM, SIGINT] {
      // The default action would end the process before the source sees the signal.
      signal(number, SIG_IGN)
      sources.withLock { sources in
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { continuation.yield(number) }
        source.activate()
        sources.append(source)
      }
    }
  }
}
