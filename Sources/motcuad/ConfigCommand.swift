import ArgumentParser
import Foundation
import MotCuaSettings

/// Prints every setting as it would be in force, with where it comes from.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "In mọi thiết lập đang có hiệu lực và nguồn của nó, rồi kết thúc.",
    discussion: "Mỗi dòng: tên, giá trị, nguồn, cách nhau bằng dấu tab."
  )

  @OptionGroup var options: SettingOptions

  func run() throws {
    let lines = try options.settings().lines.map { line in
      "\(line.name)\t\(line.text)\t\(line.source)\n"
    }
    try FileHandle.standardOutput.write(contentsOf: Data(lines.joined().utf8))
  }
}
