import ArgumentParser
import MotCuaClient

/// Who helps an owner to submit.
struct AssistanceOptions: ParsableArguments {
  @Option(help: "Tên người hỗ trợ (kèm --capacity, --help-reason và --consent).")
  var assistant: String?
  @Option(help: "Tư cách của người hỗ trợ.") var capacity: Choice<AssistantCapacity>?
  @Option(help: "Vì sao chủ hồ sơ cần hỗ trợ.") var helpReason: Choice<AssistanceReason>?
  @Option(help: "Số giấy tờ của người hỗ trợ; không phải của chủ hồ sơ.")
  var assistantID: String?
  @Flag(help: "Chủ hồ sơ đồng ý được hỗ trợ.") var consent = false
  @Option(help: "Chủ hồ sơ đồng ý bằng cách nào.") var consentNote: String?

  /// The helper in the contract's terms; nil where there is none.
  var assistance: Assistance? {
    assistant.map {
      Assistance(
        assistantName: $0,
        capacity: capacity?.value ?? .unspecified,
        consent: consent,
        reason: helpReason?.value ?? .unspecified,
        identityNumber: assistantID ?? "",
        consentNote: consentNote ?? ""
      )
    }
  }
}
