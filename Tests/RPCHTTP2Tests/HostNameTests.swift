import RPCCore
import Testing

@testable import RPCHTTP2

@Test(
  "[C31] A certificate is good for the names that it bears, and a star is one label",
  arguments: [
    ("motcua.example", "motcua.example", true), ("MotCua.Example.", "motcua.example", true),
    ("motcua.example", "other.example", false), ("a.motcua.example", "motcua.example", false),
    ("a.motcua.example", "*.motcua.example", true),
    ("a.b.motcua.example", "*.motcua.example", false),
    ("motcua.example", "*.motcua.example", false), ("motcua.example", "*.example", false),
    ("a.motcua.example", "a*.motcua.example", false), ("a.motcua.example", "*", false),
    (".motcua.example", "*.motcua.example", false), ("", "", false),
  ]
)
func hostName(host: String, name: String, isGood: Bool) {
  let certificate = PeerCertificate(subject: "CN=\(host)", dnsNames: ["x.example", name])
  #expect(certificate.isGood(forHost: host) == isGood)
}

@Test(
  "[C31] An address is good for itself alone, and never for a name",
  arguments: [
    ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false), ("::1", "::1", true),
    ("0:0:0:0:0:0:0:1", "::1", true), ("localhost", "127.0.0.1", false),
  ]
)
func hostAddress(host: String, address: String, isGood: Bool) {
  let certificate = PeerCertificate(subject: "", dnsNames: ["127.0.0.1"], ipAddresses: [address])
  #expect(certificate.isGood(forHost: host) == isGood)
}
