package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
package import RPCCore
package import RPCMessages

/// Reads what the generated checks leave open, and collects every field that is wrong.
///
/// A value that cannot be read gives nil; ``check()`` refuses the request afterwards, with all
/// violations at once. No sentence quotes a value.
package struct FieldReader: Sendable {
  /// What is wrong so far.
  package private(set) var violations: [RPCError.FieldViolation] = []

  /// Begins without a violation.
  package init() {}

  /// Notes that a field is wrong.
  package mutating func refuse(_ field: String, _ sentence: String) {
    violations.append(RPCError.FieldViolation(field: field, description: sentence))
  }

  /// Throws if anything was wrong.
  package func check() throws(RPCError) {
    guard violations.isEmpty else { throw .invalidFields(violations) }
  }

  /// A civil day; nil where it is absent.
  package mutating func date(_ message: MotCuaAPI.Date?, _ field: String) -> CivilDate? {
    guard let message else { return nil }
    guard let date = CivilDate(message) else {
      refuse(field, "The day does not exist.")
      return nil
    }
    return date
  }

  /// Two days of which the first may not come after the last.
  package mutating func span(
    _ first: MotCuaAPI.Date?,
    _ last: MotCuaAPI.Date?,
    _ field: String
  ) -> (first: CivilDate?, last: CivilDate?) {
    let from = date(first, field + "valid_from")
    let to = date(last, field + "valid_to")
    if let from, let to, to < from {
      refuse(field + "valid_to", "The last day lies before the first.")
    }
    return (from, to)
  }

  /// An instant; nil where it is absent.
  package mutating func instant(
    _ message: GoogleProtobuf.Timestamp?,
    _ field: String
  ) -> Instant? {
    guard let message else { return nil }
    guard let instant = Instant(message) else {
      refuse(field, "The timestamp lies outside the years 1 to 9999 or has wrong nanoseconds.")
      return nil
    }
    return instant
  }

  /// An agency's code; nil where it is empty.
  package mutating func agencyCode(_ text: String, _ field: String) -> AgencyCode? {
    guard !text.isEmpty else { return nil }
    guard let code = AgencyCode(text) else {
      refuse(field, "It is no agency code.")
      return nil
    }
    return code
  }

  /// A procedure's code; nil where it is empty.
  package mutating func procedureCode(_ text: String, _ field: String) -> ProcedureCode? {
    guard !text.isEmpty else { return nil }
    guard let code = ProcedureCode(text) else {
      refuse(field, "It is no procedure code.")
      return nil
    }
    return code
  }

  /// A time limit; nil where it is absent.
  package mutating func limit(_ message: MotCuaAPI.TimeLimit?, _ field: String) -> StatedLimit? {
    guard let message else { return nil }
    guard let limit = StatedLimit(message) else {
      refuse(
        field + ".quantity_milli",
        "The quantity is negative, too large, or a part of a month."
      )
      return nil
    }
    return limit
  }
}
