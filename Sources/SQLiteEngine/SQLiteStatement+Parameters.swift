import CSQLite

extension SQLiteStatement {
  /// Binds the next parameter to an integer.
  @discardableResult
  public func bind(_ value: Int64) -> SQLiteStatement {
    bound += 1
    return note(sqlite3_bind_int64(handle, bound, value))
  }

  /// Binds the next parameter to an integer.
  @discardableResult
  public func bind(_ value: Int) -> SQLiteStatement { bind(Int64(value)) }

  /// Binds the next parameter to 0 or 1.
  @discardableResult
  public func bind(_ value: Bool) -> SQLiteStatement { bind(value ? 1 : 0 as Int64) }

  /// Binds the next parameter to a floating-point number.
  @discardableResult
  public func bind(_ value: Double) -> SQLiteStatement {
    bound += 1
    return note(sqlite3_bind_double(handle, bound, value))
  }

  /// Binds the next parameter to a text; SQLite takes a copy.
  @discardableResult
  public func bind(_ value: String) -> SQLiteStatement {
    bound += 1
    var text = value
    let code = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        csqlite_bind_text(handle, bound, $0.baseAddress, UInt64($0.count))
      }
    }
    return note(code)
  }

  /// Binds the next parameter to bytes; SQLite takes a copy.
  @discardableResult
  public func bind(_ value: [UInt8]) -> SQLiteStatement {
    bound += 1
    let code = value.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, !bytes.isEmpty else {
        return sqlite3_bind_zeroblob(handle, bound, 0)
      }
      return csqlite_bind_blob(handle, bound, base, UInt64(bytes.count))
    }
    return note(code)
  }

  /// Binds the next parameter to NULL.
  @discardableResult
  public func bindNull() -> SQLiteStatement {
    bound += 1
    return note(sqlite3_bind_null(handle, bound))
  }

  /// Binds the next parameter to an integer or NULL.
  @discardableResult
  public func bind(_ value: Int64?) -> SQLiteStatement {
    guard let value else { return bindNull() }
    return bind(value)
  }

  /// Binds the next parameter to an integer or NULL.
  @discardableResult
  public func bind(_ value: Int?) -> SQLiteStatement {
    guard let value else { return bindNull() }
    return bind(Int64(value))
  }

  /// Binds the next parameter to a text or NULL.
  @discardableResult
  public func bind(_ value: String?) -> SQLiteStatement {
    guard let value else { return bindNull() }
    return bind(value)
  }

  /// Binds the next parameter to bytes or NULL.
  @discardableResult
  public func bind(_ value: [UInt8]?) -> SQLiteStatement {
    guard let value else { return bindNull() }
    return bind(value)
  }

  private func note(_ code: Int32) -> SQLiteStatement {
    isUsed = true
    if code != SQLITE_OK, pending == SQLITE_OK { pending = code }
    return self
  }
}
