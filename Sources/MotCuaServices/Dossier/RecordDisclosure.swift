import MotCuaDomain
import MotCuaStore

/// Keeps on record that somebody saw the whole of a dossier, and what for.
///
/// It changes nothing but the audit: its entry names the dossier and the purpose.
struct RecordDisclosure: StoreCommand {
  let code: DossierCode
  let purpose: String
  let scope: RowScope

  func run(in transaction: some WriteTransaction) throws(StoreError) {
    guard try transaction.dossier(code, in: scope) != nil else {
      throw .notFound(.dossier(code.text))
    }
    transaction.auditSubject = code.text
    transaction.auditPurpose = purpose
  }
}
