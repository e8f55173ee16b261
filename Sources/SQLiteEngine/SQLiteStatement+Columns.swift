import CSQLite

extension SQLiteStatement {
  /// The number of columns of a row.
  public var columnCount: Int { Int(sqlite3_column_count(handle)) }

  /// Whether a column is NULL.
  public func isNull(_ index: Int32) -> Bool {
    sqlite3_column_type(handle, index) == SQLITE_NULL
  }

  /// A column as an integer; NULL reads as 0.
  public func int64(_ index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }

  /// A column as a floating-point number; NULL reads as 0.
  public func double(_ index: Int32) -> Double { sqlite3_column_double(handle, index) }

  /// A column as a text, copied; NULL reads as empty.
  public func text(_ index: Int32) -> String {
    guard let base = sqlite3_column_text(handle, index) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, index))
    return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  /// A column as bytes, copied; NULL reads as empty.
  public func bytes(_ index: Int32) -> [UInt8] { withBytes(index) { Array($0) } }

  /// Lends a column's bytes without a copy; they are gone at the next step or reset.
  public func withBytes<Result>(
    _ index: Int32,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let base = sqlite3_column_blob(handle, index)
    let count = Int(sqlite3_column_bytes(handle, index))
    return body(UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : count))
  }

  /// The next column as an integer.
  public func nextInt64() -> Int64 { int64(advance()) }

  /// The next column as an integer of the machine's size.
  public func nextInt() -> Int { Int(int64(advance())) }

  /// The next column as a truth value.
  public func nextBool() -> Bool { int64(advance()) != 0 }

  /// The next column as a text.
  public func nextText() -> String { text(advance()) }

  /// The next column as bytes.
  public func nextBytes() -> [UInt8] { bytes(advance()) }

  /// The next column as an integer, nil where it is NULL.
  public func nextInt64OrNil() -> Int64? {
    let index = advance()
    return isNull(index) ? nil : int64(index)
  }

  /// The next column as a text, nil where it is NULL.
  public func nextTextOrNil() -> String? {
    let index = advance()
    return isNull(index) ? nil : text(index)
  }

  /// The next column as bytes, nil where it is NULL.
  public func nextBytesOrNil() -> [UInt8]? {
    let index = advance()
    return isNull(index) ? nil : bytes(index)
  }

  private func advance() -> Int32 {
    defer { column += 1 }
    return column
  }
}
