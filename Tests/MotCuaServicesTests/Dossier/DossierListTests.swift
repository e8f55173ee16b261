import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Lists of dossiers")
struct DossierListTests {
  typealias Ground = DossierHouse.Ground

  /// Seven dossiers: five received on different days, two submitted.
  private func fill(_ house: DossierHouse) async throws -> [String] {
    var codes: [String] = []
    for day in [3, 4, 5, 6, 7] {
      house.set(8, day, 8)
      let request = Requests.receive(by: day == 5 ? .post : .direct)
      let born = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
      codes.append(born.code)
    }
    for owner in ["070900000002", "070900000003"] {
      var request = Requests.submit(owner: owner)
      request.requestId = Requests.id(codes.count)
      let born = try await house.dossiers.submitDossier(
        request,
        options: house.by(.portal, asserting: owner)
      )
      codes.append(born.code)
    }
    return codes
  }

  private func codes(
    _ house: DossierHouse,
    _ request: ListDossiersRequest = ListDossiersRequest()
  ) async throws -> [String] {
    try await house.dossiers.listDossiers(request, options: house.by(.supervisor))
      .dossiers.map(\.code)
  }

  @Test("Pages follow one another, the youngest first", arguments: Ground.allCases)
  func pages(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let all = try await fill(house)
    var request = ListDossiersRequest(pageSize: 3)
    var seen: [String] = []
    for _ in 0..<3 {
      let page = try await house.dossiers.listDossiers(request, options: house.by(.supervisor))
      seen += page.dossiers.map(\.code)
      request.pageToken = page.nextPageToken
      if page.nextPageToken.isEmpty { break }
    }
    #expect(seen == all.reversed())
    #expect(request.pageToken.isEmpty)
  }

  @Test("A token of another filter, caller or day is refused", arguments: Ground.allCases)
  func tokens(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await fill(house)
    var request = ListDossiersRequest(channel: .direct, pageSize: 2)
    let page = try await house.dossiers.listDossiers(request, options: house.by(.supervisor))
    request.pageToken = page.nextPageToken
    let caller = try await refusal {
      try await house.dossiers.listDossiers(request, options: house.by(.desk))
    }
    #expect(caller == Refusal(.invalidArgument, .pageTokenMismatch))
    request.channel = .online
    let filter = try await refusal {
      try await house.dossiers.listDossiers(request, options: house.by(.supervisor))
    }
    #expect(filter == Refusal(.invalidArgument, .pageTokenMismatch))
    request.channel = .direct
    house.set(8, 9, 8)
    let day = try await refusal {
      try await house.dossiers.listDossiers(request, options: house.by(.supervisor))
    }
    #expect(day == Refusal(.invalidArgument, .pageTokenExpired))
  }

  @Test("By due date come those whose clock runs", arguments: Ground.allCases)
  func dueOrder(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let all = try await fill(house)
    house.set(8, 11, 8)
    var request = ListDossiersRequest(order: .due, pageSize: 2)
    #expect(try await codes(house, request) == Array(all[0...1]))
    let first = try await house.dossiers.listDossiers(request, options: house.by(.supervisor))
    request.pageToken = first.nextPageToken
    #expect(try await codes(house, request) == Array(all[2...3]))
    // Received on Monday, due on the Monday after: late since Tuesday.
    #expect(try await codes(house, ListDossiersRequest(overdueOnly: true)) == [all[0]])
    #expect(
      try await codes(house, ListDossiersRequest(dueBy: DossierHouse.day(8, 11).date, order: .due))
        == Array(all[0...1])
    )
  }

  @Test("Each filter keeps what it says", arguments: Ground.allCases)
  func filters(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let all = try await fill(house)
    func period(_ from: Int, _ to: Int) -> Period {
      Period(from: DossierHouse.day(8, from).date, to: DossierHouse.day(8, to).date)
    }
    #expect(try await codes(house, ListDossiersRequest(channel: .post)) == [all[2]])
    #expect(try await codes(house, ListDossiersRequest(states: [.submitted])) == [all[6], all[5]])
    #expect(
      try await codes(house, ListDossiersRequest(received: period(3, 4))) == [all[1], all[0]]
    )
    #expect(
      try await codes(house, ListDossiersRequest(submitted: period(7, 7)))
        == [all[6], all[5], all[4]]
    )
    #expect(
      try await codes(house, ListDossiersRequest(applicantIdentityNumber: "070900000003"))
        == [all[6]]
    )
    #expect(
      try await codes(house, ListDossiersRequest(agencyCode: DossierProvince.district)) == []
    )
    let root = ListDossiersRequest(
      agencyCode: DossierProvince.root,
      includeSubordinates: true,
      procedureCode: DossierProvince.license
    )
    #expect(try await codes(house, root).count == 7)
    #expect(try await codes(house, ListDossiersRequest(procedureCode: "1.000099")) == [])
  }

  @Test("A wrong filter is refused")
  func wrongFilters() async throws {
    let house = try await DossierHouse(.memory)
    let refused = try await refusal {
      try await codes(
        house,
        ListDossiersRequest(
          submitted: Period(
            from: DossierHouse.day(8, 6).date,
            to: DossierHouse.day(8, 5).date
          ),
          received: Period(from: Date(year: 2020, month: 13, day: 1)),
          applicantName: "-"
        )
      )
    }
    #expect(refused?.fields == ["submitted.to", "received.to", "received.from", "applicant_name"])
    let agency = try await refusal {
      try await codes(house, ListDossiersRequest(agencyCode: "000.00.77.H10"))
    }
    #expect(agency == Refusal(.failedPrecondition, .agencyNotFound))
  }

  @Test("Owners are found by telephone, name and the code elsewhere", arguments: Ground.allCases)
  func owners(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let all = try await fill(house)
    var request = Requests.submit(owner: "070900000009")
    request.requestId = Requests.id(90)
    request.applicant?.name = "Trần Thị Ánh"
    request.applicant?.phone = "+84987654321"
    request.externalSource = "DVCQG"
    request.externalCode = "G22.99-200806-000123"
    let born = try await house.dossiers.submitDossier(
      request,
      options: house.by(.portal, asserting: "070900000009")
    ).code
    let filters = [
      ListDossiersRequest(applicantPhone: "0987654321"),
      ListDossiersRequest(applicantName: "thi anh"),
      ListDossiersRequest(externalCode: request.externalCode),
      ListDossiersRequest(
        agencyCode: DossierProvince.root,
        includeSubordinates: true,
        applicantName: "TRẦN"
      ),
    ]
    for filter in filters {
      #expect(try await codes(house, filter) == [born])
      var other = filter
      other.applicantName += " x"
      #expect(try await codes(house, other) == [])
    }
    var page = ListDossiersRequest(order: .applicantName, pageSize: 1)
    var seen: [String] = []
    repeat {
      let answer = try await house.dossiers.listDossiers(page, options: house.by(.supervisor))
      seen += answer.dossiers.map(\.code)
      page.pageToken = answer.nextPageToken
    } while !page.pageToken.isEmpty
    #expect(Set(seen) == Set(all + [born]) && seen.count == 8)
    for filter in filters.prefix(2) {
      let refused = try await refusal {
        try await house.dossiers.listDossiers(filter, options: house.by(.administrator))
      }
      #expect(refused == Refusal(.permissionDenied, .principalNotAllowed))
    }
  }

  @Test("One text finds a code, an owner and a procedure", arguments: Ground.allCases)
  func text(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let all = try await fill(house)
    let code = try #require(ProcedureCode(DossierProvince.license))
    let name = try #require(house.store.catalogue.name(of: code))
    #expect(try await codes(house, ListDossiersRequest(text: all[2])) == [all[2]])
    #expect(try await codes(house, ListDossiersRequest(text: "nguyen van")).count == 7)
    #expect(try await codes(house, ListDossiersRequest(text: name)).count == 7)
    #expect(try await codes(house, ListDossiersRequest(text: code.text)).count == 7)
    #expect(try await codes(house, ListDossiersRequest(channel: .post, text: name)) == [all[2]])
    #expect(try await codes(house, ListDossiersRequest(text: "1.000099")) == [])
    let empty = try await refusal { try await codes(house, ListDossiersRequest(text: "-")) }
    #expect(empty?.fields == ["text"])
    let long = String(repeating: "a", count: 201)
    let cut = try await refusal { try await codes(house, ListDossiersRequest(text: long)) }
    #expect(cut?.fields == ["text"])
    let administrator = try await refusal {
      try await house.dossiers.listDossiers(
        ListDossiersRequest(text: name),
        options: house.by(.administrator)
      )
    }
    #expect(administrator == Refusal(.permissionDenied, .principalNotAllowed))
    let own = try await house.dossiers.listDossiers(
      ListDossiersRequest(text: name),
      options: house.by(.portal, asserting: "070900000003")
    )
    #expect(own.dossiers.map(\.code) == [all[6]])
    var request = ListDossiersRequest(pageSize: 2, text: name)
    request.pageToken = try await house.dossiers.listDossiers(
      request,
      options: house.by(.supervisor)
    ).nextPageToken
    #expect(try await codes(house, request) == [all[4], all[3]])
    request.text = code.text
    let other = try await refusal { try await codes(house, request) }
    #expect(other == Refusal(.invalidArgument, .pageTokenMismatch))
  }

  @Test("What was late when its clock stopped is listed as late", arguments: Ground.allCases)
  func overdue(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let all = try await fill(house)
    house.set(8, 11, 8)
    for code in all[0...1] {
      _ = try await house.dossiers.requestSupplement(
        RequestSupplementRequest(
          code: code,
          reason: "Thiếu",
          deadline: DossierHouse.day(8, 30).date
        ),
        options: house.by(.desk)
      )
    }
    house.set(8, 13, 8)
    let late = ListDossiersRequest(overdueOnly: true)
    let listed = try await house.dossiers.listDossiers(late, options: house.by(.supervisor))
    #expect(listed.dossiers.map(\.code) == [all[2], all[0]])
    #expect(listed.dossiers.map(\.overdue) == [true, true])
    #expect(
      try await house.dossier(all[1]).overdue == false,
      "its clock stopped on the last day of the limit"
    )
  }

  @Test("Due soon is what is due in so many working days or hours", arguments: Ground.allCases)
  func dueSoon(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let all = try await fill(house)
    // Monday's is due on Monday the 10th, Tuesday's on the 11th, and so on.
    house.set(8, 11, 8)
    func soon(days: Int32 = 0, hours: Int32 = 0) async throws -> [String] {
      try await codes(
        house,
        ListDossiersRequest(order: .due, dueWithinWorkingDays: days, dueWithinHours: hours)
      )
    }
    #expect(try await soon(hours: 8) == [])
    #expect(try await soon(hours: 9) == [all[1]])
    #expect(try await soon(days: 1) == Array(all[1...2]))
    #expect(try await soon(days: 3) == Array(all[1...4]))
    #expect(try await soon(days: 3, hours: 33) == Array(all[1...2]))
  }
}
