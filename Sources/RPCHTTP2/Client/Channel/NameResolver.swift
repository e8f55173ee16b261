import NIOPosix

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Finds all addresses of a name.
public typealias NameResolver = @Sendable (_ host: String) async throws -> [String]

/// The system's resolver, on a thread of NIO's pool for calls that block.
enum SystemNameResolver {
  @Sendable
  static func resolve(_ host: String) async throws -> [String] {
    try await NIOThreadPool.singleton.runIfActive { addresses(of: host) }
  }

  /// The addresses as text, each once; none if the name is not known.
  private static func addresses(of host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_flags = AI_ADDRCONFIG
    #if canImport(Glibc)
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
    hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [String] = []
    var entry = list
    while let current = entry {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let code = getnameinfo(
        current.pointee.ai_addr,
        current.pointee.ai_addrlen,
        &text,
        socklen_t(text.count),
        nil,
        0,
        NI_NUMERICHOST
      )
      let address = String(
        decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
        as: UTF8.self
      )
      if code == 0, !found.contains(address) { found.append(address) }
      entry = current.pointee.ai_next
    }
    return found
  }
}
