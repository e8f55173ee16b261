import MotCuaDomain
import Testing

@Suite("The states of a shipment")
struct ShipmentStateTests {
  /// Every pair that is allowed, written down a second time.
  private static let pairs: Set<String> = Set(
    """
    CREATED-COLLECTED CREATED-IN_TRANSIT CREATED-RETURNED CREATED-LOST COLLECTED-IN_TRANSIT
    COLLECTED-DELIVERED COLLECTED-RETURNED COLLECTED-LOST IN_TRANSIT-DELIVERED
    IN_TRANSIT-RETURNED IN_TRANSIT-LOST
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  )

  @Test("A state leads where the second list says")
  func pairs() {
    for state in ShipmentState.allCases {
      for next in ShipmentState.allCases {
        let isDeclared = Self.pairs.contains("\(state.code)-\(next.code)")
        #expect(state.next.contains(next) == isDeclared, "\(state.code)-\(next.code)")
      }
      #expect(state.isFinal == state.next.isEmpty)
    }
  }

  @Test("However it goes, it ends after at most three steps", arguments: 0..<20)
  func ends(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var state = ShipmentState.created
    var steps = 0
    while let next = state.next.randomElement(using: &random) {
      state = next
      steps += 1
    }
    #expect(state.isFinal)
    #expect((1...3).contains(steps))
  }
}
