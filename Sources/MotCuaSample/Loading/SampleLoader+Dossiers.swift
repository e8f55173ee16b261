import MotCuaDomain
import MotCuaStore

extension SampleLoader {
  private static let commandsPerGroup = 256

  private struct Step {
    let dossier: SampleDossier
    let number: Int
    let code: DossierCode

    var instant: Instant { dossier.steps[number].instant }
  }

  /// Writes all steps of all dossiers in the order of time.
  ///
  /// Steps go to the writer in groups, so that many share a commit, and are queued in order, so
  /// that a seed always gives the same codes.
  func write(_ dossiers: SampleDossiers) async throws(Failure) {
    let steps = Self.steps(of: dossiers.all)
    var done = 0
    while done < steps.count {
      let group = steps[done..<min(done + Self.commandsPerGroup, steps.count)]
      try await run(group)
      done += group.count
      report(Progress(stage: .steps, done: done, total: steps.count))
    }
  }

  private static func steps(of dossiers: [SampleDossier]) -> [Step] {
    let places = dossiers.indices.flatMap { index in
      dossiers[index].steps.enumerated().map { number, step in
        (instant: step.instant.milliseconds, dossier: index, number: number)
      }
    }
    var codes = SampleCodes()
    var known: [Int: DossierCode] = [:]
    return places.sorted { $0 < $1 }.compactMap { place in
      let dossier = dossiers[place.dossier]
      if place.number == 0 {
        known[place.dossier] = codes.next(dossier.agency, at: dossier.steps[0].instant)
      }
      return known[place.dossier].map { Step(dossier: dossier, number: place.number, code: $0) }
    }
  }

  private func run(_ group: ArraySlice<Step>) async throws(Failure) {
    let failures = await withTaskGroup(of: Failure?.self, returning: [Failure].self) { tasks in
      for step in group {
        // An immediate task queues its command before the next one starts.
        tasks.addImmediateTask {
          do throws(Failure) {
            try await write(step)
            return nil
          } catch {
            return error
          }
        }
      }
      var failures: [Failure] = []
      for await failure in tasks { if let failure { failures.append(failure) } }
      return failures
    }
    if let failure = failures.first { throw failure }
  }

  private func write(_ step: Step) async throws(Failure) {
    let commands = SampleCommands(dossier: step.dossier, principal: principal)
    let now = step.instant
    let born: DossierRecord?
    switch step.dossier.steps[step.number].action {
    case .submit:
      born = try await perform(commands.submit(), at: now, to: "submit")
    case .receive:
      born = try await perform(commands.receive(), at: now, to: "receive")
    default:
      return try await handle(step.dossier.steps[step.number], commands, step.code)
    }
    guard born?.code == step.code else { throw .storeNotNew }
  }

  private func handle(
    _ step: SampleDossier.Step,
    _ commands: SampleCommands,
    _ code: DossierCode
  ) async throws(Failure) {
    let now = step.instant
    switch step.action {
    case .submit, .receive: break
    case .accept: _ = try await perform(commands.accept(code), at: now, to: "accept")
    case .refuse: _ = try await perform(commands.refuse(code), at: now, to: "refuse")
    case .start: _ = try await perform(commands.start(code), at: now, to: "start")
    case .requestSupplement:
      _ = try await perform(
        commands.requestSupplement(code, now: now),
        at: now,
        to: "ask for a supplement"
      )
    case .provideSupplement:
      _ = try await perform(
        commands.provideSupplement(code),
        at: now,
        to: "provide a supplement"
      )
    case .complete: _ = try await perform(commands.complete(code), at: now, to: "complete")
    case .returnResult:
      _ = try await perform(commands.returnResult(code), at: now, to: "return the result")
    case .withdraw: _ = try await perform(commands.withdraw(code), at: now, to: "withdraw")
    }
  }
}
