import SQLiteEngine

extension StoreError {
  /// What SQLite said, for the operator; a caller can try again later, but not where the file is damaged.
  init(_ error: SQLiteError) {
    self = error.isCorrupt ? .corrupt(error.description) : .storage(error.description)
  }
}

/// Runs statements and turns their failure into the store's.
func storing<Result>(
  _ body: () throws(SQLiteError) -> Result
) throws(StoreError) -> Result {
  do throws(SQLiteError) {
    return try body()
  } catch {
    throw StoreError(error)
  }
}

/// Runs statements whose rows may turn out to be damaged.
func reading<Result>(
  _ body: () throws(RowError) -> Result
) throws(StoreError) -> Result {
  do throws(RowError) {
    return try body()
  } catch {
    throw error.storeError
  }
}

/// Why a row could not be read: SQLite failed, or the row is damaged.
enum RowError: Error {
  case engine(SQLiteError)
  case damaged(String)

  var storeError: StoreError {
    switch self {
    case .engine(let error): StoreError(error)
    case .damaged(let what): .damaged(what)
    }
  }
}
