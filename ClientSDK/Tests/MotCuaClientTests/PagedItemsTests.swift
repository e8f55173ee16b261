import MotCuaClient
import RPCInProcess
import Synchronization
import Testing

struct PagedItemsTests {
  /// Pages of ten numbers; the token is the first number of the next page.
  private func numbers(
    upTo end: Int,
    asks: @escaping @Sendable (String) -> Void = { _ in }
  ) -> PagedItems<Int> {
    PagedItems { token in
      asks(token)
      let start = Int(token) ?? 0
      let next = start + 10
      return .init(
        items: Array(start..<min(next, end)),
        nextPageToken: next < end ? String(next) : ""
      )
    }
  }

  @Test("All items come once and in order", arguments: [0, 1, 10, 11, 35])
  func all(_ count: Int) async throws {
    var items: [Int] = []
    for try await item in numbers(upTo: count) { items.append(item) }
    #expect(items == Array(0..<count))
  }

  @Test("A reader who stops early asks for no further page")
  func early() async throws {
    let asked = Mutex<[String]>([])
    let pages = numbers(upTo: 100) { token in asked.withLock { $0.append(token) } }
    #expect(try await pages.prefix(10) == Array(0..<10))
    #expect(asked.withLock { $0 } == [""])
    #expect(try await pages.prefix(0).isEmpty)
    #expect(try await pages.prefix(.max).count == 100)
  }

  @Test("An empty page is not the end")
  func emptyPage() async throws {
    let pages = PagedItems<Int> { token in
      token.isEmpty
        ? .init(items: [], nextPageToken: "more") : .init(items: [7], nextPageToken: "")
    }
    #expect(try await pages.prefix(5) == [7])
  }

  @Test("A failed page ends the reading with its error")
  func failure() async throws {
    let pages = PagedItems<Int> { _ in throw RPCError(.unavailable, "Gone.") }
    await #expect(throws: RPCError.self) { try await pages.prefix(1) }
  }

  @Test("A generated list is read through its pages, with the filter on each")
  func generated() async throws {
    let method = MethodHandler.unary(AgencyServiceMethods.listAgencies) { bytes, _ in
      let request = try ServerCoding.decode(ListAgenciesRequest.self, bytes)
      let code = request.pageToken.isEmpty ? "a" : "b"
      let agency = Agency(code: code, parentCode: request.parentCode)
      return try ServerCoding.encode(
        ListAgenciesResponse(agencies: [agency], nextPageToken: code == "a" ? "t" : "")
      )
    }
    let service = ServiceDefinition(name: "scripted", methods: [method])
    let transport = InProcessTransport(
      router: try Router(services: [service]),
      clock: StoppedCallClock()
    )
    let client = MotCuaClient(transport: transport)
    let request = ListAgenciesRequest(parentCode: "H10", pageToken: "ignored")
    let agencies = try await client.agencies.allAgencies(request).prefix(.max)
    #expect(agencies.map(\.code) == ["a", "b"])
    #expect(agencies.map(\.parentCode) == ["H10", "H10"])
  }
}
