import ArgumentParser
import MotCuaClient
import ProtobufEngine

/// The fields of a procedure that both its creation and its change take: the small ones by options,
/// the rest from a file.
struct ProcedureFields: ParsableArguments {
  @Option(
    help: "Tệp JSON với các phần của thủ tục (như procedure get -o json).",
    completion: .file()
  )
  var file: String?
  @Option(help: "Tên thủ tục.") var name: String?
  @Option(help: "Cấp có thẩm quyền.") var level: Choice<AgencyLevel>?
  @Option(help: "Yêu cầu, điều kiện.") var requirements: String?
  @Option(help: "Hướng dẫn bằng lời.") var guidance: String?
  @Option(help: "Ngày bắt đầu hiệu lực (YYYY-MM-DD).") var validFrom: DayArgument?
  @Option(help: "Ngày hết hiệu lực (YYYY-MM-DD).") var validTo: DayArgument?
  @Option(help: "Tích hợp Cổng DVC quốc gia từ ngày (YYYY-MM-DD).")
  var integratedSince: DayArgument?

  /// Fields of a procedure that no request can set.
  private static let outputOnly: Set<String> = [
    "code", "state", "source_state", "revision", "service_level", "etag", "create_time",
    "update_time", "ending", "effective_from",
  ]

  /// The procedure with what is given, and the names of the fields that are.
  func procedure(
    _ code: String,
    _ session: Session
  ) throws -> (message: Procedure, paths: [String]) {
    var (message, paths) = try read(session)
    message.code = code
    func set(_ path: String, _ isGiven: Bool) {
      if isGiven, !paths.contains(path) { paths.append(path) }
    }
    message.name = name ?? message.name
    message.competentLevel = level?.value ?? message.competentLevel
    message.requirements = requirements ?? message.requirements
    message.guidance = guidance ?? message.guidance
    message.validFrom = validFrom?.message ?? message.validFrom
    message.validTo = validTo?.message ?? message.validTo
    message.integratedSince = integratedSince?.message ?? message.integratedSince
    set("name", name != nil)
    set("competent_level", level != nil)
    set("requirements", requirements != nil)
    set("guidance", guidance != nil)
    set("valid_from", validFrom != nil)
    set("valid_to", validTo != nil)
    set("integrated_since", integratedSince != nil)
    return (message, paths)
  }

  /// The proto's name of a field from either of its names in JSON.
  private static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      text += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
  }

  /// The file's procedure: the names of its fields are the mask.
  private func read(_ session: Session) throws -> (Procedure, [String]) {
    guard let file else { return (Procedure(), []) }
    let bytes = try session.bytes(of: file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ToolError.usage("Tệp \(file) không phải UTF-8.", en: "The file \(file) is not UTF-8.")
    }
    do {
      let message = try Procedure(serialized: try JSONText.bytes(text, as: Procedure.self))
      let paths = Set(try JSONKeys.top(of: text).map(Self.snakeCase)).sorted()
      return (message, paths.filter { !Self.outputOnly.contains($0) })
    } catch {
      throw ToolError.usage(
        "Tệp \(file) không phải một thủ tục dạng JSON: \(error)",
        en: "The file \(file) is no procedure in JSON: \(error)"
      )
    }
  }
}
