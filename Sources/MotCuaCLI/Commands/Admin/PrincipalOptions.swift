import ArgumentParser
import MotCuaClient

/// Who a principal is, as the commands that make one take it.
struct PrincipalOptions: ParsableArguments {
  @Option(help: "Loại chủ thể.") var kind: Choice<PrincipalKind>?
  @Option(help: "Tên để người đọc nhận ra; mặc định ghép từ loại và cơ quan.") var name: String?
  @Option(help: "Mã cơ quan; có thể lặp lại.") var agency: [String] = []
  @Option(help: "Nhiệm vụ của cán bộ; có thể lặp lại.") var duty: [Choice<Duty>] = []
  @Option(
    name: .customLong("officer"),
    help: "Mã cán bộ: quyền theo phân công, tên ghi trong lịch sử."
  )
  var officerCode: String?
  @Option(name: .customLong("id"), help: "Số giấy tờ của người nộp.") var identityNumber: String?

  private var places: [String] { agency.isEmpty ? [officerCode].compactMap { $0 } : agency }

  /// The principal in the contract's terms.
  var principal: Principal {
    let kind = kind?.value ?? .unspecified
    return Principal(
      kind: kind,
      name: name ?? ([kind.word] + places).joined(separator: " "),
      agencyCodes: agency,
      duties: duty.map(\.value),
      officerCode: officerCode ?? "",
      identityNumber: identityNumber ?? ""
    )
  }
}
