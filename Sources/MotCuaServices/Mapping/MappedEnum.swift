package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
package import ProtobufEngine

/// An enum of the contract whose numbers and words are those of an enum of the house.
///
/// The two are held together by a test; where the contract has more than the house, as with service
/// levels, there is a mapping by hand.
package protocol MappedEnum: WireEnum {
  /// The enum of the house.
  associatedtype Model: CodedEnum
}

extension MappedEnum {
  /// The contract's value; UNSPECIFIED for nil.
  package init(_ value: Model?) {
    self.init(rawValue: value.map { Int32($0.rawValue) } ?? 0)
  }

  /// The value of the house; nil for UNSPECIFIED.
  package var model: Model? { Model(rawValue: Int(rawValue)) }
}

extension MotCuaAPI.AgencyLevel: MappedEnum {
  package typealias Model = MotCuaDomain.AgencyLevel
}
extension MotCuaAPI.AgencyKind: MappedEnum {
  package typealias Model = MotCuaDomain.AgencyKind
}
extension MotCuaAPI.Channel: MappedEnum {
  package typealias Model = MotCuaDomain.Channel
}
extension MotCuaAPI.PrincipalKind: MappedEnum {
  package typealias Model = MotCuaDomain.PrincipalKind
}
extension Duty: MappedEnum {
  package typealias Model = OfficerDuty
}
extension MotCuaAPI.TimeUnit: MappedEnum {
  package typealias Model = MotCuaDomain.TimeUnit
}
extension CalendarDayKind: MappedEnum {
  package typealias Model = DayKind
}
extension MotCuaAPI.ProcedureState: MappedEnum {
  package typealias Model = MotCuaStore.ProcedureState
}
extension MotCuaAPI.ProcedureType: MappedEnum {
  package typealias Model = MotCuaStore.ProcedureType
}
extension MotCuaAPI.PaperMode: MappedEnum {
  package typealias Model = MotCuaStore.PaperMode
}
extension MotCuaAPI.ViolationKind: MappedEnum {
  package typealias Model = MotCuaStore.ViolationKind
}
extension MotCuaAPI.ViolationGrouping: MappedEnum {
  package typealias Model = MotCuaStore.ViolationGrouping
}
extension MotCuaAPI.LintRule: MappedEnum {
  package typealias Model = MotCuaStore.LintRule
}
extension MotCuaAPI.SuccessionKind: MappedEnum {
  package typealias Model = MotCuaStore.SuccessionKind
}
extension RecomputeSkip: MappedEnum {
  package typealias Model = RecomputedDueDateRecord.Skip
}
extension MotCuaAPI.FeeTiming: MappedEnum {
  package typealias Model = MotCuaDomain.FeeTiming
}
extension MotCuaAPI.FeeKind: MappedEnum {
  package typealias Model = MotCuaStore.FeeKind
}
