import MotCuaDomain
import Testing

@Suite("Closed lists and amounts")
struct ValueTests {
  private func check<Value: CodedEnum>(_ type: Value.Type, _ raws: [Int]) {
    #expect(Value.allCases.map(\.rawValue) == raws)
    for value in Value.allCases { #expect(Value(code: value.code) == value) }
    #expect(Set(Value.allCases.map(\.code)).count == raws.count)
    #expect(Value(code: "unknown") == nil)
  }

  @Test("Stored numbers and words never change")
  func codedEnums() {
    check(Channel.self, [1, 2, 3])
    check(AgencyLevel.self, [1, 2, 3, 4])
    check(AgencyKind.self, [1, 2, 3])
    check(DossierState.self, Array(1...10))
    check(DossierAction.self, Array(1...24) + [40, 41])
    check(PrincipalKind.self, Array(1...9))
    check(OfficerDuty.self, Array(1...5))
    check(TimeUnit.self, Array(1...5))
    check(ServiceLevel.self, Array(1...4))
    check(ServiceExtent.self, Array(1...3))
    check(FeeTiming.self, [1, 2, 4])
    check(DayKind.self, Array(1...4))
    check(Timeliness.self, Array(1...3))
    check(PendingTimeliness.self, Array(1...2))
    check(DossierTimer.self, Array(1...3))
    #expect(DossierState.supplementRequested.rawValue == 5)
    #expect(DossierState.returned.code == "RETURNED")
    #expect(DossierState.completed.vietnameseName == "Đã xử lý xong")
  }

  @Test("The catalogue's words for units are understood")
  func units() {
    #expect(TimeUnit(catalogueWord: "DAY") == .calendarDay)
    #expect(TimeUnit(catalogueWord: "HOUR") == .workingHour)
    #expect(TimeUnit(catalogueWord: "WORKING_DAY") == .workingDay)
    #expect(TimeUnit(catalogueWord: "day") == nil)
  }

  @Test("A limit may have a fraction and has a largest value")
  func limits() {
    #expect(TimeLimit(quantity: "7.5", unit: .workingDay)?.thousandths == 7500)
    #expect(TimeLimit(quantity: "7,25", unit: .workingDay)?.quantityText == "7.25")
    #expect(TimeLimit(quantity: "10", unit: .workingDay)?.description == "10 WORKING_DAY")
    #expect(TimeLimit(quantity: "999999.999", unit: .workingDay)?.thousandths == 999_999_999)
    for text in ["", "-1", "1.", ".5", "1.2345", "1000000", "1.2.3", "ba", "1 "] {
      #expect(TimeLimit(quantity: text, unit: .workingDay) == nil, "\(text)")
    }
    #expect(TimeLimit(thousandths: TimeLimit.thousandthsMax, unit: .month) != nil)
    #expect(TimeLimit(thousandths: TimeLimit.thousandthsMax + 1, unit: .month) == nil)
    #expect(TimeLimit(-1, .month) == nil)
    #expect(TimeLimit(Int.max, .month) == nil)
  }

  @Test("Money is written in groups of three")
  func money() {
    #expect(Money(dong: 0).description == "0 đ")
    #expect(Money(dong: 999).description == "999 đ")
    #expect(Money(dong: 1_250_000).description == "1.250.000 đ")
    #expect(Money(dong: -1005).description == "-1.005 đ")
    #expect(Money(dong: 5) + Money(dong: 7) == Money(dong: 12))
  }
}
