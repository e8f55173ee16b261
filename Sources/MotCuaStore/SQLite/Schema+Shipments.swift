extension Schema {
  /// Shipments; the state of the last step stands beside them, so that lists can filter by it.
  static let shipments = """
    CREATE TABLE shipment(
      id INTEGER PRIMARY KEY, province_id INTEGER NOT NULL,
      dossier_id INTEGER NOT NULL, direction INTEGER NOT NULL, state INTEGER NOT NULL,
      carrier TEXT NOT NULL, tracking_number TEXT NOT NULL, returns_result INTEGER NOT NULL,
      receiver_name TEXT NOT NULL, receiver_phone TEXT NOT NULL, receiver_address TEXT NOT NULL,
      steps BLOB NOT NULL, etag INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX shipment_tracking
      ON shipment(province_id, tracking_number, carrier);
    CREATE INDEX shipment_dossier ON shipment(dossier_id);
    """
}
