import MotCuaAPI
import MotCuaServices
import RPCCore
import Testing

@Suite("Directives over the contract")
struct DirectiveTests {
  typealias Ground = DossierHouse.Ground

  static func directive(
    _ code: String = "TB-210-1",
    agency: String = DossierProvince.district,
    due: Int32 = 20
  ) -> Directive {
    Directive(
      code: code,
      documentNumber: "210/TB-UBND",
      documentDate: Date(year: 2020, month: 8, day: 3),
      issuer: "Ban Chỉ đạo xây dựng chính quyền điện tử tỉnh",
      task: "Đăng ký tài khoản ngân hàng để thu phí trực tuyến",
      agencyCode: agency,
      dueDate: Date(year: 2020, month: 8, day: due)
    )
  }

  private func create(_ house: DossierHouse, _ directive: Directive) async throws -> Directive {
    try await house.statistics.createDirective(
      CreateDirectiveRequest(directive: directive),
      options: house.by(.supervisor)
    )
  }

  private func update(
    _ house: DossierHouse,
    _ request: UpdateDirectiveRequest,
    by person: Person = .supervisor
  ) async throws -> Directive {
    try await house.statistics.updateDirective(request, options: house.by(person))
  }

  private func states(
    _ house: DossierHouse,
    _ request: ListDirectivesRequest = ListDirectivesRequest(),
    by person: Person = .supervisor
  ) async throws -> [DirectiveState] {
    try await house.statistics.listDirectives(request, options: house.by(person)).directives
      .map(\.state)
  }

  @Test(
    "A task is open, overdue after its last day, and done by a report",
    arguments: Ground.allCases
  )
  func life(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let made = try await create(house, Self.directive())
    #expect(made.state == .open)
    #expect(made.etag == "1")
    house.set(8, 20, 23)
    #expect(try await states(house) == [.open])
    house.set(8, 21, 8)
    #expect(try await states(house) == [.overdue])
    let done = try await update(
      house,
      UpdateDirectiveRequest(
        code: "TB-210-1",
        note: "Đã mở tài khoản",
        state: .done,
        etag: "1",
        requestId: Requests.id(4)
      ),
      by: .districtDesk
    )
    #expect(done.state == .done)
    #expect(done.notes.map(\.text) == ["Đã mở tài khoản"])
    #expect(done.notes.first?.principalId == Int64(Person.districtDesk.rawValue))
    #expect(done.doneDate == Date(year: 2020, month: 8, day: 21))
    #expect(try await states(house, ListDirectivesRequest(state: .overdue)) == [])
    // What was known the day before stays so.
    let before = ListDirectivesRequest(asOf: Date(year: 2020, month: 8, day: 20))
    #expect(try await states(house, before) == [.open])
    let again = try await update(
      house,
      UpdateDirectiveRequest(
        code: "TB-210-1",
        note: "Mở lại, gia hạn",
        state: .open,
        dueDate: Date(year: 2020, month: 8, day: 31)
      )
    )
    #expect(again.state == .open)
    #expect(again.doneDate == nil)
    #expect(again.notes.count == 2)
    // A list of an earlier day has the last day and the reports of then.
    let then = try await house.statistics.listDirectives(before, options: house.by(.supervisor))
    #expect(then.directives.map(\.dueDate) == [Date(year: 2020, month: 8, day: 20)])
    #expect(then.directives.map(\.notes.count) == [0])
    #expect(
      try await states(house, ListDirectivesRequest(asOf: Date(year: 2020, month: 8, day: 2))) == []
    )
    let today = try await house.statistics.listDirectives(
      ListDirectivesRequest(),
      options: house.by(.supervisor)
    )
    #expect(today.directives.map(\.notes.count) == [2])
  }

  @Test("The versions of a day come page by page, one of each task", arguments: Ground.allCases)
  func versionPages(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    for code in ["A", "B", "C"] { _ = try await create(house, Self.directive(code)) }
    house.set(8, 10, 8)
    for code in ["A", "B", "C"] {
      for note in ["Một", "Hai"] {
        _ = try await update(house, UpdateDirectiveRequest(code: code, note: note))
      }
    }
    for (day, notes) in [(Int32(9), 0), (10, 2)] {
      var request = ListDirectivesRequest(
        asOf: Date(year: 2020, month: 8, day: day),
        pageSize: 1
      )
      var found: [String] = []
      repeat {
        let page = try await house.statistics.listDirectives(
          request,
          options: house.by(.supervisor)
        )
        #expect(page.directives.allSatisfy { $0.notes.count == notes })
        found += page.directives.map(\.code)
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty
      #expect(found == ["A", "B", "C"])
    }
  }

  @Test(
    "Only the province moves the last day, and nobody sees a stranger's task",
    arguments: Ground.allCases
  )
  func scope(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await create(house, Self.directive())
    let moved = try await refusal {
      try await update(
        house,
        UpdateDirectiveRequest(
          code: "TB-210-1",
          note: "Xin lùi",
          dueDate: Date(year: 2020, month: 9, day: 1)
        ),
        by: .districtDesk
      )
    }
    #expect(moved?.reason == .principalNotAllowed)
    let strange = try await refusal {
      try await update(house, UpdateDirectiveRequest(code: "TB-210-1", note: "x"), by: .desk)
    }
    let missing = try await refusal {
      try await update(house, UpdateDirectiveRequest(code: "TB-210-9", note: "x"), by: .desk)
    }
    #expect(strange?.reason == .notFound)
    #expect(strange == missing)
    #expect(try await states(house, by: .desk) == [])
    #expect(try await states(house, by: .districtDesk) == [.open])
  }

  @Test(
    "A taken code, a wrong order of days and a derived state are refused",
    arguments: Ground.allCases
  )
  func wrong(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await create(house, Self.directive())
    #expect(
      try await refusal { try await create(house, Self.directive()) }?.reason == .alreadyExists
    )
    let early = try await refusal { try await create(house, Self.directive("A", due: 2)) }
    #expect(early?.fields == ["directive.due_date"])
    let derived = try await refusal {
      try await update(
        house,
        UpdateDirectiveRequest(code: "TB-210-1", note: "x", state: .overdue)
      )
    }
    #expect(derived?.fields == ["state"])
  }

  @Test("At most 200 reports stand under one task", arguments: [Ground.memory])
  func many(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await create(house, Self.directive())
    for number in 1...200 {
      _ = try await update(
        house,
        UpdateDirectiveRequest(code: "TB-210-1", note: "Tiến độ \(number)")
      )
    }
    let more = try await refusal {
      try await update(house, UpdateDirectiveRequest(code: "TB-210-1", note: "x"))
    }
    #expect(more?.fields == ["note"])
  }
}
