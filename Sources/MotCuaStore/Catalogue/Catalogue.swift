package import MotCuaDomain

/// The procedures, offerings and sectors, as an immutable snapshot with the search over it.
///
/// While a command changes it only the tables change; `seal` makes the order and the search index
/// again, once for a whole group of changes.
package struct Catalogue: Sendable {
  private var boxes: [ProcedureCode: ProcedureBox] = [:]
  private var offeringsByProcedure: [ProcedureCode: [AgencyCode: OfferingRecord]] = [:]
  private var sectorsByCode: [String: SectorRecord] = [:]
  private var ordered: [ProcedureBox] = []
  private var index = SearchIndex(boxes: [])
  private var isSealed = true
  private var revisions = RevisionIndex()
  private var pastOfferings = OfferingHistory()
  private var waiting: Set<ProcedureCode> = []
  /// A number that grows with each change: what was made of a published catalogue holds as long as
  /// its number does.
  package private(set) var version = 0

  /// An empty catalogue.
  package init() {}

  /// How many procedures there are.
  package var procedureCount: Int { boxes.count }

  /// A procedure by its code.
  package func procedure(_ code: ProcedureCode) -> ProcedureRecord? { boxes[code]?.record }

  /// The name of a procedure; a dossier is shown with it and with nothing else of its procedure.
  package func name(of code: ProcedureCode) -> String? { boxes[code]?.record.content.name }

  /// A procedure by its code, as it stands on a day that is not past.
  package func procedure(_ code: ProcedureCode, on day: CivilDate) -> ProcedureRecord? {
    boxes[code]?.record.effective(on: day)
  }

  /// A text that changes with each revision and with each change of an offering: both numbers only
  /// grow, the second as the sum over the offerings, none of which ever goes.
  package func etag(of record: ProcedureRecord) -> String {
    let offerings = (offeringsByProcedure[record.code]?.values).map { all in
      all.reduce(0) { $0 + $1.etag }
    }
    return "\(record.etag).\(offerings ?? 0)"
  }

  /// All procedures in the order of their codes.
  package var procedures: [ProcedureRecord] { ordered.map(\.record) }

  /// All sectors in the order of their codes.
  package var sectors: [SectorRecord] { sectorsByCode.values.sorted { $0.code < $1.code } }

  /// A sector by its code.
  package func sector(_ code: String) -> SectorRecord? { sectorsByCode[code] }

  /// An offering.
  package func offering(_ procedure: ProcedureCode, _ agency: AgencyCode) -> OfferingRecord? {
    offeringsByProcedure[procedure]?[agency]
  }

  /// The offerings of a procedure in the order of the agencies' codes.
  package func offerings(of procedure: ProcedureCode) -> [OfferingRecord] {
    (offeringsByProcedure[procedure]?.values).map { $0.sorted { $0.agency < $1.agency } } ?? []
  }

  /// All offerings in the order of procedure and agency.
  package var offerings: [OfferingRecord] {
    offeringsByProcedure.keys.sorted().flatMap(offerings(of:))
  }

  /// The legacy level of a procedure on a day: the highest among its offerings valid then.
  package func level(
    of procedure: ProcedureCode,
    on day: CivilDate,
    agencies: Set<AgencyCode>? = nil
  ) -> ServiceLevel? {
    var best: ServiceLevel?
    for offering in (offeringsByProcedure[procedure] ?? [:]).values where offering.isValid(on: day)
    {
      if let agencies, !agencies.contains(offering.agency) { continue }
      guard let level = offering.level(on: day) else { continue }
      if level.rawValue > best?.rawValue ?? 0 { best = level }
    }
    return best
  }

  /// The extent of a procedure on a day by Decree 42/2022: the highest among its offerings valid then.
  package func extent(of procedure: ProcedureCode, on day: CivilDate) -> ServiceExtent? {
    (offeringsByProcedure[procedure] ?? [:]).values.filter { $0.isValid(on: day) }
      .compactMap { $0.extent(on: day) }.max { $0.rawValue < $1.rawValue }
  }

  /// The procedures that pass a filter, in the order of their codes, after a code.
  package func procedures(
    after code: ProcedureCode?,
    limit: Int,
    where isIncluded: (ProcedureRecord) -> Bool
  ) -> [ProcedureRecord] {
    var start = ordered.startIndex
    if let code {
      start = ordered.partitioningIndex { $0.record.code > code }
    }
    var found: [ProcedureRecord] = []
    for box in ordered[start...] where isIncluded(box.record) {
      if found.count == limit { break }
      found.append(box.record)
    }
    return found
  }

  /// The procedures that fit some words or a code, best first.
  ///
  /// The words come with or without diacritics and in any normal form; hits in other states are
  /// left out. The states are those of a day that is not past, nil for those of the present
  /// revisions; `place` is that of the last hit before the page.
  package func search(
    _ words: String,
    states: Set<ProcedureState> = [.published],
    on day: CivilDate? = nil,
    after place: SearchPlace? = nil,
    limit: Int
  ) -> [SearchHit] {
    index.search(words, states: states, on: day, after: place, limit: limit)
  }

  /// The procedures in whose names and sectors some words stand one after the other, the last of
  /// which may be cut short; marks and case do not count.
  package func having(_ words: String) -> Set<ProcedureCode> {
    let query = FoldedText(words).plain
    guard query.count > 1 else { return [] }
    return Set(ordered.filter { $0.plain.has(query) }.map(\.record.code))
  }

  /// Puts a procedure in, or replaces the one with its code.
  package mutating func put(_ procedure: ProcedureRecord) {
    boxes[procedure.code] = ProcedureBox(procedure)
    version += 1
    isSealed = false
    let present = RevisionMark(
      revision: procedure.revision,
      effectiveFrom: procedure.effectiveFrom,
      madeAt: procedure.updatedAt
    )
    revisions.note(present, of: procedure.code)
    for next in procedure.scheduled { revisions.note(RevisionMark(next), of: procedure.code) }
    if procedure.scheduled.isEmpty {
      waiting.remove(procedure.code)
    } else {
      waiting.insert(procedure.code)
    }
  }

  /// Notes an earlier revision of a procedure that is put in afterwards.
  mutating func note(_ mark: RevisionMark, of code: ProcedureCode) {
    revisions.note(mark, of: code)
  }

  /// The procedures that did not stand at an instant as they stand here.
  package func changes(at instant: Instant) -> [PastRevision] {
    if waiting.isEmpty, revisions.isPresent(at: instant) { return [] }
    return ordered.compactMap { box in
      let past = revisions.revision(of: box.record.code, at: instant)
      guard let past, past.isLater || past.revision != box.record.revision else { return nil }
      return past
    }
  }

  /// Which changes of offerings had been made at an instant; nil where all of them had.
  ///
  /// Offerings are the same at all instants of one epoch of the same catalogue.
  package func offeringEpoch(at instant: Instant) -> Int? { pastOfferings.epoch(at: instant) }

  /// The catalogue with some procedures as they were, and with the offerings of an epoch where one is
  /// given; search stays as it is.
  ///
  /// `number` tells it from others that were made of the same catalogue.
  package func replacing(
    _ past: [ProcedureRecord],
    offeringEpoch: Int? = nil,
    number: Int
  ) -> Catalogue {
    var made = self
    if let offeringEpoch {
      made.offeringsByProcedure = pastOfferings.offerings(offeringsByProcedure, in: offeringEpoch)
    }
    for record in past { made.boxes[record.code] = ProcedureBox(record) }
    made.ordered = ordered.compactMap { made.boxes[$0.record.code] }
    made.version = -number
    return made
  }

  /// Puts an offering in, or replaces the one of its procedure and agency.
  package mutating func put(_ offering: OfferingRecord) {
    let old = offeringsByProcedure[offering.procedure, default: [:]]
      .updateValue(offering, forKey: offering.agency)
    pastOfferings.note(offering, replacing: old)
    version += 1
  }

  /// Puts a sector in, or replaces the one with its code.
  package mutating func put(_ sector: SectorRecord) {
    sectorsByCode[sector.code] = sector
    version += 1
  }

  /// Makes the order and the search index fit the tables.
  package mutating func seal() {
    guard !isSealed else { return }
    ordered = boxes.values.sorted { $0.record.code < $1.record.code }
    index = SearchIndex(boxes: ordered)
    isSealed = true
  }
}

extension [UInt8] {
  /// Whether some bytes stand in these one after the other.
  fileprivate func has(_ other: [UInt8]) -> Bool {
    guard count >= other.count, let first = other.first else { return false }
    return indices.dropLast(other.count - 1).contains { start in
      self[start] == first && self[start...].starts(with: other)
    }
  }
}

extension RevisionMark {
  /// That of a whole revision.
  fileprivate init(_ record: ProcedureRevisionRecord) {
    self.init(
      revision: record.revision,
      effectiveFrom: record.effectiveFrom,
      madeAt: record.madeAt
    )
  }
}
