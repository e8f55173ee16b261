import MotCuaDomain
import MotCuaServices
import Testing

@Suite("Arguments of the server")
struct ListenAddressTests {
  @Test(
    "An address is read and written back",
    arguments: ["127.0.0.1:7450", "localhost:0", "[::1]:65535", "0.0.0.0:1", "may-chu:7450"]
  )
  func reads(text: String) throws {
    let address = try #require(ListenAddress(text))
    #expect(address.text(port: address.port) == text)
  }

  @Test(
    "What is no address is refused",
    arguments: [
      "", ":", "7450", "127.0.0.1", "127.0.0.1:", ":7450", "::1:7450", "a:65536", "a:+1", "a:-1",
      "[]:1", "a b:1", "a:000001",
    ]
  )
  func refuses(text: String) {
    #expect(ListenAddress(text) == nil)
  }

  @Test("Only this machine's own addresses are loopback")
  func loopback() {
    for host in ["127.0.0.1", "127.8.9.10", "localhost", "::1"] {
      #expect(ListenAddress(host: host, port: 0).isLoopback)
    }
    for host in [
      "0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.org", "127.0.0", "127.0.0.256",
      "localhost.example.org", "::ffff:127.0.0.1", "",
    ] {
      #expect(!ListenAddress(host: host, port: 0).isLoopback)
    }
  }

  @Test("A clock is set with or without seconds")
  func clock() {
    let expected = Instant(rfc3339: "2020-08-06T01:00:00Z")
    for text in ["2020-08-06T08:00+07:00", "2020-08-06T08:00:00+07:00", "2020-08-06T01:00Z"] {
      #expect(Instant(clockText: text) == expected)
    }
    for text in ["", "2020-08-06", "2020-08-06T08:00", "yesterday", "2020-08-06T25:00+07:00"] {
      #expect(Instant(clockText: text) == nil)
    }
  }
}
