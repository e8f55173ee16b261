import MotCuaDomain
import MotCuaStore

/// Imports agencies from the top down, in whatever order their rows come.
///
/// A row waits until the agency above it is there. What still waits at the end hangs on a row that
/// was not taken, or on itself in a circle, and is not taken either: every agency that is stored
/// has all those above it.
struct PlaceAgencies: StoreCommand {
  /// The agencies, each code once.
  let agencies: [AgencyRecord]
  /// What is changed of an agency that exists.
  let fields: Set<AgencyField>

  /// What became of each agency.
  func run(in transaction: some WriteTransaction) throws(StoreError) -> [RowOutcome] {
    var outcomes = [RowOutcome?](repeating: nil, count: agencies.count)
    var waiting: [AgencyCode: [Int]] = [:]
    for (index, agency) in agencies.enumerated() {
      var ready = [index]
      if let parent = agency.parent, transaction.state.directory.agency(parent) == nil {
        waiting[parent, default: []].append(index)
        ready = []
      }
      while let next = ready.popLast() {
        let outcome = try place(agencies[next], in: transaction)
        outcomes[next] = outcome
        if case .rejected = outcome { continue }
        let codes = [agencies[next].code, agencies[next].otherCode].compactMap { $0 }
        for code in codes { ready += waiting.removeValue(forKey: code) ?? [] }
      }
    }
    transaction.auditSubject = "\(agencies.count) agencies"
    return zip(agencies, outcomes).map { agency, outcome in
      outcome ?? .rejected(.precondition(.parentNotFound(agency.parent ?? agency.code)))
    }
  }

  private func place(
    _ agency: AgencyRecord,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> RowOutcome {
    if let parent = agency.parent,
      stands(parent, below: agency.code, in: transaction.state.directory)
    {
      return .rejected(.precondition(.parentNotFound(parent)))
    }
    let outcomes = try ImportAgencies(agencies: [agency], fields: fields).run(in: transaction)
    return outcomes.first ?? .unchanged
  }

  /// Whether an agency is another one or stands below it, by the way up.
  private func stands(
    _ code: AgencyCode,
    below top: AgencyCode,
    in directory: AgencyDirectory
  ) -> Bool {
    let top = directory.agency(top)?.code ?? top
    var next = directory.agency(code)
    var steps = 0
    // A circle that an older file might hold ends by the count.
    while let agency = next, steps <= directory.agencyCount {
      if agency.code == top { return true }
      next = agency.parent.flatMap { directory.agency($0) }
      steps += 1
    }
    return false
  }
}
