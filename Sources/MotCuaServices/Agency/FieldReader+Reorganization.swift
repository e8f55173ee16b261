import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

extension FieldReader {
  /// The decision that a request describes; nil where a field of it is wrong.
  mutating func plan(_ request: ReorganizeAgenciesRequest) -> ReorganizationPlan? {
    let day = date(request.date, "date")
    let decision = TextNormaliser.stored(request.decision)
    if decision.isEmpty { refuse("decision", "A decision has a number.") }
    var created: [AgencyRecord] = []
    for (index, message) in request.newAgencies.enumerated() {
      if let made = agency(message, "new_agencies[\(index)].") { created.append(made) }
    }
    var links: [ReorganizationPlan.Link] = []
    for (index, message) in request.successions.enumerated() {
      if let link = link(message, "successions[\(index)].") { links.append(link) }
    }
    guard violations.isEmpty, let day else { return nil }
    return ReorganizationPlan(date: day, decision: decision, created: created, links: links)
  }

  private mutating func link(
    _ message: PlannedSuccession,
    _ path: String
  ) -> ReorganizationPlan.Link? {
    let old = agencyCode(message.oldCode, path + "old_code")
    let new = agencyCode(message.newCode, path + "new_code")
    var procedures: Set<ProcedureCode> = []
    for (index, text) in message.procedureCodes.enumerated() {
      let field = "\(path)procedure_codes[\(index)]"
      guard let code = procedureCode(text, field) else { continue }
      if !procedures.insert(code).inserted { refuse(field, "It is named twice.") }
    }
    guard let old, let kind = message.kind.model else { return nil }
    return ReorganizationPlan.Link(
      old: old,
      new: new,
      kind: kind,
      isHeir: message.heir,
      procedures: procedures
    )
  }
}
