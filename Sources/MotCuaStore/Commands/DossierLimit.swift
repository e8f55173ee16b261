import MotCuaDomain

/// By which limit a dossier is due.
enum DossierLimit {
  /// The limit of a dossier: that of its case, else that of its channel.
  ///
  /// Several limits on a channel without a deciding case, a text, or no limit at all mean that an
  /// officer types the date: nothing may be guessed.
  static func stated(
    in content: ProcedureContent,
    caseCode: String,
    channel: Channel
  ) -> StatedLimit? {
    if !caseCode.isEmpty,
      let limit = content.cases.first(where: { $0.code == caseCode })?.limit
    {
      return limit
    }
    guard let limits = content.channels.first(where: { $0.channel == channel })?.limits,
      limits.count == 1
    else { return nil }
    return limits.first
  }

  /// The engine for the hours of an agency.
  static func engine(for agency: AgencyRecord?, calendar: WorkingCalendar) -> DueDateEngine {
    let spans = agency?.workingHours.filter { $0.startMinute < $0.endMinute } ?? []
    let hours = WorkingHours(intervals: spans.map { $0.startMinute..<$0.endMinute })
    return DueDateEngine(calendar: calendar, hours: spans.isEmpty ? .standard : hours ?? .standard)
  }

  /// When a received dossier is due, by its limit or its typed day, moved by its closed pauses.
  static func dueDate(
    of dossier: DossierRecord,
    receivedAt received: Instant,
    pauses: [PauseRecord],
    engine: DueDateEngine
  ) throws(StoreError) -> DueDate {
    var closed: [ClockPause] = []
    // An extension sets the date anew: what stood before it is in that date already.
    let counted = dossier.dueExtension?.at ?? received
    for pause in pauses where pause.resumesTo != .submitted && pause.from >= counted {
      if let end = pause.to { closed.append(ClockPause(from: pause.from, to: end)) }
    }
    do throws(DueDateError) {
      if let typed = dossier.dueExtension?.dueDate ?? dossier.typedDueDate {
        return try engine.dueDate(receivedAt: received, typed: typed, pauses: closed)
      }
      guard let limit = dossier.limit?.limit else { throw DueDateError.dateMustBeTyped }
      return try engine.dueDate(receivedAt: received, limit: limit, pauses: closed)
    } catch {
      throw .refused(.dueDate(error))
    }
  }
}
