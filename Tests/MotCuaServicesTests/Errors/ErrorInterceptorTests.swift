import MotCuaAPI
import MotCuaServices
import MotCuaStore
import ProtobufEngine
import RPCCore
import Testing

@Suite("What failures look like from outside")
struct ErrorInterceptorTests {
  private struct Secret: Error {
    let text = "012345678901"
  }

  private let log = IncidentLog()

  private func outcome(_ error: any Error) -> RPCError {
    let log = log
    let reporter = IncidentReporter(makeWord: { "cafe0001" }, report: { log.record($0) })
    return ErrorInterceptor(incidents: reporter).outcome(of: error, method: "/motcua.v1.S/M")
  }

  @Test("A fault of ours says only where to look, and the operator gets the rest")
  func incident() {
    let error = outcome(Secret())
    #expect(error.code == .internal)
    #expect(error.reason == "INTERNAL")
    #expect(error.values == ["incident": "cafe0001"])
    #expect(!"\(error.message)\(error.details)".contains("012345678901"))
    #expect(log.incidents.map(\.word) == ["cafe0001"])
    #expect(log.incidents.first?.cause is Secret)
  }

  @Test("Another server's verdict is not passed on as ours")
  func remote() {
    let error = outcome(RPCError(.permissionDenied, "theirs", origin: .remote))
    #expect(error.reason == "INTERNAL")
    #expect(!error.message.contains("theirs"))
  }

  @Test("An authored error keeps its reason and gets the sentence for people")
  func authored() {
    let bare = RPCError(
      .invalidArgument,
      "Fields are wrong.",
      details: [.errorInfo(reason: "INVALID_FIELDS", domain: "motcua", metadata: [:])]
    )
    let error = outcome(bare)
    #expect(error.localized == ErrorReason.invalidFields.status.vietnamese)
    #expect(outcome(error).details == error.details)
    #expect(log.incidents.isEmpty)
  }

  @Test("What the runtime decides gets its reason")
  func runtime() {
    let table: [(any Error, ErrorReason, RPCError.Code)] = [
      (CancellationError(), .cancelled, .cancelled),
      (RPCError.deadlinePassed, .deadlineExceeded, .deadlineExceeded),
      (RPCError.messageTooLarge(bytes: 9, max: 8), .messageTooLarge, .resourceExhausted),
      (RPCError(.unavailable, "down"), .shuttingDown, .unavailable),
      (RPCError(.wrongMessageCount, "two"), .malformedMessage, .unimplemented),
      (RPCError(.malformedMessage, "cut"), .malformedMessage, .internal),
      (RPCError(.unknownMethod, "what"), .unknownMethod, .unimplemented),
      (RPCError(.malformedHeader, "-1S"), .malformedMetadata, .internal),
      (RPCError(.unsupportedEncoding, "br"), .unsupportedEncoding, .unimplemented),
      (StoreError.closed, .storeUnavailable, .unavailable),
    ]
    for (error, reason, code) in table {
      let outcome = outcome(error)
      #expect(outcome.reason == reason.word)
      #expect(outcome.code == code)
      #expect(outcome.localized == reason.status.vietnamese)
    }
    #expect(log.incidents.isEmpty)
  }

  @Test("Bytes that are no message are the caller's fault, whatever is wrong with them")
  func bytes() {
    let table: [([UInt8], ErrorReason)] = [
      ([0xff], .malformedMessage),
      ([0x0a, 0x02, 0xc3, 0x28], .malformedMessage),
      ([0x0a, 0x01, 0x00], .malformedMessage),
      ([0x0a, 0x7f], .malformedMessage),
    ]
    for (bytes, reason) in table {
      do {
        _ = try ServerCoding.decode(GetAgencyRequest.self, bytes)
        Issue.record("The bytes were taken.")
      } catch {
        #expect(outcome(error).reason == reason.word, "\(bytes)")
      }
    }
    #expect(log.incidents.isEmpty)
  }

  @Test("A failed disk goes to the operator, and its caller hears no path")
  func storage() {
    let error = outcome(StoreError.storage("/var/lib/x.sqlite: disk full"))
    #expect(error.reason == "STORE_UNAVAILABLE")
    #expect(!"\(error.message)\(error.details)".contains("sqlite"))
    #expect(log.incidents.count == 1)
  }
}
