import MotCuaAPI
import MotCuaDomain
import MotCuaStore

extension ControlSheet {
  /// The steps that hand a dossier from one to another, or begin and end a wait for the applicant.
  private static let handovers: Set<MotCuaDomain.DossierAction> = [
    .submit, .receiveAtDesk, .accept, .start, .forward, .reassign, .requestSupplement,
    .provideSupplement, .requestPayment, .confirmPayment, .cancelPayment, .complete, .rework,
    .resume, .transfer,
  ]
  private static let ends: Set<MotCuaDomain.DossierState> = [
    .refused, .withdrawn, .stopped, .returned,
  ]

  /// Works the sheet out from the history; what goes on is judged at `now`.
  init(_ detail: DossierDetail, names: DossierNames, handover: HandoverRule, now: Instant) {
    let dossier = detail.dossier
    self.init(
      code: dossier.code.text,
      procedureName: names.procedure(dossier.procedure),
      agencyName: names.agency(dossier.agency),
      receivedAt: dossier.receivedAt?.timestamp,
      dueAt: dossier.dueAt?.timestamp
    )
    stages = Self.stages(detail.events, names: names, handover: handover, now: now)
    for index in stages.indices {
      let number = Int(stages[index].stepNumber)
      stages[index].stepName = names.step(number, of: dossier.procedure)
    }
    guard dossier.receivedAt != nil else { return }
    timeliness =
      dossier.finishedAt.map {
        StageTimeliness(Timeliness(end: $0, due: dossier.dueAt, lateFrom: dossier.lateFrom))
      } ?? (dossier.isLate(at: now) ? .late : .onTime)
  }

  private static func stages(
    _ events: [DossierEventRecord],
    names: DossierNames,
    handover: HandoverRule,
    now: Instant
  ) -> [ControlSheetStage] {
    var stages: [ControlSheetStage] = []
    var holder = HandlingRecord.none
    var stepDueDate: CivilDate?
    for event in events {
      let isEnd = ends.contains(event.to) && event.from != event.to
      guard isEnd || handovers.contains(event.action) else { continue }
      end(&stages, at: event.at, lastDay: stepDueDate)
      // What has ended may be taken up again: the sheet goes on with it.
      if isEnd { continue }
      stepDueDate = lastDay(after: event, stepDueDate, handover)
      if event.action == .forward || event.action == .reassign {
        holder = HandlingRecord(
          division: event.division,
          assignee: event.assignee,
          stepNumber: event.stepNumber
        )
      }
      stages.append(
        ControlSheetStage(
          number: Int32(clamping: stages.count + 1),
          action: MotCuaAPI.DossierAction(event.action),
          fromOfficerCode: event.officer ?? "",
          agencyCode: event.agency.text,
          agencyName: names.agency(event.agency),
          division: holder.division,
          officerCode: holder.assignee ?? "",
          officerName: holder.assignee.map(names.officer) ?? "",
          beganAt: event.at.timestamp,
          stepDueDate: stepDueDate?.date,
          paused: event.to == .supplementRequested || event.to == .paymentRequested,
          stepNumber: Int32(clamping: holder.stepNumber)
        )
      )
    }
    judgePresent(&stages, lastDay: stepDueDate, now: now)
    return stages
  }

  /// The last day holds until the dossier is handed on; the desk has its own while it has what it
  /// received, but not while that waits for the applicant.
  private static func lastDay(
    after event: DossierEventRecord,
    _ known: CivilDate?,
    _ handover: HandoverRule
  ) -> CivilDate? {
    if event.to == .received, event.from != .received { return handover.lastDay(from: event.at) }
    if event.from == .received, event.to != .received, event.action != .forward { return nil }
    return switch event.action {
    case .forward: event.stepDueDate
    case .reassign, .requestSupplement, .provideSupplement, .requestPayment, .confirmPayment,
      .cancelPayment, .transfer:
      event.stepDueDate ?? known
    default: nil
    }
  }

  private static func end(
    _ stages: inout [ControlSheetStage],
    at end: Instant,
    lastDay: CivilDate?
  ) {
    guard let last = stages.indices.last, stages[last].endedAt == nil else { return }
    stages[last].endedAt = end.timestamp
    guard let lastDay else { return }
    let day = end.ictDate
    stages[last].timeliness = day < lastDay ? .early : day == lastDay ? .onTime : .late
  }

  private static func judgePresent(
    _ stages: inout [ControlSheetStage],
    lastDay: CivilDate?,
    now: Instant
  ) {
    guard let last = stages.indices.last, stages[last].endedAt == nil, let lastDay else { return }
    stages[last].timeliness = now.ictDate <= lastDay ? .onTime : .late
  }
}

extension StageTimeliness {
  fileprivate init(_ timeliness: Timeliness) {
    self.init(rawValue: Int32(timeliness.rawValue))
  }
}

/// Until when the desk hands on what it received: the same working day, or at the start of the next
/// one what came after 15:00 (Decree 61/2018/NĐ-CP, article 18).
struct HandoverRule: Sendable {
  private static let lastMinute = 15 * 60

  let calendar: WorkingCalendar

  /// The last day; nil beyond the calendar that is loaded.
  func lastDay(from received: Instant) -> CivilDate? {
    let day = received.ictDate
    guard let isWorking = try? calendar.isWorkingDay(day) else { return nil }
    if isWorking, received < Instant(ict: day, minute: Self.lastMinute) { return day }
    return try? calendar.workingDay(1, after: day)
  }
}
