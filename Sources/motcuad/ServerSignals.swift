import Dispatch
import Foundation
import Synchronization

/// The signals of the operator as a sequence.
///
/// SIGTERM and SIGINT end the server: the first gracefully, the second quickly. SIGHUP reads the
/// certificates again. SIGUSR2 starts a successor and ends the server when that is there.
final class ServerSignals: Sendable {
  /// One element for each signal.
  let received: AsyncStream<Int32>
  /// Held for as long as the signals are awaited.
  private let sources = Mutex<[any DispatchSourceSignal]>([])

  /// Takes the signals over from the system.
  init() {
    let (stream, continuation) = AsyncStream<Int32>.makeStream()
    received = stream
    for number in [SIGTERM, SIGINT, SIGHUP, SIGUSR2] {
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
