/// Why the vault did not take or give a file.
package enum FileError: Error, Sendable, Hashable {
  /// It has more bytes than are taken.
  case tooLarge(bytesMax: Int64)
  /// It has no bytes.
  case empty
  /// Its bytes are of no kind that is taken.
  case kindNotAllowed
  /// Its bytes do not have the stated size or sum.
  case sumMismatch
  /// Its bytes are gone, or have changed since they were stored; the hash says whose.
  case damaged(hash: String)
  /// Too many uploads or reads are under way.
  case overloaded
  /// The file system failed; the sentence is for the operator.
  case storage(String)
  /// The vault is closed.
  case closed
}

extension FileError: CustomStringConvertible {
  /// What is wrong, for the operator.
  package var description: String {
    switch self {
    case .tooLarge(let bytesMax): "the file has more than \(bytesMax) bytes"
    case .empty: "the file has no bytes"
    case .kindNotAllowed: "the file is of no kind that is taken"
    case .sumMismatch: "the file does not have the stated size or sum"
    case .damaged(let hash): "the stored file \(hash) is gone or has changed"
    case .overloaded: "too many files are on their way"
    case .storage(let reason): reason
    case .closed: "the vault of files is closed"
    }
  }
}
