extension Schema {
  /// By what lists find a dossier's owner: his name, its endings and its place in the order of names,
  /// and his telephone.
  ///
  /// A name is stored once, however many dossiers have it. Neither a name nor a dossier's owner ever
  /// changes or goes, so that none of this is ever updated.
  static let applicants = """
    CREATE TABLE owner_name(
      id INTEGER PRIMARY KEY, province_id INTEGER NOT NULL,
      order_key BLOB NOT NULL, words TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX owner_name_order ON owner_name(province_id, order_key, words);
    CREATE TABLE owner_name_ending(
      province_id INTEGER NOT NULL, words TEXT NOT NULL, name_id INTEGER NOT NULL,
      PRIMARY KEY(province_id, words, name_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX dossier_name ON dossier(province_id, name_id);
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
