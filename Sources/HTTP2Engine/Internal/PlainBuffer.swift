/// A growable buffer of plain values without bounds metadata or reference counts.
///
/// Callbacks of nghttp2 append to it on the hottest path; an `Array` behind a pointer would add
/// a uniqueness check and an exclusivity check to each append. Freed by its owner with `free()`.
struct PlainBuffer<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>?
  private(set) var count = 0
  private(set) var capacity = 0

  /// The element at a position below `count`.
  subscript(position: Int) -> Element {
    get {
      precondition(position >= 0 && position < count, "position outside the buffer")
      // `base` exists as soon as `count` is above zero.
      return base.unsafelyUnwrapped[position]
    }
    set {
      precondition(position >= 0 && position < count, "position outside the buffer")
      base.unsafelyUnwrapped[position] = newValue
    }
  }

  /// Appends one element.
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    (base.unsafelyUnwrapped + count).initialize(to: element)
    count &+= 1
  }

  /// Appends uninitialised room for some elements and returns its start.
  @inline(__always)
  mutating func appendRoom(_ added: Int) -> UnsafeMutablePointer<Element> {
    // Cannot overflow: both are sizes of memory.
    let newCount = count &+ added
    if newCount > capacity { grow(by: added) }
    let start = base.unsafelyUnwrapped + count
    count = newCount
    return start
  }

  /// Forgets all elements behind the first ones.
  @inline(__always)
  mutating func truncate(to newCount: Int) {
    if newCount < count { count = newCount }
  }

  /// Moves the elements from a position on to the front and forgets the ones before.
  mutating func dropFirst(_ dropped: Int) {
    guard dropped > 0, let base else { return }
    let kept = count - dropped
    base.update(from: base + dropped, count: kept)
    count = kept
  }

  /// Gives the memory back.
  mutating func free() {
    base?.deallocate()
    base = nil
    count = 0
    capacity = 0
  }

  @inline(never)
  private mutating func grow(by added: Int) {
    let newCapacity = max(2 * capacity, count + added, 16)
    let newBase = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    if let base {
      newBase.update(from: base, count: count)
      base.deallocate()
    }
    base = newBase
    capacity = newCapacity
  }
}
