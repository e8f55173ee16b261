import MotCuaClient

/// How the command line names the head of agencies.
enum HeadName {
  /// The code of a head who is named by his code or his name.
  static func code(of head: String, _ client: MotCuaClient) async throws -> String {
    guard head.contains(where: { $0 == " " || !$0.isASCII }) else { return head }
    let heads = try await client.agencies
      .allOfficers(ListOfficersRequest(headsOnly: true, pageSize: 500))
      .prefix(.max)
    let found = heads.filter { $0.name == head }
    guard let one = found.first else {
      throw ToolError.usage("Không có người đứng đầu tên \(head).", en: "No head has this name.")
    }
    guard found.count == 1 else {
      let codes = found.map(\.code).joined(separator: ", ")
      throw ToolError.usage(
        "Nhiều người đứng đầu cùng tên, hãy nêu mã: \(codes).",
        en: "Several heads have this name; give a code: \(codes)."
      )
    }
    return one.code
  }
}
