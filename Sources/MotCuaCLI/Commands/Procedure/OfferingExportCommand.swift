import ArgumentParser
import MotCuaClient

struct OfferingExportCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "export",
    "Xuất nơi thực hiện thủ tục với mọi mức độ, phân công và quy định (JSONL); nạp lại không đổi gì.",
    en: "Exports offerings whole, as JSON lines that `offering import` reads: importing them again"
      + " changes nothing.",
    example: "motcua procedure offering export > noi-thuc-hien.jsonl"
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Mã thủ tục.") var procedure: String?
  @Option(help: "Mã cơ quan.") var agency: String?

  func run() async throws {
    try await withServer { session, client in
      let request = ListOfferingsRequest(
        procedureCode: procedure ?? "",
        agencyCode: agency ?? "",
        pageSize: 500
      )
      for try await offering in client.procedures.allOfferings(request) {
        try session.printer.ndjson([offering.withoutOutputs])
      }
    }
  }
}

extension Offering {
  /// What may be set of it; what is only told stays away.
  var withoutOutputs: Offering {
    var offering = self
    offering.serviceLevel = .unspecified
    offering.serviceExtent = .unspecified
    offering.etag = ""
    return offering
  }
}
