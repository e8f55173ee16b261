/// The tables, by version.
///
/// Ids are given by the writer and grow; instants are milliseconds UTC, days are days since
/// 1970-01-01, money is đồng, truth is 0 or 1. `province_id` is in every key. There are few indexes,
/// because a random index is what a submission costs most, and none for statistics.
enum Schema {
  /// `MotC`: says whose file it is.
  static let applicationID: Int32 = 0x4d6f_7443
  /// The version that this program writes and reads.
  static let version: Int32 = 1
  /// The statements that lead from one version to the next, from version 0.
  static let migrations: [[String]] = [
    [
      tables, directory, catalogue, dossiers, applicants, lists, parts, ledger, files, violations,
      reorganization, payments, shipments, committee, statistics,
    ]
  ]

  private static let tables = """
    CREATE TABLE meta(
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE principal(
      province_id INTEGER NOT NULL, id INTEGER NOT NULL,
      kind INTEGER NOT NULL, name TEXT NOT NULL, agencies BLOB NOT NULL, officer TEXT,
      duties INTEGER NOT NULL, subject_id TEXT, is_disabled INTEGER NOT NULL,
      created_at INTEGER NOT NULL, etag INTEGER NOT NULL,
      PRIMARY KEY(province_id, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE token(
      province_id INTEGER NOT NULL, id INTEGER NOT NULL,
      principal_id INTEGER NOT NULL, hash BLOB NOT NULL UNIQUE, label TEXT NOT NULL,
      created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, revoked_at INTEGER,
      PRIMARY KEY(province_id, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE calendar(
      province_id INTEGER NOT NULL, version INTEGER NOT NULL, loaded_at INTEGER NOT NULL,
      PRIMARY KEY(province_id, version)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE calendar_day(
      province_id INTEGER NOT NULL, version INTEGER NOT NULL, day INTEGER NOT NULL,
      kind INTEGER NOT NULL, name TEXT NOT NULL, basis TEXT NOT NULL,
      is_assumed INTEGER NOT NULL,
      PRIMARY KEY(province_id, version, day)
    ) STRICT, WITHOUT ROWID;
    """

  private static let directory = """
    CREATE TABLE agency(
      province_id INTEGER NOT NULL, id INTEGER NOT NULL,
      code TEXT NOT NULL, other_code TEXT, name TEXT NOT NULL, short_name TEXT NOT NULL,
      level INTEGER NOT NULL, kind INTEGER NOT NULL, parent TEXT, head_officer TEXT,
      valid_from INTEGER, valid_to INTEGER,
      bank_code TEXT, account_number TEXT, account_name TEXT, e_wallet TEXT NOT NULL,
      working_hours BLOB NOT NULL, paper_policies BLOB NOT NULL,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, etag INTEGER NOT NULL,
      PRIMARY KEY(province_id, id), UNIQUE(province_id, code), UNIQUE(province_id, other_code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE agency_revision(
      province_id INTEGER NOT NULL, agency_id INTEGER NOT NULL, etag INTEGER NOT NULL,
      principal_id INTEGER NOT NULL, content BLOB NOT NULL,
      PRIMARY KEY(province_id, agency_id, etag)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE officer(
      province_id INTEGER NOT NULL, code TEXT NOT NULL,
      name TEXT NOT NULL, agency TEXT NOT NULL, is_head INTEGER NOT NULL,
      postings BLOB NOT NULL,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, etag INTEGER NOT NULL,
      PRIMARY KEY(province_id, code)
    ) STRICT, WITHOUT ROWID;
    """

  private static let catalogue = """
    CREATE TABLE sector(
      province_id INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
      PRIMARY KEY(province_id, code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE procedure(
      province_id INTEGER NOT NULL, id INTEGER NOT NULL,
      code TEXT NOT NULL, name TEXT NOT NULL, state INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, etag INTEGER NOT NULL,
      PRIMARY KEY(province_id, id), UNIQUE(province_id, code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE procedure_revision(
      province_id INTEGER NOT NULL, procedure_id INTEGER NOT NULL, revision INTEGER NOT NULL,
      at INTEGER NOT NULL, effective_from INTEGER, principal_id INTEGER NOT NULL,
      content BLOB NOT NULL,
      PRIMARY KEY(province_id, procedure_id, revision)
    ) STRICT;
    CREATE TABLE offering(
      province_id INTEGER NOT NULL, procedure_id INTEGER NOT NULL, agency_id INTEGER NOT NULL,
      desk TEXT, levels BLOB NOT NULL,
      receives_online INTEGER NOT NULL, receives_by_post INTEGER NOT NULL,
      valid_from INTEGER, valid_to INTEGER,
      assignees BLOB NOT NULL, paper_policies BLOB NOT NULL, etag INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      PRIMARY KEY(province_id, procedure_id, agency_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE offering_past(
      province_id INTEGER NOT NULL, procedure_id INTEGER NOT NULL, agency_id INTEGER NOT NULL,
      desk TEXT, levels BLOB NOT NULL,
      receives_online INTEGER NOT NULL, receives_by_post INTEGER NOT NULL,
      valid_from INTEGER, valid_to INTEGER,
      assignees BLOB NOT NULL, paper_policies BLOB NOT NULL, etag INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      PRIMARY KEY(province_id, procedure_id, agency_id, etag)
    ) STRICT, WITHOUT ROWID;
    """

  private static let dossiers = """
    CREATE TABLE dossier(
      id INTEGER PRIMARY KEY, province_id INTEGER NOT NULL,
      code TEXT NOT NULL, agency_id INTEGER NOT NULL, desk_id INTEGER, holder_id INTEGER,
      state INTEGER NOT NULL, procedure_id INTEGER NOT NULL,
      procedure_revision INTEGER NOT NULL, case_code TEXT NOT NULL,
      channel INTEGER NOT NULL, level INTEGER, submission_kind INTEGER NOT NULL,
      submitted_at INTEGER NOT NULL, acceptance_due_at INTEGER, received_at INTEGER,
      due_at INTEGER, late_from INTEGER, clock_due_at INTEGER, clock_stopped_at INTEGER,
      finished_at INTEGER, closed_at INTEGER, returned_at INTEGER,
      step_count INTEGER NOT NULL, updated_at INTEGER NOT NULL, etag INTEGER NOT NULL,
      supplement_count INTEGER NOT NULL, fee_count INTEGER NOT NULL,
      result_count INTEGER NOT NULL, has_extras INTEGER NOT NULL,
      applicant_name TEXT NOT NULL, subject_type INTEGER NOT NULL,
      identity_kind INTEGER NOT NULL, identity_number TEXT NOT NULL,
      phone TEXT NOT NULL, email TEXT NOT NULL, address TEXT NOT NULL,
      assistant_name TEXT, assistant_capacity INTEGER, assistant_consent INTEGER,
      assistant_reason INTEGER, assistant_identity TEXT, assistant_note TEXT,
      external_source TEXT, external_code TEXT,
      limit_thousandths INTEGER, limit_unit INTEGER, limit_text TEXT,
      typed_due_day INTEGER, calendar_version INTEGER NOT NULL,
      return_method INTEGER, receiver_name TEXT, tracking_number TEXT,
      closing_reason TEXT NOT NULL, paper_kind INTEGER, paper_exemption TEXT,
      extent INTEGER, is_from_elsewhere INTEGER NOT NULL,
      name_id INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX dossier_code ON dossier(province_id, code);
    CREATE UNIQUE INDEX dossier_external
      ON dossier(province_id, external_code, external_source) WHERE external_code IS NOT NULL;
    CREATE INDEX dossier_agency ON dossier(province_id, agency_id);
    CREATE INDEX dossier_desk ON dossier(province_id, desk_id) WHERE desk_id IS NOT NULL;
    CREATE INDEX dossier_holder ON dossier(province_id, holder_id) WHERE holder_id IS NOT NULL;
    CREATE INDEX dossier_identity ON dossier(province_id, identity_number);
    CREATE INDEX dossier_clock
      ON dossier(province_id, clock_due_at) WHERE clock_due_at IS NOT NULL;
    """

  private static let parts = """
    CREATE TABLE dossier_component(
      dossier_id INTEGER NOT NULL, position INTEGER NOT NULL,
      code TEXT NOT NULL, name TEXT NOT NULL, source INTEGER NOT NULL,
      quantity INTEGER NOT NULL, file_reference TEXT NOT NULL, hash BLOB NOT NULL,
      is_from_supplement INTEGER NOT NULL, file_id INTEGER,
      PRIMARY KEY(dossier_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE dossier_fee(
      dossier_id INTEGER NOT NULL, position INTEGER NOT NULL, province_id INTEGER NOT NULL,
      kind INTEGER NOT NULL, name TEXT NOT NULL, amount INTEGER NOT NULL,
      is_exempt INTEGER NOT NULL, exemption_reason TEXT NOT NULL, method INTEGER,
      transaction_reference TEXT, recorded_at INTEGER NOT NULL,
      PRIMARY KEY(dossier_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX dossier_fee_reference
      ON dossier_fee(province_id, transaction_reference) WHERE transaction_reference IS NOT NULL;
    CREATE TABLE dossier_result(
      dossier_id INTEGER NOT NULL, number INTEGER NOT NULL,
      name TEXT NOT NULL, is_refusal INTEGER NOT NULL, is_electronic INTEGER NOT NULL,
      hash BLOB NOT NULL, signer TEXT NOT NULL, certificate_serial TEXT NOT NULL,
      file_id INTEGER,
      issued_at INTEGER NOT NULL, revoked_at INTEGER, revocation_reason TEXT, replacement INTEGER,
      PRIMARY KEY(dossier_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE dossier_extra(
      dossier_id INTEGER PRIMARY KEY,
      division TEXT NOT NULL, assignee TEXT, step_due_day INTEGER, step_number INTEGER NOT NULL,
      previous_code TEXT,
      answer_due_at INTEGER,
      extension_count INTEGER NOT NULL, extended_at INTEGER, extended_due_day INTEGER,
      rating INTEGER, rating_comment TEXT, rated_at INTEGER,
      birth_agency_id INTEGER, reception_agency_id INTEGER
    ) STRICT;
    CREATE INDEX dossier_extra_reception ON dossier_extra(reception_agency_id)
      WHERE reception_agency_id IS NOT NULL;
    CREATE TABLE dossier_supplement(
      dossier_id INTEGER PRIMARY KEY,
      reason TEXT NOT NULL, component_codes BLOB NOT NULL,
      is_paper_requested INTEGER NOT NULL, is_paper_declared INTEGER NOT NULL,
      requested_at INTEGER NOT NULL, deadline INTEGER, provided_at INTEGER,
      old_due_at INTEGER, new_due_at INTEGER
    ) STRICT;
    CREATE TABLE dossier_pause(
      dossier_id INTEGER NOT NULL, position INTEGER NOT NULL,
      state INTEGER NOT NULL, begins_at INTEGER NOT NULL, ends_at INTEGER,
      resumes_to INTEGER NOT NULL, due_before INTEGER, due_after INTEGER,
      PRIMARY KEY(dossier_id, position)
    ) STRICT, WITHOUT ROWID;
    """

  private static let ledger = """
    CREATE TABLE dossier_event(
      sequence INTEGER PRIMARY KEY, province_id INTEGER NOT NULL,
      dossier_id INTEGER NOT NULL, number INTEGER NOT NULL,
      action INTEGER NOT NULL, from_state INTEGER, to_state INTEGER NOT NULL,
      at INTEGER NOT NULL, agency_id INTEGER NOT NULL, principal_id INTEGER NOT NULL,
      actor_kind INTEGER NOT NULL, officer TEXT, note TEXT NOT NULL,
      due_before INTEGER, due_after INTEGER, late_from INTEGER,
      division TEXT, assignee TEXT, step_due_day INTEGER, step_number INTEGER,
      agency_before INTEGER, agency_after INTEGER,
      entered_at INTEGER NOT NULL, figures BLOB NOT NULL,
      resolver_id INTEGER NOT NULL, desk_id INTEGER, holder_before INTEGER NOT NULL,
      table_version INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX dossier_event_dossier ON dossier_event(dossier_id);
    CREATE TABLE dossier_timer(
      province_id INTEGER NOT NULL, at INTEGER NOT NULL, dossier_id INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      PRIMARY KEY(province_id, at, dossier_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE dossier_policy(
      province_id INTEGER PRIMARY KEY, supplement_requests_max INTEGER NOT NULL,
      extensions_max INTEGER NOT NULL, extension_notice_days INTEGER NOT NULL,
      etag INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE agency_day(
      province_id INTEGER NOT NULL, agency_id INTEGER NOT NULL, day INTEGER NOT NULL,
      last INTEGER NOT NULL,
      PRIMARY KEY(province_id, agency_id, day)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rollup(
      province_id INTEGER NOT NULL, agency_id INTEGER NOT NULL, day INTEGER NOT NULL,
      procedure_id INTEGER NOT NULL, cell INTEGER NOT NULL, amount INTEGER NOT NULL,
      PRIMARY KEY(province_id, agency_id, day, procedure_id, cell)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE operation(
      province_id INTEGER NOT NULL, principal_id INTEGER NOT NULL, method TEXT NOT NULL,
      request_id BLOB NOT NULL, body_hash BLOB NOT NULL, answer BLOB NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY(province_id, principal_id, method, request_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX operation_at ON operation(at);
    CREATE TABLE audit(
      id INTEGER PRIMARY KEY, province_id INTEGER NOT NULL,
      at INTEGER NOT NULL, principal_id INTEGER NOT NULL, method TEXT NOT NULL,
      request_id BLOB, subject TEXT NOT NULL, purpose TEXT NOT NULL, hash BLOB NOT NULL
    ) STRICT;
    """

  private static let files = """
    CREATE TABLE file(
      id INTEGER PRIMARY KEY AUTOINCREMENT, province_id INTEGER NOT NULL,
      hash BLOB NOT NULL, size INTEGER NOT NULL, kind INTEGER NOT NULL,
      principal_id INTEGER NOT NULL, subject TEXT NOT NULL,
      dossier_id INTEGER, created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX file_hash ON file(hash);
    CREATE INDEX file_unattached ON file(principal_id, subject) WHERE dossier_id IS NULL;
    """
}
