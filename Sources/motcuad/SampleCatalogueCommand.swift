import ArgumentParser
import Foundation
import MotCuaSample

/// Prints a made-up catalogue in the shape of the national one.
struct SampleCatalogueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue",
    abstract: "In danh mục thủ tục mẫu (TSV) với các lỗi được cài sẵn."
  )

  @Option(help: ArgumentHelp("Hạt giống; cùng hạt giống cho cùng dữ liệu.", valueName: "N"))
  var seed: UInt64 = 1

  func run() throws {
    let text = SampleNationalCatalogue.text(seed: seed)
    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }
}
