import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  func persist(_ agency: AgencyRecord) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT OR REPLACE INTO agency(province_id, id, code, other_code, name, short_name, level,
          kind, parent, head_officer, valid_from, valid_to, bank_code, account_number,
          account_name, e_wallet, working_hours, paper_policies, created_at, updated_at, etag)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(codes.assign(agency.code)).bind(agency.code.text)
      .bind(agency.otherCode?.text).bind(agency.name).bind(agency.shortName)
      .bind(agency.level.rawValue).bind(agency.kind.rawValue).bind(agency.parent?.text)
      .bind(agency.headOfficer).bind(agency.validFrom).bind(agency.validTo)
      .bind(agency.account?.bankCode).bind(agency.account?.accountNumber)
      .bind(agency.account?.accountName).bind(agency.eWallet)
      .bind(SmallLists.encode(agency.workingHours))
      .bind(SmallLists.encode(agency.paperPolicies)).bind(agency.createdAt)
      .bind(agency.updatedAt).bind(agency.etag).run()
      try connection.statement(
        """
        INSERT INTO agency_revision(province_id, agency_id, etag, principal_id, content)
        VALUES(?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(codes.assign(agency.code)).bind(agency.etag)
      .bind(envelope.principalID).bind(agency.encoded()).run()
    }
  }

  func persist(_ officer: OfficerRecord) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT OR REPLACE INTO officer(province_id, code, name, agency, is_head, postings,
          created_at, updated_at, etag) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(officer.code).bind(officer.name).bind(officer.agency.text)
      .bind(officer.isHead).bind(SmallLists.encode(officer.postings)).bind(officer.createdAt)
      .bind(officer.updatedAt).bind(officer.etag).run()
    }
  }

  func persist(
    _ procedure: ProcedureRecord,
    revision: ProcedureRevisionRecord
  ) throws(StoreError) {
    let id = codes.assign(procedure.code)
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT OR REPLACE INTO procedure(province_id, id, code, name, state, revision,
          created_at, updated_at, etag) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(id).bind(procedure.code.text).bind(procedure.content.name)
      .bind(procedure.content.state.rawValue).bind(procedure.revision)
      .bind(procedure.createdAt).bind(procedure.updatedAt).bind(procedure.etag).run()
      try connection.statement(
        """
        INSERT INTO procedure_revision(province_id, procedure_id, revision, at, effective_from,
          principal_id, content) VALUES(?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(id).bind(revision.revision).bind(revision.madeAt)
      .bind(revision.effectiveFrom).bind(revision.principalID)
      .bind(revision.content.encoded()).run()
    }
  }

  func persist(_ offering: OfferingRecord) throws(StoreError) {
    let procedure = codes.assign(offering.procedure)
    let agency = codes.assign(offering.agency)
    try storing { () throws(SQLiteError) in
      if offering.etag > 1 {
        // What it was stays: both tables have the same columns.
        try connection.statement(
          """
          INSERT INTO offering_past SELECT * FROM offering
          WHERE province_id = ? AND procedure_id = ? AND agency_id = ?
          """
        )
        .bind(province).bind(procedure).bind(agency).run()
      }
      try connection.statement(
        """
        INSERT OR REPLACE INTO offering(province_id, procedure_id, agency_id, desk, levels,
          receives_online, receives_by_post, valid_from, valid_to, assignees, paper_policies,
          etag, changed_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(procedure).bind(agency).bind(offering.desk?.text)
      .bind(SmallLists.encode(offering.levels)).bind(offering.receivesOnline)
      .bind(offering.receivesByPost).bind(offering.validFrom).bind(offering.validTo)
      .bind(SmallLists.encode(offering.assignees))
      .bind(SmallLists.encode(offering.paperPolicies)).bind(offering.etag)
      .bind(offering.changedAt).run()
    }
  }

  func persist(_ sector: SectorRecord) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        "INSERT OR REPLACE INTO sector(province_id, code, name) VALUES(?, ?, ?)"
      )
      .bind(province).bind(sector.code).bind(sector.name).run()
    }
  }

  func persist(_ principal: PrincipalRecord) throws(StoreError) {
    let duties = principal.duties.reduce(0) { $0 | 1 << $1.rawValue }
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT OR REPLACE INTO principal(province_id, id, kind, name, agencies, officer, duties,
          subject_id, is_disabled, created_at, etag) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(principal.id).bind(principal.kind.rawValue).bind(principal.name)
      .bind(SmallLists.encode(principal.agencies)).bind(principal.officer).bind(duties)
      .bind(principal.subjectID).bind(principal.isDisabled).bind(principal.createdAt)
      .bind(principal.etag).run()
    }
  }

  func persist(_ token: TokenRecord) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT OR REPLACE INTO token(province_id, id, principal_id, hash, label, created_at,
          expires_at, revoked_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(token.id).bind(token.principalID).bind(token.hash.bytes)
      .bind(token.label).bind(token.createdAt).bind(token.expiresAt).bind(token.revokedAt).run()
    }
  }

  func persist(_ calendar: WorkingCalendar) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        "INSERT INTO calendar(province_id, version, loaded_at) VALUES(?, ?, ?)"
      )
      .bind(province).bind(calendar.version).bind(envelope.now).run()
      for day in calendar.days {
        try connection.statement(
          """
          INSERT INTO calendar_day(province_id, version, day, kind, name, basis, is_assumed)
          VALUES(?, ?, ?, ?, ?, ?, ?)
          """
        )
        .bind(province).bind(calendar.version).bind(day.date).bind(day.kind.rawValue)
        .bind(day.name).bind(day.basis).bind(day.isAssumed).run()
      }
    }
  }
}
