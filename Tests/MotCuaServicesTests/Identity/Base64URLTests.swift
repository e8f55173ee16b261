import Foundation
import MotCuaServices
import Testing

@Suite("Base64 for addresses")
struct Base64URLTests {
  private static func oracle(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
      .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
  }

  @Test("What is written is what Foundation writes, and is read back", arguments: 0...70)
  func roundTrip(count: Int) {
    var random = SplitMix(state: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    #expect(Base64URL.encode(bytes) == Self.oracle(bytes))
    #expect(Base64URL.decode(Self.oracle(bytes)) == bytes)
    #expect(Base64URL.decode(("x" + Self.oracle(bytes)).dropFirst()) == bytes)
  }

  @Test("Bytes have one spelling: every other text of the alphabet is refused")
  func oneSpelling() {
    var taken = 0
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".map(
      String.init
    )
    for first in letters {
      #expect(Base64URL.decode(first) == nil)
      for second in letters {
        guard let bytes = Base64URL.decode(first + second) else { continue }
        taken += 1
        #expect(Self.oracle(bytes) == first + second)
      }
    }
    #expect(taken == 256)
  }

  @Test(
    "Other characters, padding and white space are refused",
    arguments: ["QQ==", "QUE=", "Q Q", "QQ\n", "QU+B", "QU/B", "QŨB", "QUFB\0"]
  )
  func foreign(text: String) {
    #expect(Base64URL.decode(text) == nil)
  }
}
