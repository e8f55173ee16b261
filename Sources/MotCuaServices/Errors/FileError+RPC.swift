import MotCuaAPI
import MotCuaDomain
package import MotCuaStore
package import RPCCore

extension RPCError {
  /// What a call ends with when the vault does not take or give a file.
  package init(_ error: FileError) {
    switch error {
    case .tooLarge(let bytesMax):
      self.init(reason: .fileTooLarge, metadata: ["bytes_max": String(bytesMax)], cause: error)
    case .empty:
      self = .invalidField("chunk", "The file has no bytes.")
    case .kindNotAllowed:
      let allowed = FileKind.allCases.map(\.code).joined(separator: ",")
      self.init(reason: .fileTypeNotAllowed, metadata: ["allowed": allowed], cause: error)
    case .sumMismatch:
      self.init(reason: .fileSumMismatch, cause: error)
    case .damaged:
      self.init(reason: .fileDamaged, cause: error)
    case .overloaded:
      self.init(
        reason: .overloaded,
        details: [.retryInfo(delay: .seconds(1))],
        cause: error
      )
    case .storage, .closed:
      self.init(reason: .storeUnavailable, cause: error)
    }
  }
}
