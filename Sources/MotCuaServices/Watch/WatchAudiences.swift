import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// The streams by what they show: those with the same filter share every look and every byte.
struct WatchAudiences: Sendable {
  private struct Audience: Sendable {
    let filter: WatchFilter
    var seats: [UInt64: WatchSeat] = [:]
  }

  private var audiences: [Int: Audience] = [:]
  private var numbers: [WatchFilter: Int] = [:]
  private var filters: [UInt64: WatchFilter] = [:]
  /// The audiences that a step interests only where it names the agency.
  private var byAgency: [AgencyCode: Set<Int>] = [:]
  private var ofAll: Set<Int> = []
  private var next = 0

  var isEmpty: Bool { audiences.isEmpty }

  mutating func add(_ seat: WatchSeat, _ filter: WatchFilter) {
    filters[seat.id] = filter
    if let number = numbers[filter] {
      audiences[number]?.seats[seat.id] = seat
      return
    }
    next += 1
    numbers[filter] = next
    audiences[next] = Audience(filter: filter, seats: [seat.id: seat])
    guard let agencies = filter.interest else {
      ofAll.insert(next)
      return
    }
    for agency in agencies { byAgency[agency, default: []].insert(next) }
  }

  mutating func remove(_ seat: WatchSeat) {
    guard let filter = filters.removeValue(forKey: seat.id), let number = numbers[filter] else {
      return
    }
    audiences[number]?.seats[seat.id] = nil
    guard audiences[number]?.seats.isEmpty == true else { return }
    audiences[number] = nil
    numbers[filter] = nil
    ofAll.remove(number)
    for agency in filter.interest ?? [] {
      byAgency[agency]?.remove(number)
      if byAgency[agency]?.isEmpty == true { byAgency[agency] = nil }
    }
  }

  /// All streams that are told of steps.
  var seats: [WatchSeat] { audiences.values.flatMap { $0.seats.values } }

  mutating func removeAll() { self = WatchAudiences() }

  /// Leaves steps with all streams that show them, and says how many these are; each step is
  /// encoded once.
  func hand(out steps: [FeedEvent]) -> Int {
    var count = 0
    var shown: [Int: [(index: Int, isLeaving: Bool)]] = [:]
    for (index, step) in steps.enumerated() {
      for number in candidates(step) {
        switch audiences[number]?.filter.sight(of: step) {
        case .seen: shown[number, default: []].append((index, false))
        case .leaving: shown[number, default: []].append((index, true))
        case .hidden, nil: break
        }
      }
    }
    var encoded: [Int: [UInt8]] = [:]
    for (number, shown) in shown {
      guard let seats = audiences[number]?.seats.values else { continue }
      do throws(RPCError) {
        let isNeeded = seats.contains { $0.wantsSteps }
        let batches = isNeeded ? try Self.batches(steps, shown, seats.count, &encoded) : []
        for seat in seats { seat.put(batches) }
        count += seats.count
      } catch {
        // A step that cannot be encoded would be missing: better no stream than one with a gap.
        for seat in seats { seat.end(.internal) }
      }
    }
    return count
  }

  private static func batches(
    _ steps: [FeedEvent],
    _ shown: [(index: Int, isLeaving: Bool)],
    _ callCount: Int,
    _ encoded: inout [Int: [UInt8]]
  ) throws(RPCError) -> [WatchBatch] {
    for (index, isLeaving) in shown where !isLeaving && encoded[index] == nil {
      encoded[index] = try WatchBatch.encode(steps[index], isLeaving: false)
    }
    let known = encoded
    return try WatchBatch.batches(of: steps, shown: shown, callCount: callCount) {
      (index, isLeaving) throws(RPCError) in
      if !isLeaving, let bytes = known[index] { return bytes }
      return try WatchBatch.encode(steps[index], isLeaving: isLeaving)
    }
  }

  private func candidates(_ step: FeedEvent) -> Set<Int> {
    var found = ofAll
    if byAgency.isEmpty { return found }
    let event = step.event
    for agency in [step.agency, step.desk, event.agency, step.previousHolder, event.agencyBefore] {
      if let agency, let numbers = byAgency[agency] { found.formUnion(numbers) }
    }
    return found
  }
}
