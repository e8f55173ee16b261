import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore

extension DossierHouse {
  /// The options of a call by a new account that names an officer.
  func account(
    of officer: String,
    agencies: [String] = [],
    duties: [Duty] = []
  ) async throws -> CallOptions {
    let principal = try await admin.createPrincipal(
      CreatePrincipalRequest(
        principal: MotCuaAPI.Principal(
          kind: .officer,
          name: "Tài khoản \(officer)",
          agencyCodes: agencies,
          duties: duties,
          officerCode: officer
        )
      ),
      options: by(.administrator)
    )
    return try await options(ofPrincipal: principal.id)
  }

  /// The options of a call with a new token of a principal.
  func options(ofPrincipal id: String) async throws -> CallOptions {
    let made = try await admin.createToken(
      CreateTokenRequest(principalId: id),
      options: by(.administrator)
    )
    var options = CallOptions()
    options.metadata.append("authorization", text: "Bearer " + made.secret)
    return options
  }

  /// Posts an officer at an agency.
  @discardableResult
  func post(
    _ person: Person,
    at agency: String,
    _ duties: [Duty],
    from day: CivilDate? = nil,
    through last: CivilDate? = nil,
    replacing: Bool = false
  ) async throws -> Officer {
    try await agencies.postOfficer(
      PostOfficerRequest(
        code: person.officer ?? "",
        postings: duties.map {
          Posting(agencyCode: agency, duty: $0, validFrom: day?.date, validTo: last?.date)
        },
        endsEarlier: replacing
      ),
      options: by(.administrator)
    )
  }
}

/// Puts an account into the store whatever it names, as a damaged backup might hold it.
struct AdmitUnchecked: StoreCommand {
  let principal: PrincipalRecord

  func run(in transaction: some WriteTransaction) throws(StoreError) -> PrincipalRecord {
    var made = principal
    made.id = transaction.state.identities.nextPrincipalID
    transaction.state.identities.put(made)
    try transaction.persist(made)
    return made
  }
}
