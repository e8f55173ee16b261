import Testing

@testable import MotCuaCodeGen

@Suite("Names")
struct NamesTests {
  @Test(
    "Fields become camel case",
    arguments: [
      ("procedure_code", "procedureCode"), ("sha256", "sha256"), ("level_1", "level1"),
      ("camelCase", "camelCase"), ("UPPER_CASE", "upperCase"), ("_foo_", "foo"), ("2_x", "_2X"),
      ("e_wallet", "eWallet"),
    ]
  )
  func members(name: String, expected: String) {
    #expect(SwiftNames.member(name) == expected)
  }

  @Test(
    "Cases of an enum lose its name",
    arguments: [
      ("CHANNEL_ONLINE", "Channel", "online"), ("AGENCY_LEVEL_PROVINCE", "AgencyLevel", "province"),
      ("SERVICE_LEVEL_LEVEL_1", "ServiceLevel", "level1"), ("OTHER", "Channel", "other"),
      ("KIND_2_DIGITS", "Kind", "_2Digits"), ("SHA256_KIND_A", "Sha256Kind", "a"),
      ("CHANNEL_", "Channel", "channel"),
    ]
  )
  func cases(value: String, type: String, expected: String) {
    #expect(SwiftNames.enumCase(value, of: type) == expected)
  }

  @Test("Names that are taken get an underscore, words of the language backticks")
  func collisions() {
    #expect(SwiftNames.unique(["a", "b", "a", "a"], taken: ["b"]) == ["a", "b_", "a_", "a__"])
    #expect(SwiftNames.escaped("default") == "`default`")
    #expect(SwiftNames.escaped("type") == "type")
    #expect(SwiftNames.type("String") == "String_")
    #expect(SwiftNames.type("my_type") == "MyType")
    #expect(SwiftNames.method("SubmitDossier") == "submitDossier")
    #expect(SwiftNames.file("grpc/v1/error_details.proto") == "ErrorDetails")
  }

  @Test("C names are those of protoc-gen-c")
  func cNames() {
    #expect(CNames.type("motcua.v1.RowError") == "Motcua__V1__RowError")
    #expect(CNames.function("motcua.v1.RowError") == "motcua__v1__row_error")
    #expect(CNames.function("a.HTTPRule") == "a__httprule")
    #expect(CNames.field("Class") == "class_")
    #expect(CNames.count("new") == "n_new_")
    #expect(CNames.oneofCase("kind") == "kind_case")
  }
}
