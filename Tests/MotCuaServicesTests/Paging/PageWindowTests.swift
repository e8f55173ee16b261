import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import RPCCore
import Testing

@Suite("Pages")
struct PageWindowTests {
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.furnishAgencies()
  }

  private func page(
    _ token: String,
    size: Int32 = 2,
    level: MotCuaAPI.AgencyLevel = .unspecified,
    as caller: String? = nil
  ) async throws -> ListAgenciesResponse {
    try await house.agencies(as: caller ?? house.administrator).listAgencies(
      ListAgenciesRequest(level: level, pageSize: size, pageToken: token)
    )
  }

  @Test("Pages of any size show each item once, in order", arguments: [1, 2, 3, 4, 5, 6, 1000])
  func walk(size: Int32) async throws {
    var codes: [String] = []
    var token = ""
    repeat {
      let page = try await page(token, size: size)
      #expect(page.agencies.count <= Int(size))
      codes += page.agencies.map(\.code)
      token = page.nextPageToken
    } while !token.isEmpty
    #expect(codes.count == 5)
    #expect(codes == codes.sorted())
    #expect(Set(codes).count == codes.count)
  }

  @Test("A page may have another size than the one before")
  func otherSize() async throws {
    let first = try await page("", size: 1)
    #expect(try await page(first.nextPageToken, size: 3).agencies.count == 3)
  }

  @Test("A token of another filter, caller or method is refused")
  func mismatch() async throws {
    let token = try await page("").nextPageToken
    let other = try await house.caller(.supervisor)
    await expectRefusal(.pageTokenMismatch) { _ = try await page(token, level: .province) }
    await expectRefusal(.pageTokenMismatch) { _ = try await page(token, as: other) }
    await expectRefusal(.pageTokenMismatch) {
      _ = try await house.admin(as: house.administrator)
        .listPrincipals(ListPrincipalsRequest(pageToken: token))
    }
  }

  @Test("A token with one changed character is refused")
  func forged() async throws {
    let token = try await page("").nextPageToken
    for index in token.indices {
      var forged = token
      forged.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
      await expectRefusal(.pageTokenMismatch) { _ = try await page(forged) }
    }
  }

  @Test("A token lives 24 hours")
  func expires() async throws {
    let token = try await page("").nextPageToken
    house.clock.set(ServiceHouse.start + Instant.day)
    _ = try await page(token)
    house.clock.set(ServiceHouse.start + Instant.day + 1)
    await expectRefusal(.pageTokenExpired) { _ = try await page(token) }
  }

  @Test("A negative size is a wrong field")
  func negative() async {
    let error = await expectRefusal(.invalidFields) { _ = try await page("", size: -1) }
    #expect(error?.wrongFields == ["page_size"])
  }

  @Test("A place reads as it was written, and nothing else does")
  func places() {
    var place = ListPlace()
    place.append(-5)
    place.append("Đồng Xoài")
    place.append([0, 255])
    var read = ListPlace(bytes: place.bytes)
    #expect(read.number() == -5)
    #expect(read.text() == "Đồng Xoài")
    #expect(read.key() == [0, 255])
    #expect(read.number() == nil)
    var short = ListPlace(number: 9)
    #expect(short.text() == nil)
  }
}
