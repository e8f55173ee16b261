import ArgumentParser

/// Made-up data, for trying out.
struct SampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Dữ liệu mẫu được tạo ra, không phải dữ liệu thật.",
    subcommands: [SampleLoadCommand.self, SampleCatalogueCommand.self]
  )
}
