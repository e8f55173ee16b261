import MotCuaAPI
import MotCuaDomain
package import MotCuaStore
package import RPCCore

extension RPCError {
  /// What a call ends with when a condition beyond the rules of the dossier does not hold.
  package init(_ precondition: StorePrecondition) {
    switch precondition {
    case .notOffered(let code, let agency):
      self.init(
        reason: .notOffered,
        metadata: ["procedure": code.text, "agency": agency.text]
      )
    case .notByPost:
      self.init(reason: .notByPost)
    case .componentUnknown(let code):
      self.init(reason: .componentUnknown, metadata: ["component": code])
    case .caseUnknown(let code):
      self.init(reason: .componentUnknown, metadata: ["case": code])
    case .dueDateNotAllowed:
      self.init(reason: .dueDateNotAllowed)
    case .parentNotFound(let code):
      self.init(reason: .parentNotFound, metadata: ["agency": code.text])
    case .agencyNotFound(let code):
      self.init(reason: .agencyNotFound, metadata: ["agency": code.text])
    case .procedureNotFound(let code):
      self.init(reason: .notFound, metadata: ["resource": "procedure", "name": code.text])
    case .officerNotFound(let code):
      self.init(reason: .officerNotFound, metadata: ["officer": code])
    case .beforeLastStep:
      self.init(reason: .internal, "The server's clock stands before the dossier's last step.")
    case .fileNotFound(let id):
      self.init(reason: .fileNotFound, metadata: ["file": String(id)])
    case .fileSumMismatch:
      self.init(reason: .fileSumMismatch)
    case .fileQuotaExceeded(let bytesMax):
      self.init(reason: .fileQuotaExceeded, metadata: ["bytes_max": String(bytesMax)])
    case .conflictingName:
      self.init(reason: .alreadyExists, "The code of the sector has another name already.")
    }
  }
}
