import MotCuaClient
import Testing

struct ServerAddressTests {
  @Test(
    "An address is a host with or without a port",
    arguments: [
      ("127.0.0.1:7450", "127.0.0.1", 7450, true), ("localhost", "localhost", 7450, true),
      ("[::1]:80", "::1", 80, true), ("[::1]", "::1", 7450, true),
      ("may-chu.gov.vn:443", "may-chu.gov.vn", 443, false), ("127.0.0.9:1", "127.0.0.9", 1, true),
      ("127.evil.example", "127.evil.example", 7450, false), ("10.0.0.1", "10.0.0.1", 7450, false),
    ]
  )
  func addresses(_ text: String, _ host: String, _ port: Int, _ isLoopback: Bool) throws {
    let address = try #require(ServerAddress(text))
    #expect(address.host == host)
    #expect(address.port == port)
    #expect(address.isLoopback == isLoopback)
  }

  @Test(
    "Anything else is refused",
    arguments: [
      "", ":80", "a:", "a:0", "a:65536", "a:+1", "a b", "a:1:2", "[::1", "http://a", "[]:1",
    ]
  )
  func refused(_ text: String) {
    #expect(ServerAddress(text) == nil)
    #expect(throws: RPCError.self) { try MotCuaClient(server: text) }
  }
}
