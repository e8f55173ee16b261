import MotCuaDomain
import MotCuaStore

extension SampleLoader {
  private static let commandsPerGroup = 256

  private struct Step {
    let dossier: Int
    let number: Int
    let instant: Instant
  }

  /// Writes all steps of all dossiers in the order of time.
  ///
  /// Steps go to the writer in groups, so that many share a commit; a group never has two steps of
  /// one dossier, and its commands are queued in order, so that a seed always gives the same codes.
  func write(_ dossiers: SampleDossiers) async throws(Failure) {
    let steps = Self.steps(of: dossiers.all)
    var codes = [DossierCode?](repeating: nil, count: dossiers.all.count)
    var done = 0
    while done < steps.count {
      let group = Self.group(steps, from: done)
      let answers = try await run(group, dossiers.all, codes)
      for (step, code) in zip(group, answers) {
        codes[step.dossier] = code
      }
      done += group.count
      report(Progress(stage: .steps, done: done, total: steps.count))
    }
  }

  private static func steps(of dossiers: [SampleDossier]) -> [Step] {
    let steps = dossiers.indices.flatMap { index in
      dossiers[index].steps.enumerated().map { number, step in
        Step(dossier: index, number: number, instant: step.instant)
      }
    }
    return steps.sorted {
      ($0.instant.milliseconds, $0.dossier, $0.number)
        < ($1.instant.milliseconds, $1.dossier, $1.number)
    }
  }

  private static func group(_ steps: [Step], from start: Int) -> [Step] {
    var group: [Step] = []
    var seen: Set<Int> = []
    for step in steps[start...].prefix(commandsPerGroup) {
      guard seen.insert(step.dossier).inserted else { break }
      group.append(step)
    }
    return group
  }

  private func run(
    _ group: [Step],
    _ dossiers: [SampleDossier],
    _ codes: [DossierCode?]
  ) async throws(Failure) -> [DossierCode?] {
    let results = await withTaskGroup(
      of: (Int, Result<DossierCode?, Failure>).self,
      returning: [Result<DossierCode?, Failure>].self
    ) { tasks in
      for (index, step) in group.enumerated() {
        let dossier = dossiers[step.dossier]
        let code = codes[step.dossier]
        // An immediate task queues its command before the next one starts.
        tasks.addImmediateTask {
          do throws(Failure) {
            return (index, .success(try await write(dossier, step: step.number, code: code)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      var results = [Result<DossierCode?, Failure>](
        repeating: .success(nil),
        count: group.count
      )
      for await (index, result) in tasks { results[index] = result }
      return results
    }
    var answers: [DossierCode?] = []
    for result in results { answers.append(try result.get()) }
    return answers
  }

  private func write(
    _ dossier: SampleDossier,
    step number: Int,
    code: DossierCode?
  ) async throws(Failure) -> DossierCode? {
    let step = dossier.steps[number]
    let commands = SampleCommands(dossier: dossier, principal: principal)
    switch step.action {
    case .submit:
      return try await perform(commands.submit(), at: step.instant, to: "submit")?.code
    case .receive:
      return try await perform(commands.receive(), at: step.instant, to: "receive")?.code
    default:
      guard let code else { return nil }
      try await handle(step, commands, code)
      return code
    }
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
