import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Refusals of the store on the wire")
struct StoreErrorTests {
  private func reason(_ error: StoreError) -> String? { RPCError(error).reason }

  @Test("What is not there and what is taken keep what they are about")
  func resources() {
    let missing = RPCError(StoreError.notFound(.dossier("000.00.01.H10-200806-0001")))
    #expect(missing.code == .notFound)
    #expect(
      missing.values == ["resource": "dossier", "name": "000.00.01.H10-200806-0001"]
    )
    #expect(
      reason(.alreadyExists(.externalDossier(source: "DVCQG", code: "G1")))
        == "EXTERNAL_CODE_TAKEN"
    )
    #expect(reason(.alreadyExists(.transaction("T"))) == "TRANSACTION_REFERENCE_TAKEN")
    #expect(reason(.alreadyExists(.officer("CB01"))) == "ALREADY_EXISTS")
  }

  @Test("A payment's reference stays out of the error")
  func personal() {
    let error = RPCError(StoreError.alreadyExists(.transaction("0971234567")))
    #expect(!"\(error.message)\(error.details)".contains("0971234567"))
  }

  @Test("A stale etag is told the present one")
  func etag() {
    let error = RPCError(StoreError.etagMismatch(current: 12))
    #expect(error.code == .aborted)
    #expect(error.values == ["current_etag": "12"])
  }

  @Test("A wrong state lists what it allows")
  func transition() {
    let error = RPCError(
      StoreError.refused(.illegalAction(.accept, in: .refused, allowed: [.withdraw, .start]))
    )
    #expect(error.reason == "ILLEGAL_TRANSITION")
    #expect(error.subjects == ["WITHDRAW", "START"])
    #expect(error.values["action"] == "ACCEPT")
  }

  @Test("Missing components are listed")
  func components() {
    let error = RPCError(StoreError.refused(.componentsMissing(["TP01", "TP02"])))
    #expect(error.reason == "COMPONENT_MISSING")
    #expect(error.subjects == ["TP01", "TP02"])
  }

  @Test("Overload says when to come again")
  func overload() {
    let error = RPCError(StoreError.overloaded(retryAfterMilliseconds: 250))
    #expect(error.code == .resourceExhausted)
    #expect(error.details.contains(.retryInfo(delay: .milliseconds(250))))
  }

  @Test("Rules and preconditions have their reasons")
  func reasons() throws {
    let procedure = try #require(ProcedureCode("1.000001"))
    let agency = try #require(AgencyCode("H10.01"))
    let table: [(StoreError, ErrorReason)] = [
      (.requestIDReused, .requestIdReused),
      (.refused(.procedureNotPublished), .procedureNotPublished),
      (.refused(.notOfferedOnline), .notOnline),
      (.refused(.supplementAlreadyRequested(1)), .supplementAlreadyRequested),
      (.refused(.actorNotPermitted(.accept)), .principalNotAllowed),
      (.refused(.dueDate(.yearNotLoaded(2031))), .calendarYearNotLoaded),
      (.refused(.dueDate(.dateMustBeTyped)), .dueDateRequired),
      (.refused(.newDueDateNotLater), .dueDateNotAllowed),
      (.refused(.reasonMissing), .invalidFields),
      (.precondition(.notOffered(procedure, agency)), .notOffered),
      (.precondition(.notByPost), .notByPost),
      (.precondition(.componentUnknown("X")), .componentUnknown),
      (.precondition(.caseUnknown("X")), .componentUnknown),
      (.precondition(.dueDateNotAllowed), .dueDateNotAllowed),
      (.precondition(.parentNotFound(agency)), .parentNotFound),
      (.precondition(.agencyNotFound(agency)), .agencyNotFound),
      (.precondition(.procedureNotFound(procedure)), .notFound),
      (.precondition(.officerNotFound("CB01")), .officerNotFound),
      (.invalidField(name: "note", reason: "It is too long."), .invalidFields),
      (.storage("disk full"), .storeUnavailable),
      (.closed, .storeUnavailable),
      (.corrupt("malformed"), .storeDamaged),
      (.damaged("fee"), .storeDamaged),
    ]
    for (error, reason) in table { #expect(self.reason(error) == reason.word, "\(error)") }
  }
}

extension RPCError {
  /// What the preconditions are about.
  fileprivate var subjects: [String] {
    for case .preconditionFailure(let violations) in details { return violations.map(\.subject) }
    return []
  }
}
