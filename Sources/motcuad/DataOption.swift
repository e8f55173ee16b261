import ArgumentParser
import Foundation
import MotCuaServices

/// Where the data lies.
struct DataOption: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "Thư mục dữ liệu; mặc định $XDG_DATA_HOME/motcua hoặc ~/.local/share/motcua.",
      valueName: "DIR"
    )
  )
  var path: String?

  /// The folder that is named, or the usual one.
  func folder() throws -> DataFolder {
    if let path {
      guard !path.isEmpty else { throw ValidationError("Tên thư mục dữ liệu trống.") }
      return DataFolder(path: path)
    }
    guard let folder = DataFolder.standard(ProcessInfo.processInfo.environment) else {
      throw ValidationError("Không rõ thư mục cá nhân; hãy dùng --data DIR.")
    }
    return folder
  }
}
