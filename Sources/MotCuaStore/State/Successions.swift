import MotCuaDomain

/// The links between agencies that ended and those that took over, by either end.
struct Successions: Sendable {
  private var byOld: [AgencyCode: [SuccessionRecord]] = [:]
  private var byNew: [AgencyCode: [SuccessionRecord]] = [:]

  /// Whether there are none.
  var isEmpty: Bool { byOld.isEmpty }

  /// The links from an agency that ended.
  func from(_ old: AgencyCode) -> [SuccessionRecord] { byOld[old] ?? [] }

  /// The links to an agency that took over.
  func into(_ new: AgencyCode) -> [SuccessionRecord] { byNew[new] ?? [] }

  /// Puts a link in.
  mutating func put(_ link: SuccessionRecord) {
    Self.put(link, &byOld[link.old, default: []])
    if let new = link.new { Self.put(link, &byNew[new, default: []]) }
  }

  /// The earliest decision first and equals by their codes, so that the order outlives a restart.
  private static func put(_ link: SuccessionRecord, _ links: inout [SuccessionRecord]) {
    let place = links.firstIndex { link.precedes($0) } ?? links.endIndex
    links.insert(link, at: place)
  }
}

extension SuccessionRecord {
  fileprivate func precedes(_ other: SuccessionRecord) -> Bool {
    (appliedAt.milliseconds, old.text, new?.text ?? "")
      < (other.appliedAt.milliseconds, other.old.text, other.new?.text ?? "")
  }
}
