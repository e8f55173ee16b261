extension Schema {
  /// What the statistics of the past are found by (decision 0056).
  static let statistics = """
    CREATE TABLE figure_stray(
      province_id INTEGER NOT NULL, at INTEGER NOT NULL, sequence INTEGER NOT NULL,
      PRIMARY KEY(province_id, at, sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX figure_stray_sequence ON figure_stray(sequence);
    CREATE INDEX dossier_event_reopening ON dossier_event(at)
      WHERE from_state IN (7, 8, 9, 10) AND to_state NOT IN (7, 8, 9, 10);
    CREATE INDEX dossier_event_transfer ON dossier_event(at) WHERE agency_before IS NOT NULL;
    CREATE INDEX dossier_repeated_supplement ON dossier(province_id, id)
      WHERE supplement_count > 1;
    """
}
