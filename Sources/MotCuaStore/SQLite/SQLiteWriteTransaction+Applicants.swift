import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  /// The number of an owner's name, which is entered, with what lists find it by, where it is new.
  func nameID(of owner: ApplicantRecord) throws(SQLiteError) -> Int64 {
    let name = FoldedName(owner.name)
    let key = owner.nameKey
    let known = try connection.with(
      "SELECT id FROM owner_name WHERE province_id = ? AND order_key = ? AND words = ?"
    ) { (row) throws(SQLiteError) -> Int64? in
      row.bind(province).bind(key).bind(name.text)
      return try row.step() ? row.int64(0) : nil
    }
    if let known { return known }
    try connection.statement(
      "INSERT INTO owner_name(province_id, order_key, words) VALUES(?, ?, ?)"
    )
    .bind(province).bind(key).bind(name.text).run()
    let id = connection.lastInsertedID
    for ending in name.endings {
      try connection.statement(
        "INSERT INTO owner_name_ending(province_id, words, name_id) VALUES(?, ?, ?)"
      )
      .bind(province).bind(ending).bind(id).run()
    }
    return id
  }
}
