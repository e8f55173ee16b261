package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore

extension MotCuaAPI.DossierState: MappedEnum {
  package typealias Model = MotCuaDomain.DossierState
}

extension MotCuaAPI.SubmissionKind: MappedEnum {
  package typealias Model = MotCuaStore.SubmissionKind
}

extension MotCuaAPI.AssistantCapacity: MappedEnum {
  package typealias Model = MotCuaStore.AssistantCapacity
}

extension MotCuaAPI.AssistanceReason: MappedEnum {
  package typealias Model = MotCuaStore.AssistanceReason
}

extension MotCuaAPI.SubjectType: MappedEnum {
  package typealias Model = MotCuaStore.SubjectType
}

extension MotCuaAPI.IdentityKind: MappedEnum {
  package typealias Model = MotCuaStore.IdentityKind
}

extension MotCuaAPI.ComponentSource: MappedEnum {
  package typealias Model = MotCuaStore.ComponentSource
}

extension MotCuaAPI.PaymentMethod: MappedEnum {
  package typealias Model = MotCuaStore.PaymentMethod
}

extension MotCuaAPI.ReturnMethod: MappedEnum {
  package typealias Model = MotCuaStore.ReturnMethod
}

extension FileType: MappedEnum {
  package typealias Model = FileKind
}

extension MotCuaAPI.DossierOrder: MappedEnum {
  package typealias Model = MotCuaStore.DossierOrder
}
