import MotCuaClient
import Testing

struct RequestIDSourceTests {
  @Test("An identifier is the UUID of version 7 that RFC 9562 gives as its example")
  func example() {
    // RFC 9562 A.6: 2022-02-22T19:22:22Z, rand_a CC3, rand_b 18C4DC0C0C07398F.
    let chances: [UInt64] = [0xcc3, 0x18c4_dc0c_0c07_398f]
    let source = RequestIDSource(
      millisecondsSince1970: { 0x17f_22e2_79b0 },
      random: ChanceList(chances).next
    )
    #expect(source.next() == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
  }

  @Test("Version and variant stand whatever chance says")
  func bits() {
    for chance in [UInt64.min, .max] {
      let source = RequestIDSource(millisecondsSince1970: { .max }, random: { chance })
      let text = Array(source.next())
      #expect(text.count == 36)
      #expect(text[14] == "7")
      #expect("89ab".contains(text[19]))
      #expect(String(text[0..<13]) == "ffffffff-ffff")
    }
  }

  @Test("The system's identifiers differ")
  func system() {
    #expect(Set((0..<1_000).map { _ in RequestIDSource.system.next() }).count == 1_000)
  }
}
