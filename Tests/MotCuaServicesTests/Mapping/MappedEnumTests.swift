import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import ProtobufEngine
import Testing

@Suite("Enums of the contract and of the house")
struct MappedEnumTests {
  /// Every value of the house has the number and the word of the contract's value, and the other
  /// way round.
  private func expectSame<Message: MappedEnum>(_ type: Message.Type, prefix: String) {
    for value in Message.Model.allCases {
      let message = Message(value)
      #expect(message.name == prefix + value.code)
      #expect(message.model == value)
    }
    let named = Message.allCases.filter { $0.rawValue != 0 }
    #expect(Array(named).count == Array(Message.Model.allCases).count)
    #expect(Message(nil).rawValue == 0)
    #expect(Message(nil).model == nil)
  }

  @Test("Numbers and words agree")
  func agree() {
    expectSame(MotCuaAPI.AgencyLevel.self, prefix: "AGENCY_LEVEL_")
    expectSame(MotCuaAPI.AgencyKind.self, prefix: "AGENCY_KIND_")
    expectSame(MotCuaAPI.Channel.self, prefix: "CHANNEL_")
    expectSame(MotCuaAPI.PrincipalKind.self, prefix: "PRINCIPAL_KIND_")
    expectSame(Duty.self, prefix: "DUTY_")
    expectSame(MotCuaAPI.TimeUnit.self, prefix: "TIME_UNIT_")
    expectSame(CalendarDayKind.self, prefix: "CALENDAR_DAY_KIND_")
    expectSame(MotCuaAPI.ProcedureState.self, prefix: "PROCEDURE_STATE_")
    expectSame(MotCuaAPI.ProcedureType.self, prefix: "PROCEDURE_TYPE_")
    expectSame(MotCuaAPI.FeeKind.self, prefix: "FEE_KIND_")
    expectSame(MotCuaAPI.PaperMode.self, prefix: "PAPER_MODE_")
    expectSame(MotCuaAPI.ViolationKind.self, prefix: "VIOLATION_KIND_")
    expectSame(MotCuaAPI.ViolationGrouping.self, prefix: "VIOLATION_GROUPING_")
    expectSame(MotCuaAPI.AssistantCapacity.self, prefix: "ASSISTANT_CAPACITY_")
    expectSame(MotCuaAPI.AssistanceReason.self, prefix: "ASSISTANCE_REASON_")
    expectSame(MotCuaAPI.FeeTiming.self, prefix: "FEE_TIMING_")
    expectSame(MotCuaAPI.PaymentState.self, prefix: "PAYMENT_STATE_")
    expectSame(MotCuaAPI.RefundCause.self, prefix: "REFUND_CAUSE_")
    expectSame(MotCuaAPI.PaymentProviderCode.self, prefix: "PAYMENT_PROVIDER_CODE_")
    expectSame(MotCuaAPI.PaymentProviderStage.self, prefix: "PAYMENT_PROVIDER_STAGE_")
    expectSame(MotCuaAPI.ShipmentState.self, prefix: "SHIPMENT_STATE_")
    expectSame(MotCuaAPI.ShipmentDirection.self, prefix: "SHIPMENT_DIRECTION_")
  }

  @Test("Both ladders of service levels go to the wire and back")
  func serviceLevels() {
    for level in MotCuaAPI.ServiceLevel.allCases where level != .unspecified {
      #expect(level.offered.map { MotCuaAPI.ServiceLevel($0) } == level)
    }
    #expect(MotCuaAPI.ServiceLevel.unspecified.offered == nil)
    #expect(MotCuaAPI.ServiceLevel(MotCuaDomain.ServiceLevel?.none) == .unspecified)
  }
}
