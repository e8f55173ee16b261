/// Why a data folder cannot be opened; whatever lies in it is left as it was.
package enum StoreOpenError: Error, Sendable, Hashable {
  /// The folder cannot be made or used.
  case folder(String, reason: String)
  /// Another process has it open.
  case inUse(String)
  /// The file is empty: not one that this program made.
  case emptyFile(String)
  /// The file is no SQLite file, or damaged.
  case corruptFile(String, reason: String)
  /// The file belongs to another program.
  case foreignFile(String)
  /// The file was written by a later version of this program.
  case newerFile(String, version: Int)
  /// The file was written by a build of this program from before the first release, with other tables.
  case otherTables(String, name: String)
  /// The data was made under a manual clock, and this server has the real one, or the reverse.
  case otherClock(String, isManual: Bool)
  /// The file belongs to another province.
  case otherProvince(String, found: Int64)
  /// SQLite failed.
  case storage(String, reason: String)
}

extension StoreOpenError: CustomStringConvertible {
  /// What is wrong and what to do about it.
  package var description: String {
    switch self {
    case .folder(let path, let reason): "the data folder \(path) cannot be used: \(reason)"
    case .inUse(let path):
      "the data folder \(path) is in use by another server: stop that one first"
    case .emptyFile(let path):
      "\(path) is empty and was not made by this program: move it away, or name another folder"
    case .corruptFile(let path, let reason):
      "\(path) is damaged or no database (\(reason)): restore a backup"
    case .foreignFile(let path):
      "\(path) belongs to another program: name another data folder"
    case .newerFile(let path, let version):
      "\(path) has schema version \(version), this program knows \(Schema.version): use a later one"
    case .otherTables(let path, let name):
      "\(path) was made by another build of this program (\(name) differs): use that one, or another folder"
    case .otherClock(let path, let isManual):
      isManual
        ? "\(path) was made with a manual clock: start with one"
        : "\(path) was not made with a manual clock: start without one"
    case .otherProvince(let path, let found):
      "\(path) holds province \(found): name another data folder"
    case .storage(let path, let reason): "\(path) cannot be opened: \(reason)"
    }
  }
}
