import MotCuaDomain

/// What one officer's own steps in a period come to.
package struct OfficerWork: Sendable, Hashable {
  /// Dossiers that he received.
  package var received: Int64 = 0
  /// Of these, those that came online.
  package var receivedOnline: Int64 = 0
  /// Of these, those submitted with help.
  package var onlineAssisted: Int64 = 0
  /// Of `receivedOnline`, those that an officer entered.
  package var onlineByOfficer: Int64 = 0
  /// Of `received`, those whose service was at level 3 or 4.
  package var receivedLevel34: Int64 = 0
  /// Of these, those that came online.
  package var receivedLevel34Online: Int64 = 0
  /// Dossiers whose handling he ended: completed or stopped.
  package var resolved: Int64 = 0
  /// Of these, those that were late.
  package var resolvedLate: Int64 = 0
  /// Supplements that he requested.
  package var supplementRequested: Int64 = 0
  /// Dossiers that he refused.
  package var refused: Int64 = 0
  /// Of the dossiers that he completed, those that were rated by the end of the time.
  package var rated: Int64 = 0
  /// The sum of their scores.
  package var ratingSum: Int64 = 0
  private var completed: Set<DossierCode> = []

  /// Nothing yet.
  package init() {}

  /// One step of the officer, with what is needed of its dossier.
  struct Step {
    let code: DossierCode
    let action: DossierAction
    let from: DossierState?
    let to: DossierState
    let at: Instant
    let lateFrom: Instant?
    let channel: Channel
    let level: ServiceLevel?
    let kind: SubmissionKind
    let rating: Int?
  }

  /// Counts a step.
  mutating func take(_ step: Step) {
    if step.action == .requestSupplement { supplementRequested += 1 }
    guard step.from != step.to else { return }
    switch step.to {
    case .received where step.from == nil || step.from == .submitted: receive(step)
    case .refused: refused += 1
    case .completed, .stopped: resolve(step)
    default: break
    }
  }

  private mutating func receive(_ step: Step) {
    let isHigh = step.level == .level3 || step.level == .level4
    received += 1
    if isHigh { receivedLevel34 += 1 }
    guard step.channel == .online else { return }
    receivedOnline += 1
    if isHigh { receivedLevel34Online += 1 }
    if step.kind == .assisted { onlineAssisted += 1 }
    if step.kind == .byOfficer { onlineByOfficer += 1 }
  }

  private mutating func resolve(_ step: Step) {
    resolved += 1
    if let lateFrom = step.lateFrom, step.at >= lateFrom { resolvedLate += 1 }
    guard step.to == .completed, completed.insert(step.code).inserted, let rating = step.rating
    else { return }
    rated += 1
    ratingSum += Int64(rating)
  }
}
