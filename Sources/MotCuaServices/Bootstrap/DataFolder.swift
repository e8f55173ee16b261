import Foundation

/// The folder with all of a server's data, and the names in it.
package struct DataFolder: Sendable, Hashable {
  /// The folder.
  package let path: String

  /// Names a folder.
  package init(path: String) {
    self.path = path
  }

  /// `$XDG_DATA_HOME/motcua`, or `~/.local/share/motcua`.
  ///
  /// A relative path in the variable is ignored (XDG Base Directory Specification); nil where there
  /// is no home either.
  package static func standard(_ variables: [String: String]) -> DataFolder? {
    if let base = variables["XDG_DATA_HOME"], base.hasPrefix("/") {
      return DataFolder(path: base + "/motcua")
    }
    guard let home = variables["HOME"], home.hasPrefix("/") else { return nil }
    return DataFolder(path: home + "/.local/share/motcua")
  }

  /// The administrator's first token, which the tool on the same machine finds.
  package var administratorTokenPath: String { path + "/admin.token" }
  /// The key of the page tokens.
  package var pageTokenKeyPath: String { path + "/page-token.key" }
}
