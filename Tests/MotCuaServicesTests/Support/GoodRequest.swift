import Crypto
import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import RPCCore
import RPCMessages

/// A request that succeeds in a fresh house, and who sends it; made there with what it needs.
struct GoodRequest: Sendable {
  let make: @Sendable (DryHouse) async throws -> any MutationRequest
  let person: Person

  init(
    _ person: Person,
    _ make: @escaping @Sendable (DryHouse) async throws -> any MutationRequest
  ) {
    self.person = person
    self.make = make
  }

  /// One for each method that changes something.
  static let table: [String: GoodRequest] = {
    var table: [String: GoodRequest] = [:]
    for (service, requests) in [
      ("AgencyService", agencies), ("ProcedureService", procedures),
      (
        "DossierService",
        births.merging(steps) { first, _ in first }.merging(ends) { first, _ in first }
          .merging(money) { first, _ in first }
      ),
      ("AdminService", administration), ("StatisticsService", committee),
    ] {
      for (method, request) in requests { table["/motcua.v1.\(service)/\(method)"] = request }
    }
    return table
  }()

  private static let agencies: [String: GoodRequest] = [
    "CreateAgency": GoodRequest(.administrator) { _ in CreateAgencyRequest(agency: newAgency) },
    "UpdateAgency": GoodRequest(.administrator) { _ in
      UpdateAgencyRequest(
        agency: Agency(code: DossierProvince.department, shortName: "SXD"),
        updateMask: .init(paths: ["short_name"])
      )
    },
    "ImportAgencies": GoodRequest(.administrator) { _ in
      ImportAgenciesRequest(rows: [AgencyRow(line: 2, agency: newAgency)])
    },
    "CreateOfficer": GoodRequest(.administrator) { _ in
      CreateOfficerRequest(
        officer: Officer(
          code: "CB-99",
          name: "Trần Thị Bình",
          agencyCode: DossierProvince.department
        )
      )
    },
    "UpdateOfficer": GoodRequest(.administrator) { _ in
      UpdateOfficerRequest(
        officer: Officer(
          code: "CB-3",
          name: "Trần Thị Bình",
          agencyCode: DossierProvince.department
        ),
        updateMask: .init(paths: ["name"])
      )
    },
    "PostOfficer": GoodRequest(.administrator) { _ in
      PostOfficerRequest(
        code: "CB-3",
        postings: [
          Posting(
            agencyCode: DossierProvince.department,
            duty: .signing,
            validFrom: DossierHouse.day(9, 1).date
          )
        ]
      )
    },
    "ReorganizeAgencies": GoodRequest(.administrator) { _ in
      ReorganizeAgenciesRequest(
        date: MotCuaAPI.Date(year: 2020, month: 8, day: 6),
        decision: "1/NQ",
        newAgencies: [newAgency],
        successions: [
          PlannedSuccession(
            oldCode: DossierProvince.department,
            newCode: newAgency.code,
            kind: .renamed
          )
        ]
      )
    },
    "ImportOfficers": GoodRequest(.administrator) { _ in
      let officer = Officer(
        code: "CB-99",
        name: "Trần Thị Bình",
        agencyCode: DossierProvince.department
      )
      return ImportOfficersRequest(rows: [OfficerRow(line: 2, officer: officer)])
    },
  ]

  private static let newAgency = Agency(
    code: "000.00.44.H10",
    name: "Sở Mới",
    level: .province,
    kind: .resolving
  )

  private static let decision = Decision(
    number: "1299/QĐ-UBND",
    date: DossierHouse.day(6, 12).date
  )

  private static let procedures: [String: GoodRequest] = [
    "CreateProcedure": GoodRequest(.administrator) { _ in
      CreateProcedureRequest(procedure: ProcedureLifeTests.whole)
    },
    "UpdateProcedure": GoodRequest(.administrator) { _ in
      UpdateProcedureRequest(
        procedure: Procedure(code: DossierProvince.license, guidance: "Nộp trước 15 giờ."),
        updateMask: .init(paths: ["guidance"])
      )
    },
    "PublishProcedure": GoodRequest(.administrator) { house in
      _ = try await house.procedures.createProcedure(
        CreateProcedureRequest(procedure: ProcedureLifeTests.whole),
        options: house.by(.administrator)
      )
      return PublishProcedureRequest(
        code: ProcedureLifeTests.code,
        decision: decision,
        madePublicOn: DossierHouse.day(6, 15).date
      )
    },
    "SuspendProcedure": GoodRequest(.administrator) { _ in
      SuspendProcedureRequest(code: DossierProvince.license, decision: decision)
    },
    "RepealProcedure": GoodRequest(.administrator) { _ in
      RepealProcedureRequest(code: DossierProvince.license, decision: decision)
    },
    "ImportProcedures": GoodRequest(.administrator) { _ in
      ImportProceduresRequest(catalogueRows: [.good(2, "1.888001", "Thủ tục mới")])
    },
    "SetOffering": GoodRequest(.administrator) { _ in SetOfferingRequest(offering: newOffering) },
    "ImportOfferings": GoodRequest(.administrator) { _ in
      ImportOfferingsRequest(rows: [OfferingRow(line: 2, offering: newOffering)])
    },
    "ImportSectors": GoodRequest(.administrator) { _ in
      ImportSectorsRequest(
        rows: [SectorRow(line: 2, sector: Sector(code: "G01-CT01", name: "Cư trú"))]
      )
    },
  ]

  private static let newOffering = Offering(
    procedureCode: DossierProvince.license,
    agencyCode: DossierProvince.commune,
    levels: [OfferingLevel(level: .level4)],
    receivesOnline: true
  )

  private static let administration: [String: GoodRequest] = [
    "CreatePrincipal": GoodRequest(.administrator) { _ in
      CreatePrincipalRequest(principal: MotCuaAPI.Principal(kind: .supervisor, name: "Giám sát"))
    },
    "CreateToken": GoodRequest(.administrator) { _ in CreateTokenRequest(principalId: "2") },
    "RevokeToken": GoodRequest(.administrator) { _ in RevokeTokenRequest(tokenId: "2") },
    "ImportCalendar": GoodRequest(.administrator) { _ in
      let day = CalendarDay(
        date: MotCuaAPI.Date(year: 2030, month: 1, day: 1),
        kind: .holiday,
        name: "Tết Dương lịch"
      )
      return ImportCalendarRequest(rows: [CalendarRow(line: 2, day: day)])
    },
    "RecomputeDueDates": GoodRequest(.administrator) { _ in RecomputeDueDatesRequest() },
  ]
}
