import ArgumentParser
import MotCuaClient

/// Which dossiers of the agencies are counted.
struct DossierPartOptions: ParsableArguments {
  @Option(help: "Mã lĩnh vực; - là không có lĩnh vực.") var sector: String?
  @Option(help: "Mã thủ tục.") var procedure: String?
  @Option(help: "Kênh.") var channel: Choice<Channel>?
  @Option(help: "Mức độ của dịch vụ khi nộp: level-1, level-2, level-3, level-4.")
  var serviceLevel: Choice<ServiceLevel>?
  @Flag(help: "Chỉ hồ sơ của dịch vụ không có mức độ 1 đến 4 khi nộp.")
  var withoutServiceLevel = false

  func validate() throws {
    guard serviceLevel == nil || !withoutServiceLevel else {
      throw ValidationError("--service-level không đi với --without-service-level.")
    }
  }
}
