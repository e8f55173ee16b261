import ArgumentParser

/// What every import takes.
struct ImportOptions: ParsableArguments {
  @OptionGroup var mutation: MutationOptions

  @Argument(help: "Tệp; - là đầu vào chuẩn.", completion: .file())
  var file: String
}

extension Session {
  /// The bytes of a file that the command line names.
  func bytes(of path: String) throws -> [UInt8] {
    do {
      return try environment.read(path)
    } catch {
      throw ToolError.usage("Không đọc được tệp \(path).", en: "The file \(path) cannot be read.")
    }
  }
}
