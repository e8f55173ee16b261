import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  /// Enters what lists find the owner's name by.
  func insertName(_ name: FoldedName, of dossier: Int64) throws(SQLiteError) {
    for ending in name.endings {
      try connection.statement(
        "INSERT INTO dossier_name(province_id, words, dossier_id) VALUES(?, ?, ?)"
      )
      .bind(province).bind(ending).bind(dossier).run()
    }
  }
}
