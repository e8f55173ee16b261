import MotCuaDomain
import MotCuaServices
import MotCuaStore

/// What the small province consists of.
enum DossierProvince {
  static let root = "000.00.00.H10"
  static let department = "000.00.05.H10"
  static let district = "000.00.31.H10"
  static let commune = "000.01.31.H10"
  static let centre = "000.01.01.H10"

  /// Level 4, 5 working days, a mandatory and an optional component.
  static let license = "1.000001"
  /// A limit in words.
  static let wordy = "1.000002"
  /// Level 2, at the desk only.
  static let paper = "1.000003"
  /// Not published.
  static let draft = "1.000004"
  /// The same day.
  static let sameDay = "1.000005"
  /// Eight working hours.
  static let hours = "1.000006"

  /// The identity number of the applicant who has a token of his own.
  static let citizen = "070900000001"

  /// Writes the province and gives each person's token.
  static func build(in store: some Store) async throws -> [Person: TokenSecret] {
    try await perform(ImportCalendar(days: VietnamCalendar2019To2027.days), store)
    try await perform(ImportAgencies(agencies: agencies), store)
    try await perform(ImportOfficers(officers: officers), store)
    try await perform(ImportProcedures(drafts: drafts), store)
    try await perform(ImportOfferings(offerings: offerings), store)
    var tokens: [Person: TokenSecret] = [:]
    var generator = SystemRandomNumberGenerator()
    for person in Person.allCases {
      let secret = TokenSecret(using: &generator)
      tokens[person] = secret
      try await admit(person, secret, store)
    }
    return tokens
  }

  private static func perform(_ command: some StoreCommand, _ store: some Store) async throws {
    let now = Instant(ict: CivilDate.newYear(2020), minute: 8 * 60)
    let envelope = MutationEnvelope(principalID: 0, method: "test", now: now)
    _ = try await store.perform(command, as: envelope) { _ in [] }
  }

  private static func admit(
    _ person: Person,
    _ secret: TokenSecret,
    _ store: some Store
  ) async throws {
    var record = PrincipalRecord(kind: person.kind, name: "\(person)")
    record.agencies = person.agencies.compactMap { AgencyCode($0) }
    record.officer = person.officer
    record.duties = person.duties
    record.subjectID = person == .applicant ? citizen : nil
    try await perform(CreatePrincipal(principal: record), store)
    guard let hash = TokenHash(bytes: secret.hash) else { return }
    let token = TokenRecord(
      principalID: Int64(person.rawValue),
      hash: hash,
      label: "",
      expiresAt: Instant(ict: CivilDate.newYear(2030), minute: 0)
    )
    try await perform(CreateToken(token: token), store)
  }

  private static var agencies: [AgencyRecord] {
    [
      agency(root, .province, nil),
      agency(department, .province, root),
      agency(centre, .province, root, .oneStopDesk),
      agency(district, .district, root),
      agency(commune, .commune, district),
    ].compactMap { $0 }
  }

  private static func agency(
    _ code: String,
    _ level: AgencyLevel,
    _ parent: String?,
    _ kind: AgencyKind = .resolving
  ) -> AgencyRecord? {
    AgencyCode(code).map {
      var agency = AgencyRecord(
        code: $0,
        name: "Cơ quan \(code)",
        level: level,
        kind: kind,
        parent: parent.flatMap { AgencyCode($0) }
      )
      if code == department {
        agency.account = BeneficiaryAccountRecord(bankCode: "VCB", accountNumber: "0011")
      }
      return agency
    }
  }

  private static var officers: [OfficerRecord] {
    Person.allCases.compactMap { person in
      guard let code = person.officer, let agency = AgencyCode(person.agencies.first ?? "")
      else { return nil }
      return OfficerRecord(
        code: code,
        name: "Cán bộ \(person.rawValue)",
        agency: agency,
        postings: person.duties.map { PostingRecord(agency: agency, duty: $0) }
      )
    }
  }
}
