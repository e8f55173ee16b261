import Foundation
import MotCuaServices
import RPCCore

/// The socket on which connections come in; made here, or taken over from whoever started this
/// process, so that connections wait in its backlog and none is refused while servers change.
final class ListeningSocket: Sendable {
  /// The first descriptor that is passed on (systemd: sd_listen_fds).
  static let firstPassed: Int32 = 3

  private let descriptor: Int32
  /// The address on which it listens.
  let address: ListenAddress

  private init(descriptor: Int32, address: ListenAddress) {
    self.descriptor = descriptor
    self.address = address
  }

  deinit { close(descriptor) }

  /// The socket that the environment passes on by `LISTEN_FDS`, or a new one at an address.
  ///
  /// At a new one so many connections may wait to be accepted; one that is passed on keeps its own.
  ///
  /// - Throws: ``RPCCore/RuntimeError`` if the address cannot be had, or what is passed on is no
  ///   listening socket.
  static func open(
    _ address: ListenAddress,
    backlog: Int,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(RuntimeError) -> ListeningSocket {
    guard let text = environment["LISTEN_FDS"] else {
      return try bound(address, backlog)
    }
    // A process id other than ours means that the variable was meant for another process.
    if let owner = environment["LISTEN_PID"], owner != String(getpid()) {
      return try bound(address, backlog)
    }
    guard text == "1" else {
      throw .invalidConfiguration("LISTEN_FDS passes on \(text) sockets; one is taken.")
    }
    return try inherited(address)
  }

  private static func inherited(_ address: ListenAddress) throws(RuntimeError) -> ListeningSocket {
    var isListening: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    let result = getsockopt(firstPassed, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size)
    guard result == 0, isListening == 1 else {
      throw .invalidConfiguration("What LISTEN_FDS passes on is no listening socket.")
    }
    _ = fcntl(firstPassed, F_SETFD, FD_CLOEXEC)
    return ListeningSocket(descriptor: firstPassed, address: address)
  }

  private static func bound(
    _ address: ListenAddress,
    _ backlog: Int
  ) throws(RuntimeError) -> ListeningSocket {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address.host, String(address.port), &hints, &list)
    guard code == 0, let first = list else {
      throw .bindFailed(address: address.text(port: address.port), cause: "no such address")
    }
    defer { freeaddrinfo(first) }
    var reason = ""
    var entry: UnsafeMutablePointer<addrinfo>? = first
    while let current = entry {
      let descriptor = socket(
        current.pointee.ai_family,
        current.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue),
        current.pointee.ai_protocol
      )
      var yes: Int32 = 1
      let size = socklen_t(MemoryLayout<Int32>.size)
      _ = setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
      if descriptor >= 0,
        bind(descriptor, current.pointee.ai_addr, current.pointee.ai_addrlen) == 0,
        Glibc.listen(descriptor, Int32(clamping: backlog)) == 0
      {
        return ListeningSocket(descriptor: descriptor, address: address)
      }
      reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      entry = current.pointee.ai_next
    }
    throw .bindFailed(address: address.text(port: address.port), cause: reason)
  }

  /// Another descriptor of the socket; whoever gets it closes it.
  func duplicate() throws(RuntimeError) -> Int32 {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 16)
    guard copy >= 0 else {
      throw .invalidConfiguration("The listening socket cannot be passed on.")
    }
    return copy
  }
}
