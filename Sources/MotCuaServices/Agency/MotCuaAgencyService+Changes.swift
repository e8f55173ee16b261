package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore
import RPCMessages

extension MotCuaAgencyService {
  /// Changes some fields of an agency: what the mask names is checked together with the rest.
  package func updateAgency(
    _ request: UpdateAgencyRequest,
    context: ServerContext
  ) async throws -> Agency {
    let fields = try request.updateMask.fields(of: AgencyField.self)
    let wish = request.agency ?? Agency()
    let old = try stored(wish.code)
    let whole = Agency(old).taking(fields, from: wish)
    try CreateAgencyRequest(agency: whole).validate()
    let agency = try FieldReader.read { $0.agency(whole, "agency.") }
    return try await environment.mutator.perform(
      UpdateAgency(
        agency: agency,
        fields: fields,
        expectedEtag: Etag.expected(request.etag)
      ),
      for: request,
      context: context
    ) { Agency($0) }
  }

  /// An agency by either of its codes.
  func stored(_ text: String) throws -> AgencyRecord {
    guard let code = AgencyCode(text), let agency = environment.store.directory.agency(code)
    else { throw StoreError.notFound(.agency(text)) }
    return agency
  }

  /// Creates an officer of an agency.
  package func createOfficer(
    _ request: CreateOfficerRequest,
    context: ServerContext
  ) async throws -> Officer {
    let officer = try FieldReader.read { $0.officer(request.officer ?? Officer(), "officer.") }
    return try await environment.mutator.perform(
      CreateOfficer(officer: officer),
      for: request,
      context: context
    ) { Officer($0) }
  }

  /// Changes some fields of an officer.
  package func updateOfficer(
    _ request: UpdateOfficerRequest,
    context: ServerContext
  ) async throws -> Officer {
    let fields = try request.updateMask.fields(of: OfficerField.self)
    let wish = request.officer ?? Officer()
    guard let old = environment.store.directory.officer(wish.code) else {
      throw StoreError.notFound(.officer(wish.code))
    }
    let whole = Officer(old).taking(fields, from: wish)
    try CreateOfficerRequest(officer: whole).validate()
    let officer = try FieldReader.read { $0.officer(whole, "officer.") }
    return try await environment.mutator.perform(
      UpdateOfficer(
        officer: officer,
        fields: fields,
        expectedEtag: Etag.expected(request.etag)
      ),
      for: request,
      context: context
    ) { Officer($0) }
  }

  /// Adds postings to an officer.
  package func postOfficer(
    _ request: PostOfficerRequest,
    context: ServerContext
  ) async throws -> Officer {
    var reader = FieldReader()
    let postings = reader.postings(request.postings, "postings")
    var earlierEnd: CivilDate?
    if request.endsEarlier {
      let starts = postings.map(\.validFrom)
      if let first = starts.compactMap({ $0 }).min(), !starts.contains(nil) {
        earlierEnd = first.addingDays(-1)
      } else {
        reader.refuse("postings", "To end earlier postings the new ones need a first day.")
      }
    }
    try reader.check()
    return try await environment.mutator.perform(
      PostOfficer(
        code: request.code,
        postings: postings,
        earlierEnd: earlierEnd,
        expectedEtag: Etag.expected(request.etag)
      ),
      for: request,
      context: context
    ) { Officer($0) }
  }
}
