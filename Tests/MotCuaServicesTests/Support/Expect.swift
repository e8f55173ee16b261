import MotCuaAPI
import MotCuaServices
import RPCCore
import Testing

/// Expects that a call is refused for a reason, with the status and sentences of the table.
@discardableResult
func expectRefusal(
  _ reason: ErrorReason,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () async throws -> Void
) async -> RPCError? {
  do {
    try await body()
    Issue.record(
      "The call was answered; \(reason.word) was expected.",
      sourceLocation: sourceLocation
    )
    return nil
  } catch let error as RPCError {
    #expect(error.reason == reason.word, "\(error)", sourceLocation: sourceLocation)
    #expect(error.localized != nil, sourceLocation: sourceLocation)
    return error
  } catch {
    Issue.record(error, sourceLocation: sourceLocation)
    return nil
  }
}

extension RPCError {
  /// The sentence for people.
  var localized: String? {
    for case .localizedMessage("vi", let message) in details { return message }
    return nil
  }

  /// The fields that are wrong.
  var wrongFields: [String] {
    for case .badRequest(let violations) in details { return violations.map(\.field) }
    return []
  }

  /// The values for programs.
  var values: [String: String] {
    for case .errorInfo(_, _, let metadata) in details { return metadata }
    return [:]
  }
}
