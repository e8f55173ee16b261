import GoldenMessages
import MotCuaAPI
import ProtobufEngine
import RPCCore
import Testing

@Suite("The rules of the protos hold before a service is called")
struct ValidationTests {
  private func violations(_ message: some ValidatedMessage) -> [String: String] {
    do {
      try message.validate()
      return [:]
    } catch {
      #expect(error.code == .invalidArgument)
      #expect(error.reason == "INVALID_FIELDS")
      for case .badRequest(let violations) in error.details {
        return Dictionary(violations.map { ($0.field, $0.description) }) { first, _ in first }
      }
      return [:]
    }
  }

  private let good = Ruled(
    requiredText: "x",
    boundedWide: 1,
    mood: .good,
    inner: Inner(code: "c"),
    consent: true
  )

  @Test("A message that keeps the rules passes")
  func passes() {
    #expect(violations(good).isEmpty)
    var full = good
    full.shortText = "mẫu 1"
    full.patternText = "ab-12"
    full.citizen = "012345678901"
    full.bounded = -5
    full.texts = ["abc", ""]
    full.data = [1, 2, 3, 4]
    full.moods = [.good, .good]
    full.inners = [Inner(code: "a"), Inner(code: "b")]
    full.deferred = Inner()
    full.one = .email("a@b.vn")
    full.optionalBounded = 2
    #expect(violations(full).isEmpty)
  }

  @Test("All that is missing is told at once")
  func missing() {
    let found = violations(Ruled())
    #expect(found["required_text"] == "must be given")
    #expect(Set(found.keys) == ["required_text", "bounded_wide", "mood", "inner", "consent"])
  }

  @Test("Each broken rule names its field")
  func broken() {
    var bad = good
    bad.shortText = "sáu chữ"
    bad.patternText = "ab-12x"
    bad.citizen = "01234567890"
    bad.bounded = 11
    bad.boundedWide = .max
    bad.texts = ["a", "abcd", "c"]
    bad.data = [1, 2, 3, 4, 5]
    bad.mood = .unrecognized(9)
    bad.optionalMood = .unrecognized(8)
    bad.moods = [.good, .unspecified, .unrecognized(3)]
    bad.inner = Inner()
    bad.inners = [Inner(code: "a"), Inner(code: "b", inners: [Inner()]), Inner(code: "c")]
    bad.one = .email("nobody")
    bad.optionalBounded = 3
    let found = violations(bad)
    #expect(
      Set(found.keys) == [
        "short_text", "pattern_text", "citizen", "bounded", "bounded_wide", "texts", "texts[1]",
        "data", "mood", "optional_mood", "moods[1]", "moods[2]", "inner.code", "inners",
        "inners[1].inners[0].code", "email", "optional_bounded",
      ]
    )
    #expect(found["bounded"] == "must be from -5 to 10")
    #expect(found["texts[1]"] == "must have at most 3 characters")
    // No text shows what the caller has sent.
    #expect(found.values.allSatisfy { !$0.contains("01234567890") && !$0.contains("nobody") })
  }

  @Test("A flood of violations is counted and cut")
  func flood() throws {
    let many = Inner(code: "x", inners: Array(repeating: Inner(), count: 500))
    let error = #expect(throws: RPCError.self) { try many.validate() }
    #expect(error?.message == "500 fields of the request are invalid.")
    guard case .badRequest(let told)? = error?.details.last else {
      Issue.record("no field violations")
      return
    }
    #expect(told.count == FieldValidator.violationsMax)
  }

  @Test("Length counts letters with their marks once")
  func lengths() {
    var message = good
    message.shortText = "ệệệệệ"
    #expect(violations(message).isEmpty)
    message.shortText = "e\u{323}\u{302}e\u{323}\u{302}e\u{302}\u{323}ee"
    #expect(violations(message).isEmpty)
    message.shortText = "eeeee\u{301}\u{301}\u{301}"
    #expect(violations(message).keys.contains("short_text"))
  }

  @Test(
    "Well-known shapes take what is right and nothing else",
    arguments: [
      (
        .citizenId, ["012345678901"],
        ["01234567890", "0123456789012", "01234567890a", " 12345678901"]
      ),
      (.oldCitizenId, ["123456789"], ["12345678", "1234567890"]),
      (
        .taxCode, ["0100109106", "0100109106-001"],
        ["0100109107", "0100109106-01", "0100109106001"]
      ),
      (.phoneVn, ["0912345678", "+84912345678", "02713879254"], ["912345678", "+84 912345678"]),
      (.email, ["a.b@c.gov.vn"], ["a@b", "a@@b.vn", "a b@c.vn", "ệ@b.vn", "@b.vn"]),
      (
        .agencyCode, ["000.00.53.H48", "H10", "H10.05.01"], ["h10", "H1", "000.00.H10", "H10.", ""]
      ),
      (
        .procedureCode, ["1.001193", "1.000948.H38", "2.000884.000.00.00.H55"],
        ["1.00119", "1.001193."]
      ),
      (
        .dossierCode, ["000.00.53.H48-220921-0099", "H10.05-20220921-12345"],
        ["000.00.53.H48-220931-0099", "000.00.53.H48-220921-099", "220921-0099"]
      ),
      (
        .uuid, ["0190a5b0-7e3a-7c1e-9f00-0123456789AB"],
        ["0190a5b07e3a7c1e9f000123456789ab", "0190a5b0-7e3a-7c1e-9f00-0123456789ag"]
      ),
      (.date, ["2020-02-29"], ["2021-02-29", "2020-2-9", "2020-00-01"]),
      (.officerCode, ["CB.01-A"], ["-A", "cb1", String(repeating: "A", count: 33)]),
      (
        .sha256, [String(repeating: "0f", count: 32)],
        [String(repeating: "0F", count: 32), String(repeating: "0f", count: 31)]
      ),
    ] as [(WellKnownText, [String], [String])]
  )
  func shapes(kind: WellKnownText, good: [String], bad: [String]) {
    for text in good { #expect(kind.matches(text), "\(kind) \(text)") }
    for text in bad { #expect(!kind.matches(text), "\(kind) \(text)") }
    #expect(!kind.matches(good[0] + "\n"))
    #expect(!kind.matches(good[0] + "\0"))
  }

  @Test("The contract's own messages are checked, and personal fields are known")
  func contract() {
    let found = violations(CreateAgencyRequest())
    #expect(!found.isEmpty)
    #expect(Ruled.personalFields == ["citizen"])
    #expect(Inner.personalFields.isEmpty)
    #expect(Applicant.personalFields.contains("name"))
  }
}
