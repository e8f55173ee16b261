package import MotCuaDomain
package import MotCuaStore

/// Writes the sample province into a new store by the commands that serve everyday work.
///
/// There is no second way to write: every dossier passes the transition table, gets its code from
/// its agency's counter and its due date from the calendar, each step at the instant it was drawn
/// for.
package struct SampleLoader: Sendable {
  /// What is reported while a province is loaded.
  package struct Progress: Sendable {
    /// What is being written.
    package let stage: Stage
    /// How many of them are written.
    package let done: Int
    /// How many there are.
    package let total: Int
  }

  /// The parts of a province in the order in which they are written.
  package enum Stage: String, Sendable, CaseIterable {
    case agencies, officers, procedures, offerings, steps
  }

  /// The sample cannot be written; the store keeps what was written before.
  package enum Failure: Error, Sendable, CustomStringConvertible {
    /// The store refuses a step of the sample.
    case refused(String, StoreError)
    /// The store refuses a row of the sample.
    case rowRefused(Stage, Int, StoreError)
    /// The store has dossiers already: the sample is for a new one.
    case storeNotNew
    /// The calendar does not reach over the sample's year.
    case calendar(DueDateError)

    /// What happened, in a sentence.
    package var description: String {
      switch self {
      case .refused(let what, let error): "The store refuses to \(what): \(error)."
      case .rowRefused(let stage, let row, let error):
        "The store refuses row \(row) of the \(stage.rawValue): \(error)."
      case .storeNotNew: "The store has dossiers already; the sample is for a new one."
      case .calendar(let error): "The sample needs the calendar of its year: \(error)."
      }
    }
  }

  /// The day before the sample's first: by then the province is set up.
  package static let setUp = Instant(ict: CivilDate.newYear(2019).addingMonths(11), minute: 480)

  let store: any Store
  let principal: Int64
  let report: @Sendable (Progress) -> Void

  /// Writes into a store on behalf of a principal that it knows.
  package init(
    store: any Store,
    principal: Int64,
    report: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    self.store = store
    self.principal = principal
    self.report = report
  }

  /// Writes the province of a seed, its dossiers multiplied by `scale`.
  ///
  /// - Throws: ``Failure``.
  package func load(seed: UInt64, scale: Int) async throws {
    guard try await store.lastDossierID() == 0 else { throw Failure.storeNotNew }
    let workdays = try workdays()
    var random = SampleRandom(seed: seed)
    let agencies = SampleAgencies()
    let catalogue = SampleCatalogue(agencies: agencies, random: &random)
    try await write(agencies)
    try await write(catalogue)
    let dossiers = SampleDossiers(
      agencies: agencies,
      catalogue: catalogue,
      workdays: workdays,
      scale: scale,
      random: &random
    )
    try await write(dossiers)
  }

  private func workdays() throws(Failure) -> SampleWorkdays {
    let calendar = store.calendar
    let first = CivilDate.newYear(2020)
    let last = CivilDate.newYear(2021).addingDays(-1)
    var failure: DueDateError?
    let workdays = SampleWorkdays(from: first, to: last) { day in
      do throws(DueDateError) {
        return try calendar.isWorkingDay(day)
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw .calendar(failure) }
    return workdays
  }

  func perform<Command: StoreCommand>(
    _ command: Command,
    at now: Instant,
    to what: String
  ) async throws(Failure) -> Command.Outcome? {
    let envelope = MutationEnvelope(principalID: principal, method: "sample", now: now)
    do throws(StoreError) {
      return try await store.perform(command, as: envelope, answer: { _ in [] }).outcome
    } catch {
      throw .refused(what, error)
    }
  }
}
