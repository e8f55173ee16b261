import MotCuaDomain
import MotCuaStore
import ProtobufEngine
import RPCCore

/// Reads lists of the steering committee's papers, page by page.
struct CommitteeList {
  private static let batch = 500
  private let store: any CommitteeStore

  init(_ store: any CommitteeStore) {
    self.store = store
  }

  /// A page of what `keep` leaves of a list, and the token of the next one.
  func page<Item>(
    _ query: CommitteeQuery,
    _ window: PageWindow,
    _ keep: (CommitteeEntry) throws -> Item?
  ) async throws -> (items: [Item], nextToken: String) {
    var key: CommitteeKey?
    if var place = window.place {
      guard let code = place.text(), let revision = place.number() else {
        throw PageWindow.mismatch
      }
      key = CommitteeKey(code: code, revision: revision)
    }
    var found: [(key: CommitteeKey, item: Item)] = []
    while found.count <= window.limit {
      let entries = try await store.committeeEntries(query, after: key, limit: Self.batch)
      for entry in entries where found.count <= window.limit {
        if let item = try keep(entry) { found.append((entry.key, item)) }
      }
      guard entries.count == Self.batch, let last = entries.last else { break }
      key = last.key
    }
    guard found.count > window.limit else { return (found.map(\.item), "") }
    var next = ListPlace()
    next.append(found[window.limit - 1].key.code)
    next.append(found[window.limit - 1].key.revision)
    return (found.prefix(window.limit).map(\.item), window.token(after: next))
  }

  /// A page of what `keep` leaves of a list as it stood at an instant: of each paper the last version
  /// recorded until then, or the first one where all were recorded later.
  func page<Item>(
    _ query: CommitteeQuery,
    asOf instant: Instant,
    _ window: PageWindow,
    _ keep: (CommitteeEntry) throws -> Item?
  ) async throws -> (items: [Item], nextToken: String) {
    var versions = query
    versions.includesSuperseded = true
    var place = window.place
    var taken = place?.text()
    return try await page(versions, window) { entry in
      guard entry.code != taken, entry.recordedAt <= instant || entry.revision == 1 else {
        return nil
      }
      taken = entry.code
      return try keep(entry)
    }
  }

  /// Everything that `keep` leaves of a list as it stood at an instant; of a paper that was recorded
  /// later nothing, or its first version where that was recorded by another instant.
  func all<Item>(
    _ query: CommitteeQuery,
    asOf instant: Instant,
    laterBy later: Instant? = nil,
    _ keep: (CommitteeEntry) throws -> Item?
  ) async throws -> [Item] {
    var versions = query
    versions.includesSuperseded = true
    var taken: String?
    return try await all(versions) { entry in
      guard entry.code != taken,
        entry.recordedAt <= instant
          || (entry.revision == 1 && later.map { entry.recordedAt <= $0 } ?? false)
      else { return nil }
      taken = entry.code
      return try keep(entry)
    }
  }

  /// Everything that `keep` leaves of a list.
  func all<Item>(
    _ query: CommitteeQuery,
    _ keep: (CommitteeEntry) throws -> Item?
  ) async throws -> [Item] {
    var key: CommitteeKey?
    var found: [Item] = []
    while true {
      let entries = try await store.committeeEntries(query, after: key, limit: Self.batch)
      for entry in entries { if let item = try keep(entry) { found.append(item) } }
      guard entries.count == Self.batch, let last = entries.last else { return found }
      key = last.key
    }
  }
}

extension CommitteeEntry {
  /// What the paper says, as the message that it was recorded from.
  func message<Message: WireMessage>(_: Message.Type) throws -> Message {
    do {
      return try Message(serialized: content)
    } catch {
      throw StoreError.storage("committee entry \(paper.code) \(code) cannot be read")
    }
  }
}

extension RowScope {
  /// The agencies whose papers are seen; nil for all.
  var agencies: Set<AgencyCode>? {
    switch self {
    case .all: nil
    case .agencies(let codes): codes
    case .owner: []
    }
  }
}
