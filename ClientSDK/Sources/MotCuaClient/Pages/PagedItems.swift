/// All items of a list, fetched page by page as they are read.
///
/// A page is asked for when the one before it has been read, so that a reader who stops early costs
/// the server nothing. Each iteration starts at the first page.
public struct PagedItems<Item: Sendable>: AsyncSequence, Sendable {
  /// One page: its items and the token that asks for the next; empty after the last.
  public struct Page: Sendable {
    /// The items in their order.
    public let items: [Item]
    /// The token of the next page, or the empty text.
    public let nextPageToken: String

    /// Describes a page.
    public init(items: [Item], nextPageToken: String) {
      self.items = items
      self.nextPageToken = nextPageToken
    }
  }

  private let fetch: @Sendable (_ pageToken: String) async throws -> Page

  /// Reads pages with a function that asks for the one with the given token, empty for the first.
  public init(fetch: @escaping @Sendable (_ pageToken: String) async throws -> Page) {
    self.fetch = fetch
  }

  /// Starts at the first page.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(fetch: fetch) }

  /// Reads one item after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let fetch: @Sendable (String) async throws -> Page
    private var items: ArraySlice<Item> = []
    private var pageToken: String? = ""

    fileprivate init(fetch: @escaping @Sendable (String) async throws -> Page) {
      self.fetch = fetch
    }

    /// The next item, or nil after the last page; an empty page is not the end.
    public mutating func next() async throws -> Item? {
      while items.isEmpty, let token = pageToken {
        let page = try await fetch(token)
        items = page.items[...]
        pageToken = page.nextPageToken.isEmpty ? nil : page.nextPageToken
      }
      return items.popFirst()
    }
  }
}

extension PagedItems {
  /// The first `countMax` items in one array.
  public func prefix(_ countMax: Int) async throws -> [Item] {
    var items: [Item] = []
    guard countMax > 0 else { return items }
    for try await item in self {
      items.append(item)
      if items.count == countMax { break }
    }
    return items
  }
}
