import MotCuaAPI
import MotCuaDomain
import MotCuaStore

/// What goes into the index of a period, by sub-index.
struct ServiceIndexInputs {
  /// What one sub-index counts, and who reported it.
  struct Input {
    var rate: MotCuaAPI.Rate?
    /// A mean time in seconds, and of how many dossiers.
    var mean: (seconds: Int64, of: Int64)?
    var source = ""
    var reportedOn: CivilDate?
    /// Whether it looks at what dossiers hold at the call: of that there is no history.
    var isPresent = false
  }

  let period: ReportPeriod
  let dossiers: DossierCounts
  /// Those of `dossiers` that are in time and for which a supplement was requested more than once.
  let inTimeSupplementedOften: Int64
  /// How many ratings of the period say 1 or 2 of 5.
  let dissatisfied: Int64
  let procedureFigures: [ProcedureFigures]
  let digitisation: DigitisationFigures
  let reported: ReportedFigures
  let catalogue: Catalogue
  let directory: AgencyDirectory
  let calendar: WorkingCalendar
  let agencies: Set<AgencyCode>
  let day: CivilDate

  /// The input of each sub-index that something was counted or reported for.
  var byCode: [String: Input] {
    var inputs: [String: Input] = [:]
    for (code, kind) in Self.reportedKinds {
      guard let figure = reported[kind], let rate = figure.rate("total") else { continue }
      inputs[code] = Input(rate: rate, source: figure.source, reportedOn: figure.reportedOn)
    }
    for (code, rate) in procedureRates.merging(dossierRates, uniquingKeysWith: { $1 })
    where rate.denominator > 0 {
      inputs[code] = Input(rate: rate, isPresent: Self.presentCodes.contains(code))
    }
    inputs["1.4"] = synchronised
    inputs["2.2"] = meanTime
    inputs["5.4"] = satisfaction
    return inputs
  }

  /// Of all that were to be reported, whatever the reporter believes how many these were.
  private var synchronised: Input? {
    guard let figure = reported[.dossiersSynchronised] else { return nil }
    let due = max(figure.total, dossiers.received)
    guard due > 0 else { return nil }
    return Input(
      rate: Rate(min(figure.value, due), of: due, "to_synchronise"),
      source: figure.source,
      reportedOn: figure.reportedOn
    )
  }

  private var meanTime: Input? {
    let ended = digitisation.ended
    guard ended > 0 else { return nil }
    let seconds = (digitisation.milliseconds * 2 + ended * 1000) / (ended * 2000)
    return Input(mean: (seconds, ended), isPresent: true)
  }

  private static let presentCodes: Set = ["6.1", "6.2", "6.4"]

  private static let reportedKinds: [String: IndicatorKind] = [
    "1.1": .proceduresPublishedOnTime,
    "5.2": .proposalsOnTime,
    "5.3": .proposalsSatisfied,
    "6.3": .certifiedCopies,
    "6.5": .servicesConnected,
    "6.6": .populationLookups,
    "6.7": .populationAccounts,
  ]

  private var dossierRates: [String: MotCuaAPI.Rate] {
    // Whatever an agency was handed or handed over: what it resolved and what it has.
    let due = dossiers.resolved + dossiers.pending
    // More than one request for a supplement counts as late.
    let inTime =
      dossiers.resolvedEarly + dossiers.resolvedOnTime + dossiers.pendingInTime
      - inTimeSupplementedOften
    return [
      "2.1": Rate(inTime, of: due, "resolved_and_pending"),
      "3.3": Rate(
        dossiers.receivedOnlineServiceOnline,
        of: dossiers.receivedOnlineService,
        "received_online_service"
      ),
      "4.3": Rate(dossiers.feePaidOnline, of: dossiers.feeBearing, "fee_bearing"),
      "6.1": Rate(digitisation.electronic, of: digitisation.withResult, "with_result"),
      "6.2": Rate(digitisation.digitised, of: digitisation.ended, "ended"),
      "6.4": Rate(digitisation.reusing, of: digitisation.ended, "ended"),
    ]
  }

  /// In time less what was complained about or rated 1 or 2; where nobody reported complaints and
  /// nobody rated it does not apply.
  private var satisfaction: Input? {
    let complained = reported[.dossiersComplained]
    guard dossiers.resolved > 0, complained != nil || dossiers.rated > 0 else { return nil }
    let unhappy = dossiers.resolvedLate + (complained?.value ?? 0) + dissatisfied
    return Input(
      rate: Rate(max(0, dossiers.resolved - unhappy), of: dossiers.resolved, "resolved"),
      source: complained?.source ?? "",
      reportedOn: complained?.reportedOn
    )
  }

  private var procedureRates: [String: MotCuaAPI.Rate] {
    var tally = ProcedureTally()
    for record in catalogue.procedures {
      let content = record.content
      let own = catalogue.offerings(of: record.code).filter { agencies.contains($0.agency) }
      if own.contains(where: { $0.isValid(in: period) }) {
        tally.countPublication(content, in: period, calendar)
      }
      guard content.isOpen(on: day) else { continue }
      let offerings = own.filter { $0.isValid(on: day) }
      guard !offerings.isEmpty else { continue }
      tally.count(record.code, content, offerings, directory, on: day)
    }
    let online = Set(
      procedureFigures.filter { $0.counts.total(.received, channel: .online) > 0 }
        .map(\.procedure)
    )
    let paid = Set(
      procedureFigures.filter { $0.counts.total(.feePaidOnline) > 0 }.map(\.procedure)
    )
    return [
      "1.2": Rate(tally.publicInTime, of: tally.published, "published"),
      "1.3": Rate(tally.complete, of: tally.all, "procedures"),
      "3.1": Rate(Int64(tally.online.count), of: tally.all, "procedures"),
      "3.2": Rate(
        Int64(tally.online.intersection(online).count),
        of: Int64(tally.online.count),
        "procedures_online"
      ),
      "4.1": Rate(Int64(tally.payable.count), of: tally.feeBearing, "procedures_fee_bearing"),
      "4.2": Rate(
        Int64(tally.payable.intersection(paid).count),
        of: Int64(tally.payable.count),
        "procedures_payable_online"
      ),
    ]
  }
}

/// What the catalogue counts for the index.
private struct ProcedureTally {
  private static let publicWorkingDays = 5
  var all: Int64 = 0
  var complete: Int64 = 0
  var published: Int64 = 0
  var publicInTime: Int64 = 0
  var feeBearing: Int64 = 0
  var online: Set<ProcedureCode> = []
  var payable: Set<ProcedureCode> = []

  /// Counts a procedure whose decision lies in the period: public within five working days of it.
  mutating func countPublication(
    _ content: ProcedureContent,
    in period: ReportPeriod,
    _ calendar: WorkingCalendar
  ) {
    guard let decided = content.publication?.date, decided >= period.from, decided <= period.to,
      let last = try? calendar.workingDay(Self.publicWorkingDays, after: decided)
    else { return }
    published += 1
    if let made = content.madePublicOn, made <= last { publicInTime += 1 }
  }

  /// Counts a procedure that is offered on a day.
  mutating func count(
    _ code: ProcedureCode,
    _ content: ProcedureContent,
    _ offerings: [OfferingRecord],
    _ directory: AgencyDirectory,
    on day: CivilDate
  ) {
    all += 1
    if ProcedureLint.missingParts(of: content).isEmpty { complete += 1 }
    let isOnline = offerings.contains { $0.isOnline(on: day) }
    if isOnline { online.insert(code) }
    guard content.bearsFee else { return }
    feeBearing += 1
    let takesPayment = offerings.contains {
      $0.isOnline(on: day) && directory.agency($0.agency)?.takesOnlinePayment == true
    }
    if takesPayment { payable.insert(code) }
  }
}

extension OfferingRecord {
  /// Whether it is valid on any day of a period.
  fileprivate func isValid(in period: ReportPeriod) -> Bool {
    (validFrom.map { $0 <= period.to } ?? true) && (validTo.map { $0 >= period.from } ?? true)
  }

  /// Whether it is an online service on a day: at level 3 or 4, or partial or full.
  func isOnline(on day: CivilDate) -> Bool {
    let level = level(on: day)
    let extent = extent(on: day)
    return level == .level3 || level == .level4 || extent == .partial || extent == .full
  }
}

extension ProcedureContent {
  /// Whether anything may have to be paid: a stated amount above 0, or one that a text rules.
  var bearsFee: Bool {
    channels.contains { channel in
      channel.fees.contains { $0.amount.map { $0.dong > 0 } ?? true }
    }
  }
}
