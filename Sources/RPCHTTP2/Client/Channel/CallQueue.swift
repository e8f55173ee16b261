/// Calls in their order, each of which may leave at any time at the same small price.
///
/// A call stands in one queue at most and knows its place there. Places that were left are closed up
/// when they are more than half of all.
struct CallQueue {
  private var places: [HTTP2ClientCall?] = []
  /// Nobody stands before this place.
  private var head = 0
  /// How many calls stand here.
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// The calls, the first first.
  var calls: [HTTP2ClientCall] { places[head...].compactMap { $0 } }

  private static let leftPlacesMin = 32

  mutating func append(_ call: HTTP2ClientCall) {
    if places.count >= 2 * count + Self.leftPlacesMin { closeUp() }
    call.place = places.count
    places.append(call)
    count += 1
  }

  /// Takes a call out, if it stands here.
  mutating func remove(_ call: HTTP2ClientCall) {
    guard let place = call.place, place < places.count, places[place] === call else { return }
    places[place] = nil
    call.place = nil
    count -= 1
    if count == 0 { closeUp() }
  }

  mutating func popFirst() -> HTTP2ClientCall? {
    while head < places.count {
      if let call = places[head] {
        remove(call)
        return call
      }
      head += 1
    }
    return nil
  }

  private mutating func closeUp() {
    places.removeAll { $0 == nil }
    head = 0
    for (place, call) in places.enumerated() { call?.place = place }
  }
}
