import ArgumentParser

struct VersionCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "version",
    "In phiên bản của công cụ.",
    en: "Prints the tool's version.",
    example: "motcua version"
  )

  /// The version of the tool and of the contract that it speaks.
  static let text = "motcua 0.1.0 (motcua.v1)"

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try Session(options).printer.write(Self.text + "\n")
  }
}
