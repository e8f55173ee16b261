import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import ProtobufEngine

/// Adds a report to a task of a directive, and ends it, opens it again or moves its last day.
struct ReportOnDirective: StoreCommand {
  static let notesMax = 200

  /// The task.
  let code: String
  /// What was reported.
  let note: String
  /// Whether it is done now; nil leaves it.
  let isDone: Bool?
  /// The new last day; nil leaves it.
  let dueDate: CivilDate?
  /// The version that the caller saw; nil takes any.
  let etag: Int64?
  /// Which agencies' tasks the caller sees.
  let scope: RowScope

  /// Makes the change.
  func run(in transaction: some WriteTransaction) throws(StoreError) -> CommitteeEntry {
    guard let current = try transaction.committeeEntry(.directive, code), isSeen(current) else {
      throw .notFound(.committee(.directive, code))
    }
    var directive: Directive
    do throws(WireError) {
      directive = try Directive(serialized: current.content)
    } catch {
      throw .storage("directive \(code) cannot be read")
    }
    guard directive.notes.count < Self.notesMax else {
      throw .invalidField(name: "note", reason: "The task has \(Self.notesMax) reports already.")
    }
    try change(&directive, transaction.envelope)
    var next = current
    do throws(WireError) {
      next.content = try directive.serialized()
    } catch {
      throw .storage("directive \(code) cannot be written")
    }
    return try transaction.record(next, over: current, etag: etag)
  }

  private func change(
    _ directive: inout Directive,
    _ envelope: MutationEnvelope
  ) throws(StoreError) {
    if let dueDate {
      guard directive.documentDate.flatMap({ CivilDate($0) }).map({ $0 <= dueDate }) ?? true
      else {
        throw .invalidField(name: "due_date", reason: "It lies before the day of the document.")
      }
      directive.dueDate = dueDate.date
    }
    if let isDone {
      // What was done stays done on its first day, until it is opened again.
      if !isDone || directive.state != .done {
        directive.doneDate = isDone ? envelope.now.ictDate.date : nil
      }
      directive.state = isDone ? .done : .open
    }
    directive.notes.append(
      DirectiveNote(
        time: envelope.now.timestamp,
        text: note,
        principalId: envelope.principalID,
        state: directive.state
      )
    )
  }

  private func isSeen(_ entry: CommitteeEntry) -> Bool {
    guard let agencies = scope.agencies else { return true }
    return entry.agency.map(agencies.contains) ?? false
  }
}
