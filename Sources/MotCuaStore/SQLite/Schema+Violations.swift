extension Schema {
  /// What the rules about paper left on record.
  ///
  /// `request_id` and `body_hash` are those of a refused attempt, so that its repeat is the same
  /// record; everything else is kept from repeats by its operation. An agency's are found by their
  /// time, those of the whole province walked by id.
  static let violations = """
    CREATE TABLE violation(
      id INTEGER PRIMARY KEY, province_id INTEGER NOT NULL,
      kind INTEGER NOT NULL, at INTEGER NOT NULL,
      agency_id INTEGER NOT NULL, officer TEXT, head_officer TEXT,
      procedure_id INTEGER NOT NULL, dossier_id INTEGER, channel INTEGER NOT NULL,
      exemption TEXT NOT NULL,
      principal_id INTEGER NOT NULL, request_id BLOB, body_hash BLOB
    ) STRICT;
    CREATE UNIQUE INDEX violation_attempt
      ON violation(province_id, principal_id, request_id, body_hash)
      WHERE request_id IS NOT NULL;
    CREATE INDEX violation_agency ON violation(province_id, agency_id, at);
    """
}
