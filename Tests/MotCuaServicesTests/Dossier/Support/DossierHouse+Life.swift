import MotCuaAPI
import RPCCore

extension DossierHouse {
  /// A dossier received at the desk.
  func received(_ procedure: String = DossierProvince.license) async throws -> Dossier {
    try await dossiers.receiveDossier(Requests.receive(procedure), options: by(.desk))
  }

  /// A dossier received and handed to those who resolve it.
  func started(_ procedure: String = DossierProvince.license) async throws -> Dossier {
    let born = try await received(procedure)
    return try await dossiers.startDossier(
      StartDossierRequest(code: born.code),
      options: by(.desk)
    )
  }

  /// Ends the handling with one result.
  @discardableResult
  func complete(_ code: String) async throws -> Dossier {
    try await dossiers.completeDossier(
      CompleteDossierRequest(code: code, results: [Requests.result()]),
      options: by(.head)
    )
  }

  /// A dossier whose result was handed over.
  func returned() async throws -> Dossier {
    let born = try await started()
    try await complete(born.code)
    return try await dossiers.returnResult(
      ReturnResultRequest(code: born.code, method: .desk),
      options: by(.desk)
    )
  }

  /// A dossier as it is.
  func dossier(_ code: String, as person: Person = .desk) async throws -> Dossier {
    try await dossiers.getDossier(GetDossierRequest(code: code), options: by(person))
  }

  /// A dossier with everything.
  func fullDossier(_ code: String, as person: Person = .desk) async throws -> Dossier {
    try await dossiers.getDossier(
      GetDossierRequest(code: code, view: .full, purpose: "Kiểm tra"),
      options: by(person)
    )
  }

  /// What a month's statistics count.
  func august() async throws -> DossierCounts {
    let response = try await statistics.getSummary(
      GetSummaryRequest(period: StatisticsTests.period((8, 1), (8, 31))),
      options: by(.supervisor)
    )
    return response.current?.dossiers ?? DossierCounts()
  }
}
