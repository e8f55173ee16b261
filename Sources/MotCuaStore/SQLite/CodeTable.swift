import MotCuaDomain
import Synchronization

/// The small numbers by which rows name agencies and procedures.
///
/// Numbers are only ever added, and before the commit that first uses them: whoever can see a row
/// can see its numbers. One that was added for a change that was refused is simply used later.
final class CodeTable: Sendable {
  private struct State {
    var agencies: [AgencyCode?] = []
    var agencyIDs: [AgencyCode: Int64] = [:]
    var procedures: [ProcedureCode?] = []
    var procedureIDs: [ProcedureCode: Int64] = [:]
  }

  private let state = Mutex(State())

  func agency(_ id: Int64) -> AgencyCode? {
    state.withLock { $0.agencies.indices.contains(Int(id)) ? $0.agencies[Int(id)] : nil }
  }

  func procedure(_ id: Int64) -> ProcedureCode? {
    state.withLock { $0.procedures.indices.contains(Int(id)) ? $0.procedures[Int(id)] : nil }
  }

  /// Whether the agency of a number is in a set.
  func isAgency(_ id: Int64, in agencies: Set<AgencyCode>) -> Bool {
    agency(id).map(agencies.contains) ?? false
  }

  func id(of agency: AgencyCode) -> Int64? { state.withLock { $0.agencyIDs[agency] } }

  func id(of procedure: ProcedureCode) -> Int64? { state.withLock { $0.procedureIDs[procedure] } }

  /// The number of an agency, given at its first use.
  func assign(_ agency: AgencyCode) -> Int64 {
    state.withLock { state in
      if let id = state.agencyIDs[agency] { return id }
      let id = Int64(max(state.agencies.count, 1))
      Self.put(agency, id, &state.agencies)
      state.agencyIDs[agency] = id
      return id
    }
  }

  /// The number of a procedure, given at its first use.
  func assign(_ procedure: ProcedureCode) -> Int64 {
    state.withLock { state in
      if let id = state.procedureIDs[procedure] { return id }
      let id = Int64(max(state.procedures.count, 1))
      Self.put(procedure, id, &state.procedures)
      state.procedureIDs[procedure] = id
      return id
    }
  }

  func restore(_ agency: AgencyCode, id: Int64) {
    state.withLock { state in
      Self.put(agency, id, &state.agencies)
      state.agencyIDs[agency] = id
    }
  }

  func restore(_ procedure: ProcedureCode, id: Int64) {
    state.withLock { state in
      Self.put(procedure, id, &state.procedures)
      state.procedureIDs[procedure] = id
    }
  }

  private static func put<Code>(_ code: Code, _ id: Int64, _ table: inout [Code?]) {
    while table.count <= Int(id) { table.append(nil) }
    table[Int(id)] = code
  }
}
