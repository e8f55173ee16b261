import ArgumentParser
import MotCuaClient
import ProtobufEngine

struct CallCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "call",
    "Gọi một phương thức bất kỳ với JSON.",
    en: "Calls any method with JSON. -d takes the text, @FILE or - for the standard input; a client"
      + " stream takes one JSON document on each line, a server stream prints one on each line."
      + " A request_id is made where none is given.",
    example: "motcua call DossierService/TrackDossier"
      + " -d '{\"code\": \"000.00.02.H10-200806-0001\", \"identitySuffix\": \"1234\"}'"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "DỊCH_VỤ/PHƯƠNG_THỨC, ví dụ AgencyService/GetAgency.") var method: String
  @Option(name: .shortAndLong, help: "JSON, @TỆP, hoặc - cho đầu vào chuẩn.") var data = "{}"

  func run() async throws {
    let entry = try MethodCatalogue.entry(method)
    let session = try Session(options)
    let messages = try requests(entry, session)
    try await session.withClient { client in
      let call = try await client.transport.open(entry.descriptor, options: CallOptions())
      try await GenericCall(entry, session.printer).exchange(messages, over: call)
    }
  }

  private func requests(_ entry: MethodEntry, _ session: Session) throws -> [[UInt8]] {
    let text = try text(session)
    guard entry.descriptor.kind.streamsRequests else {
      return [try encoded(text, as: entry.request, line: nil)]
    }
    var messages: [[UInt8]] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
      messages.append(try encoded(String(line), as: entry.request, line: index + 1))
    }
    return messages
  }

  private func text(_ session: Session) throws -> String {
    guard data == "-" || data.hasPrefix("@") else { return data }
    let bytes = try session.bytes(of: data == "-" ? "-" : String(data.dropFirst()))
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ToolError.usage("JSON không phải UTF-8.", en: "The JSON is not UTF-8.")
    }
    return text
  }

  private func encoded(
    _ text: String,
    as type: any WireMessage.Type,
    line: Int?
  ) throws -> [UInt8] {
    do {
      return try JSONText.bytes(text, as: type)
    } catch {
      let place = line.map { ($0, "dòng \($0): ", "line \($0): ") }
      throw ToolError.usage(
        "JSON không hợp lệ: \(place?.1 ?? "")\(error)",
        en: "The JSON is not a \(type.wireDescriptor.fullName): \(place?.2 ?? "")\(error)"
      )
    }
  }
}
