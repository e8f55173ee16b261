extension Schema {
  /// By what lists find a dossier's owner: the endings of his name, his telephone and the order of
  /// names.
  ///
  /// An owner never changes, so that none of this is ever updated.
  static let applicants = """
    CREATE TABLE dossier_name(
      province_id INTEGER NOT NULL, words TEXT NOT NULL, dossier_id INTEGER NOT NULL,
      PRIMARY KEY(province_id, words, dossier_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX dossier_name_order ON dossier(province_id, name_key);
    CREATE INDEX dossier_phone ON dossier(province_id, phone) WHERE phone <> '';
    """

  /// By what lists of a whole province are narrowed: only the procedure's is a random one, and that
  /// of open states is small.
  static let lists = """
    CREATE INDEX dossier_received
      ON dossier(province_id, received_at) WHERE received_at IS NOT NULL;
    CREATE INDEX dossier_submitted ON dossier(province_id, submitted_at);
    CREATE INDEX dossier_procedure ON dossier(province_id, procedure_id);
    CREATE INDEX dossier_open ON dossier(province_id, state) WHERE state NOT IN (3, 7, 10);
    """
}
