import ArgumentParser
import MotCuaClient

struct DescribeCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "describe",
    "Mô tả dịch vụ, phương thức hoặc thông điệp; không cần máy chủ.",
    en: "Describes a service, a method or a message, as a proto would; works offline.",
    example: "motcua describe DossierService/SubmitDossier"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "DỊCH_VỤ[/PHƯƠNG_THỨC] hoặc THÔNG_ĐIỆP; bỏ trống thì liệt kê dịch vụ.")
  var name: String?

  func run() async throws {
    let session = try Session(options)
    let text = try SchemaText(MethodCatalogue.schema).describe(name)
    try session.printer.write(text)
  }
}
