import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Exports of dossiers")
struct DossierExportTests {
  typealias Ground = DossierHouse.Ground

  private func export(
    _ house: DossierHouse,
    by person: Person = .supervisor,
    meanwhile: () async throws -> Void = {}
  ) async throws -> [[ExportedDossier]] {
    let stream = try await house.dossiers.exportDossiers(
      ExportDossiersRequest(),
      options: house.by(person)
    )
    var batches: [[ExportedDossier]] = []
    for try await message in stream {
      batches.append(message.dossiers)
      try await meanwhile()
    }
    return batches
  }

  @Test("All come in the order of birth, without personal data", arguments: Ground.allCases)
  func order(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var codes: [String] = []
    for _ in 0..<3 {
      let born = try await house.dossiers.receiveDossier(
        Requests.receive(),
        options: house.by(.desk)
      )
      codes.append(born.code)
    }
    let exported = try await export(house, by: .administrator).flatMap { $0 }
    #expect(exported.map(\.code) == codes)
    #expect(exported[0].agencyLevel == .province)
    #expect(exported[0].serviceLevel == .level4)
    #expect(exported[0].historyCount == 1)
    #expect(exported[0].lateFrom == Instant(ict: DossierHouse.day(8, 14), minute: 0).timestamp)
    #expect(try await export(house, by: .districtDesk) == [])
  }

  @Test("What happens while it streams is left out", arguments: Ground.allCases)
  func oneMoment(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var codes: [String] = []
    for _ in 0..<300 {
      let born = try await house.dossiers.submitDossier(
        Requests.submit(),
        options: house.by(.applicant)
      )
      codes.append(born.code)
    }
    let last = codes[299]
    house.set(8, 6, 10)
    let before = try await export(house)
    #expect(before.map(\.count) == [256, 44])
    // The later batches are read when the caller takes them, or before: both must show the same.
    let during = try await export(house) {
      _ = try await house.dossiers.submitDossier(
        Requests.submit(),
        options: house.by(.applicant)
      )
      _ = try? await house.dossiers.acceptDossier(
        AcceptDossierRequest(code: last),
        options: house.by(.desk)
      )
    }
    #expect(during == before)
    let after = try await export(house).flatMap { $0 }
    #expect(after.count == 302)
    #expect(after[299].state == .received)
  }

  @Test("Each step can be taken back", arguments: Ground.allCases)
  func rewinding(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let client = house.dossiers
    let born = try await client.submitDossier(Requests.submit(), options: house.by(.applicant))
    var states: [ExportedDossier] = []
    func note() async throws {
      states.append(contentsOf: try await export(house).flatMap { $0 })
    }
    try await note()
    house.set(8, 6, 10)
    _ = try await client.requestSupplement(
      RequestSupplementRequest(code: born.code, reason: "Thiếu"),
      options: house.by(.desk)
    )
    try await note()
    house.set(8, 7, 10)
    _ = try await client.provideSupplement(
      ProvideSupplementRequest(code: born.code, note: "Đây"),
      options: house.by(.applicant)
    )
    try await note()
    _ = try await client.acceptDossier(
      AcceptDossierRequest(code: born.code, fees: [Requests.cash()], requestId: Requests.id(1)),
      options: house.by(.desk)
    )
    house.set(8, 7, 11)
    _ = try await client.startDossier(
      StartDossierRequest(code: born.code),
      options: house.by(.desk)
    )
    try await note()
    house.set(8, 7, 14)
    _ = try await client.completeDossier(
      CompleteDossierRequest(code: born.code, results: [Requests.result()]),
      options: house.by(.head)
    )
    try await note()
    house.set(8, 7, 15)
    _ = try await client.returnResult(
      ReturnResultRequest(code: born.code, method: .desk),
      options: house.by(.desk)
    )
    try await note()
    let code = try #require(DossierCode(born.code))
    let found = try await house.store.dossierDetail(code, in: .all, on: .pool)
    let detail = try #require(found)
    for (position, state) in zip([1, 2, 3, 5, 6, 7] as [Int64], states) {
      let rewind = DossierRewind(
        to: position,
        calendar: house.store.calendar,
        directory: house.store.directory
      )
      let old = try #require(rewind.apply(to: detail))
      #expect(ExportedDossier(old, directory: house.store.directory) == state)
    }
    let unborn = DossierRewind(
      to: 0,
      calendar: house.store.calendar,
      directory: house.store.directory
    )
    #expect(unborn.apply(to: detail) == nil)
  }
}
