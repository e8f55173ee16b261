import Dispatch
import Foundation
import Synchronization

extension Tool {
  /// Runs the command line of this process and ends it.
  package static func main() async -> Never {
    // A reader that has gone is told by EPIPE, which FileSink knows, rather than by a signal.
    signal(SIGPIPE, SIG_IGN)
    let variables = ProcessInfo.processInfo.environment
    let environment = ToolEnvironment(
      console: Console.standard(variables: variables),
      variables: variables,
      read: InputReader.read,
      connector: ServerConnector(),
      uptimeNanoseconds: { DispatchTime.now().uptimeNanoseconds },
      millisecondsSince1970: { Int64(Date().timeIntervalSince1970 * 1000) }
    )
    let arguments = Array(CommandLine.arguments.dropFirst())
    let work = Task { await run(arguments, in: environment) }
    let interruption = Interruption(of: work)
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler { interruption.happen() }
    source.resume()
    let status = await work.value
    withExtendedLifetime(source) {}
    exit(interruption.hasHappened ? ExitStatus.interrupted.code : status.code)
  }
}

/// Turns an interrupt from the keyboard into the end of the work, and a second one, or work that
/// does not end, into the end of the process.
private final class Interruption: Sendable {
  private let work: Task<ExitStatus, Never>
  private let state = Mutex(false)

  /// Whether the user has interrupted.
  var hasHappened: Bool { state.withLock { $0 } }

  init(of work: Task<ExitStatus, Never>) {
    self.work = work
  }

  func happen() {
    let isFirst = state.withLock { hasHappened in
      defer { hasHappened = true }
      return !hasHappened
    }
    guard isFirst else { _exit(ExitStatus.interrupted.code) }
    work.cancel()
    // Work that waits for the keyboard or a slow disk does not see that it is cancelled.
    DispatchQueue.global().asyncAfter(deadline: .now() + 1) {
      _exit(ExitStatus.interrupted.code)
    }
  }
}
