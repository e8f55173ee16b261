import MotCuaDomain
import MotCuaStore
import RPCCore

/// Where a list goes on that never changes: how far it was shown, and its point of time.
struct PinnedPlace: Sendable {
  /// How many entries were shown.
  let offset: Int
  /// Its point of time.
  let time: FigureTime
  /// What else the list was made by, where it was.
  private let beside: Int64?

  /// Up to when reports of people count, where any do.
  var recordedBy: Instant? { beside.map { Instant(milliseconds: $0) } }
  /// The day from which the parts of a period are counted, where they are fortnights.
  var anchor: CivilDate? { beside.map { CivilDate(daysSinceEpoch: Int($0)) } }

  /// Reads the place of a page; nil for the first one.
  init?(_ window: PageWindow) throws(RPCError) {
    guard var place = window.place else { return nil }
    guard let offset = place.number(), let asOf = place.number(), let known = place.number(),
      offset >= 0
    else { throw PageWindow.mismatch }
    self.offset = Int(offset)
    time = FigureTime(asOf: Instant(milliseconds: asOf), knownAt: known)
    beside = place.number()
  }

  /// The page of a list from here on, and the token of the next one.
  static func page<Item>(
    of items: [Item],
    from offset: Int,
    at time: FigureTime,
    beside: Int64? = nil,
    _ window: PageWindow
  ) -> (items: ArraySlice<Item>, nextToken: String) {
    let start = min(offset, items.count)
    let end = min(start + window.limit, items.count)
    guard end < items.count else { return (items[start..<end], "") }
    var next = ListPlace()
    next.append(Int64(end))
    next.append(time.asOf.milliseconds)
    next.append(time.knownAt ?? 0)
    if let beside { next.append(beside) }
    return (items[start..<end], window.token(after: next))
  }
}
