import MotCuaClient
import ProtobufEngine
import RPCMessages

/// Every method that the tool can call by its name, and every type that it can describe.
enum MethodCatalogue {
  /// The methods in the order of the protos.
  static let entries: [MethodEntry] =
    AgencyServiceMethods.all + ProcedureServiceMethods.all + DossierServiceMethods.all
    + StatisticsServiceMethods.all + AdminServiceMethods.all + GRPCHealthV1.HealthMethods.all

  /// The types that travel.
  static let schema = Schema(
    files: (MotCuaAPIDescriptors.files + RPCMessagesDescriptors.files).map(\.bytes)
  )

  /// The method named `Service/Method`; a service without its package is ours.
  ///
  /// - Throws: `ToolError` if there is none.
  static func entry(_ name: String) throws -> MethodEntry {
    let path = name.hasPrefix("/") ? name : "/" + name
    let found = entries.first { entry in
      entry.descriptor.path == path || entry.descriptor.path == "/motcua.v1." + path.dropFirst()
    }
    guard let found else {
      throw ToolError.usage(
        "Không có phương thức \(name); xem motcua describe.",
        en: "There is no method \(name); see motcua describe."
      )
    }
    return found
  }
}
