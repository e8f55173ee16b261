extension Schema {
  /// Which agency went to which: `new_id` is 0 where nobody took over.
  static let reorganization = """
    CREATE TABLE agency_successor(
      province_id INTEGER NOT NULL, old_id INTEGER NOT NULL, new_id INTEGER NOT NULL,
      kind INTEGER NOT NULL, is_heir INTEGER NOT NULL, day INTEGER NOT NULL,
      decision TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY(province_id, old_id, new_id)
    ) STRICT, WITHOUT ROWID;
    """
}
