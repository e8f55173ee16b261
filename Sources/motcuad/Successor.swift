import Foundation
import RPCCore
import Synchronization

/// The process that takes over from this one: the same program with the same arguments, on the same
/// listening socket.
///
/// It says that it is there by a byte in a pipe, then waits for the data folder. Until the byte has
/// come nothing changes here, so that a program that cannot start takes no server away.
enum Successor {
  /// Names the descriptor of the pipe in the successor's environment.
  static let readyVariable = "MOTCUA_READY_FD"
  private static let readyDescriptor: Int32 = ListeningSocket.firstPassed + 1

  /// Whether this process is one.
  static var isThisProcess: Bool {
    ProcessInfo.processInfo.environment[readyVariable] != nil
  }

  /// The process that has started this one.
  struct Predecessor: Sendable {
    fileprivate let number: Int32

    /// Whether it is still there: a process whose parent has ended gets another one.
    var isRunning: Bool { getppid() == number }
  }

  /// Who it is; to be asked before ``announce()``, up to which it waits.
  static var predecessor: Predecessor { Predecessor(number: getppid()) }

  /// Starts the successor and waits until it is there.
  ///
  /// - Returns: its process id.
  /// - Throws: ``RPCCore/RuntimeError/invalidConfiguration(_:)`` if it does not come up.
  static func start(_ socket: ListeningSocket) async throws -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw RuntimeError.invalidConfiguration("There is no pipe for the successor.")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (readEnd, writeEnd) = (ends[0], ends[1])
    defer { close(readEnd) }
    let child: Int32
    do {
      defer { close(writeEnd) }
      child = try spawn(try socket.duplicate(), writeEnd)
    }
    guard await hasByte(readEnd) else {
      // It has ended or will; its exit status is collected so that no zombie stays.
      Thread.detachNewThread {
        var status: Int32 = 0
        waitpid(child, &status, 0)
      }
      throw RuntimeError.invalidConfiguration("The successor, process \(child), did not come up.")
    }
    return child
  }

  private static func spawn(_ socket: Int32, _ ready: Int32) throws -> Int32 {
    defer { close(socket) }
    // Out of the way of the numbers that the child finds them under.
    let pipe = fcntl(ready, F_DUPFD_CLOEXEC, 16)
    defer { close(pipe) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, socket, ListeningSocket.firstPassed)
    posix_spawn_file_actions_adddup2(&actions, pipe, readyDescriptor)
    closeTheRest(&actions)
    var environment = ProcessInfo.processInfo.environment
    environment["LISTEN_FDS"] = "1"
    environment["LISTEN_PID"] = nil
    environment[readyVariable] = String(readyDescriptor)
    let arguments = CommandLine.arguments
    var child: pid_t = 0
    let code = withCStrings(arguments) { argv in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
        posix_spawnp(&child, arguments[0], &actions, nil, argv, envp)
      }
    }
    guard code == 0 else {
      throw RuntimeError.invalidConfiguration("\(arguments[0]) cannot be started: error \(code).")
    }
    return child
  }

  /// Lets the child inherit nothing but its standard files and the two descriptors for it.
  ///
  /// SwiftNIO leaves its sockets open to children: a connection that this process closes would stay
  /// open in the child, and the port for metrics would be taken by the one who wants to bind it.
  private static func closeTheRest(_ actions: inout posix_spawn_file_actions_t) {
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    // And what is opened until the child is there; closing what is not open is no error (POSIX).
    let last = (open.compactMap { Int32($0) }.max() ?? readyDescriptor) + 256
    for descriptor in (readyDescriptor + 1)...max(last, readyDescriptor + 1) {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
  }

  private static func withCStrings<Result>(
    _ strings: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return body(&pointers)
  }

  /// Waits for a byte, or for the end of the pipe when the child is gone.
  private static func hasByte(_ descriptor: Int32) async -> Bool {
    await withCheckedContinuation { continuation in
      let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 16)
      Thread.detachNewThread {
        var byte: UInt8 = 0
        let count = read(copy, &byte, 1)
        close(copy)
        continuation.resume(returning: count == 1)
      }
    }
  }

  /// Says to the predecessor that this process is there.
  static func announce() {
    var byte: UInt8 = 1
    // If nobody reads it there is nobody to take over from.
    _ = write(readyDescriptor, &byte, 1)
    close(readyDescriptor)
  }
}
