import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// The comments of a proto as lines of documentation.
enum Comments {
  /// The lines before a declaration, or those behind it.
  static func lines(_ place: any ProvidesSourceCodeLocation) -> [String] {
    guard let location = place.sourceCodeInfoLocation else { return [] }
    let text =
      location.leadingComments.isEmpty ? location.trailingComments : location.leadingComments
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line.hasPrefix(" ") ? line.dropFirst() : line
      while line.last?.isWhitespace == true { line.removeLast() }
      return String(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
