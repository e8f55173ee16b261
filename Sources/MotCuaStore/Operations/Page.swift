/// One page of a longer list.
package struct Page<Item: Sendable, Key: Sendable>: Sendable {
  /// The items.
  package var items: [Item]
  /// Where the next page begins; nil after the last one.
  package var next: Key?

  /// Makes the value from its parts.
  package init(
    items: [Item],
    next: Key? = nil
  ) {
    self.items = items
    self.next = next
  }
}
