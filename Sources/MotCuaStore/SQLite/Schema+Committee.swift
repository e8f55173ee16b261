extension Schema {
  /// The papers of the steering committee.
  ///
  /// Versions are added; the triggers refuse everything else, so that a number that was quoted in a
  /// meeting stays what it was.
  static let committee = """
    CREATE TABLE committee_entry(
      province_id INTEGER NOT NULL, paper INTEGER NOT NULL, code TEXT NOT NULL,
      revision INTEGER NOT NULL, agency_id INTEGER, day INTEGER NOT NULL,
      at INTEGER NOT NULL, principal_id INTEGER NOT NULL, content BLOB NOT NULL,
      PRIMARY KEY(province_id, paper, code, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER committee_entry_update BEFORE UPDATE ON committee_entry
      BEGIN SELECT raise(ABORT, 'committee_entry is never changed'); END;
    CREATE TRIGGER committee_entry_delete BEFORE DELETE ON committee_entry
      BEGIN SELECT raise(ABORT, 'committee_entry is never removed'); END;
    CREATE INDEX dossier_event_officer ON dossier_event(province_id, officer, at)
      WHERE officer IS NOT NULL;
    """
}
