package import RPCCore

extension PageWindow {
  /// A page of a list that is in RAM, in the order of its keys.
  ///
  /// `key` gives the bytes by which the list is ordered, different for each item; `items` are in
  /// ascending order of them.
  package func page<Item>(
    of items: [Item],
    key: (Item) -> [UInt8]
  ) throws(RPCError) -> (items: ArraySlice<Item>, nextToken: String) {
    var start = items.startIndex
    if var place {
      guard let after = place.key() else { throw Self.mismatch }
      start = Self.firstIndex(in: items, after: after, key: key)
    }
    let end = min(start + limit, items.endIndex)
    let page = items[start..<end]
    guard end < items.endIndex, let last = page.last else { return (page, "") }
    var next = ListPlace()
    next.append(key(last))
    return (page, token(after: next))
  }

  /// The first item whose key is greater, by halving: lists may have thousands of items.
  private static func firstIndex<Item>(
    in items: [Item],
    after key: [UInt8],
    key keyOf: (Item) -> [UInt8]
  ) -> Int {
    var low = items.startIndex
    var high = items.endIndex
    while low < high {
      let middle = (low + high) / 2
      if key.lexicographicallyPrecedes(keyOf(items[middle])) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
