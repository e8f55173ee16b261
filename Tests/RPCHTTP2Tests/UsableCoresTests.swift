import Testing

@testable import RPCHTTP2

@Suite("The cores that a process may use")
struct UsableCoresTests {
  @Test(
    "Are counted as Linux tells them",
    arguments: [
      ("Cpus_allowed:\t3\n", 2), ("Cpus_allowed:\t00000000,0000ff01\n", 9),
      ("Cpus_allowed:\tffffffff,ffffffff\n", 64),
    ]
  )
  func count(line: String, expected: Int) {
    #expect(UsableCores.count(inStatus: line) == expected)
  }

  @Test(
    "Are not told by other lines",
    arguments: ["Cpus_allowed_list:\t0-1\n", "Mems_allowed:\t1\n", "Cpus_allowed:\t0\n", ""]
  )
  func others(line: String) {
    #expect(UsableCores.count(inStatus: line) == nil)
  }

  @Test("Are one at least and no more than the machine has")
  func here() {
    #expect(1...4_096 ~= UsableCores.count)
  }
}
