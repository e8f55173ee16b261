import MotCuaAPI
import MotCuaDomain
import MotCuaStore

extension ControlSheet {
  /// The steps that hand a dossier from one to another, or begin and end a wait for the applicant.
  private static let handovers: Set<MotCuaDomain.DossierAction> = [
    .submit, .receiveAtDesk, .accept, .start, .forward, .reassign, .requestSupplement,
    .provideSupplement, .requestPayment, .confirmPayment, .complete, .rework, .resume, .transfer,
  ]
  private static let ends: Set<MotCuaDomain.DossierState> = [
    .refused, .withdrawn, .stopped, .returned,
  ]

  /// Works the sheet out from the history; what goes on is judged at `now`.
  init(_ detail: DossierDetail, names: DossierNames, now: Instant) {
    let dossier = detail.dossier
    self.init(
      code: dossier.code.text,
      procedureName: names.procedure(dossier.procedure),
      agencyName: names.agency(dossier.agency),
      receivedAt: dossier.receivedAt?.timestamp,
      dueAt: dossier.dueAt?.timestamp
    )
    stages = Self.stages(detail.events, names: names, now: now)
    guard dossier.receivedAt != nil else { return }
    timeliness =
      dossier.finishedAt.map {
        StageTimeliness(Timeliness(end: $0, due: dossier.dueAt, lateFrom: dossier.lateFrom))
      } ?? (dossier.isLate(at: now) ? .late : .onTime)
  }

  private static func stages(
    _ events: [DossierEventRecord],
    names: DossierNames,
    now: Instant
  ) -> [ControlSheetStage] {
    var stages: [ControlSheetStage] = []
    var holder = HandlingRecord.none
    var stepDueDate: CivilDate?
    for event in events {
      let isEnd = ends.contains(event.to) && event.from != event.to
      guard isEnd || handovers.contains(event.action) else { continue }
      end(&stages, at: event.at, lastDay: stepDueDate)
      if isEnd { break }
      stepDueDate = lastDay(after: event, stepDueDate)
      if event.action == .forward || event.action == .reassign {
        holder = HandlingRecord(division: event.division, assignee: event.assignee)
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
          paused: event.to == .supplementRequested || event.to == .paymentRequested
        )
      )
    }
    judgePresent(&stages, lastDay: stepDueDate, now: now)
    return stages
  }

  /// The last day holds until the dossier is handed on.
  private static func lastDay(
    after event: DossierEventRecord,
    _ known: CivilDate?
  ) -> CivilDate? {
    switch event.action {
    case .forward: event.stepDueDate
    case .reassign, .requestSupplement, .provideSupplement, .requestPayment, .confirmPayment,
      .transfer:
      event.stepDueDate ?? known
    default: nil
    }
  }

  private static func end(
    _ stages: inout [ControlSheetStage],
    at end: Instant,
    lastDay: CivilDate?
  ) {
    guard let last = stages.indices.last else { return }
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
