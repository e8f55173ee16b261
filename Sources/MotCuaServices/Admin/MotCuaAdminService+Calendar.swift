package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore
import RPCMessages

extension MotCuaAdminService {
  /// Loads the calendar of whole years, all rows or none.
  package func importCalendar(
    _ request: ImportCalendarRequest,
    context: ServerContext
  ) async throws -> ImportCalendarResponse {
    let calendar = environment.store.calendar
    let intake = CalendarIntake(request.rows, replacing: calendar)
    guard intake.errors.isEmpty else {
      let rows = Int64(request.rows.count)
      let errors = intake.errors.sorted { $0.line < $1.line }
      return ImportCalendarResponse(
        version: calendar.version,
        counts: ImportCounts(rows: rows, rejected: rows),
        errors: Array(errors.prefix(environment.limits.rowErrorsMax))
      )
    }
    let years = intake.wholeYears.map { Int32($0) }
    let days = intake.days
    return try await environment.mutator.perform(
      LoadCalendar(days: days),
      for: request,
      context: context
    ) { outcome in
      ImportCalendarResponse(
        version: outcome.new.version,
        years: years,
        counts: outcome.counts(of: days)
      )
    }
  }

  /// Returns the calendar of one year.
  package func getCalendar(
    _ request: GetCalendarRequest,
    context: ServerContext
  ) async throws -> CalendarYear {
    let store = environment.store
    var calendar = store.calendar
    var loadedAt = store.calendarLoadedAt
    if request.version > 0, request.version != calendar.version {
      let earlier = try await store.calendarVersions(
        before: request.version.addingReportingOverflow(1).partialValue,
        limit: 1,
        on: ReadLane(context)
      ).first
      guard let earlier, earlier.calendar.version == request.version else {
        throw RPCError(
          reason: .notFound,
          metadata: ["resource": "calendar", "name": String(request.version)]
        )
      }
      calendar = earlier.calendar
      loadedAt = earlier.loadedAt
    }
    let year = Int(request.year)
    guard calendar.loadedYears.contains(year) else {
      var error = RPCError(reason: .calendarYearNotLoaded, metadata: ["year": String(year)])
      // Here the year itself is what is asked for.
      error.code = .notFound
      throw error
    }
    return CalendarYear(
      year: request.year,
      version: calendar.version,
      days: calendar.days.filter { $0.date.year == year }.map(MotCuaAPI.CalendarDay.init),
      loadTime: loadedAt?.timestamp
    )
  }

  /// Lists the versions of the calendar, the youngest first.
  package func listCalendarVersions(
    _ request: ListCalendarVersionsRequest,
    context: ServerContext
  ) async throws -> ListCalendarVersionsResponse {
    let window = try environment.window(request, context)
    let found = try await environment.store.calendarVersions(
      before: try window.number(),
      limit: window.limit + 1,
      on: .pool
    )
    let page = found.prefix(window.limit)
    return ListCalendarVersionsResponse(
      versions: page.map { entry in
        CalendarVersion(
          version: entry.calendar.version,
          loadTime: entry.loadedAt.timestamp,
          years: entry.calendar.loadedYears.map { Int32($0) },
          days: Int32(entry.calendar.days.count)
        )
      },
      nextPageToken: window.token(
        after: found.count > window.limit
          ? page.last.map { ListPlace(number: $0.calendar.version) } : nil
      )
    )
  }

  /// Works out a due date without storing anything.
  package func previewDueDate(
    _ request: PreviewDueDateRequest,
    context: ServerContext
  ) async throws -> PreviewDueDateResponse {
    var reader = FieldReader()
    let received = reader.instant(request.receivedAt, "received_at")
    let limit = reader.limit(request.timeLimit, "time_limit")
    let pauses = reader.pauses(request.pauses, "pauses")
    let agency = reader.agencyCode(request.agencyCode, "agency_code")
    try reader.check()
    guard let received, let limit else { throw RPCError.invalidFields([]) }
    let engine = DueDateEngine(
      calendar: environment.store.calendar,
      hours: try hours(of: agency)
    )
    do {
      let due = try engine.dueDate(receivedAt: received, limit: limit.limit, pauses: pauses)
      return PreviewDueDateResponse(
        effectiveStart: due.effectiveStart.timestamp,
        dueAt: due.due.timestamp,
        lateFrom: due.lateFrom.timestamp,
        calendarVersion: due.calendarVersion
      )
    } catch {
      throw RPCError(error)
    }
  }

  /// The opening hours of an agency, the usual ones where it has none of its own or none is named.
  private func hours(of code: AgencyCode?) throws(RPCError) -> WorkingHours {
    guard let code else { return .standard }
    guard let agency = environment.store.directory.agency(code) else {
      throw RPCError(reason: .agencyNotFound, metadata: ["agency": code.text])
    }
    let spans = agency.workingHours.filter { $0.startMinute < $0.endMinute }
    return WorkingHours(intervals: spans.map { $0.startMinute..<$0.endMinute }) ?? .standard
  }
}

extension MotCuaAPI.CalendarDay {
  /// The day on the wire.
  init(_ day: MotCuaDomain.CalendarDay) {
    self.init(
      date: day.date.date,
      kind: CalendarDayKind(day.kind),
      name: day.name,
      basis: day.basis,
      assumed: day.isAssumed
    )
  }
}

extension FieldReader {
  /// Pauses in order.
  fileprivate mutating func pauses(_ messages: [Pause], _ field: String) -> [ClockPause] {
    var pauses: [ClockPause] = []
    for (index, message) in messages.enumerated() {
      let path = "\(field)[\(index)]"
      guard let start = instant(message.from, path + ".from"),
        let end = instant(message.to, path + ".to")
      else { continue }
      if end < start { refuse(path + ".to", "The pause ends before it begins.") }
      if let last = pauses.last, start < last.end {
        refuse(path + ".from", "The pause begins before the one before it has ended.")
      }
      pauses.append(ClockPause(from: start, to: end))
    }
    return pauses
  }
}
