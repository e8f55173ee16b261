import ArgumentParser
import MotCuaClient

/// How much of a list is fetched.
struct ListOptions: ParsableArguments {
  @Option(help: "Số dòng tối đa.")
  var limit = 50

  @Flag(help: "Lấy tất cả, từng trang một.")
  var all = false

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit phải lớn hơn 0.") }
  }

  /// The size of the pages to ask for: no more than is wanted, and never above the server's 500.
  var pageSize: Int32 { Int32(all ? 500 : min(limit, 500)) }

  /// The rows that are wanted.
  func rows<Item>(of items: PagedItems<Item>) async throws -> [Item] {
    try await items.prefix(all ? .max : limit)
  }
}
