import ArgumentParser
import MotCuaClient

struct OfferingSetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "set",
    "Đặt cách một cơ quan thực hiện một thủ tục; điều không nêu giữ nguyên.",
    en:
      "Sets how an agency offers a procedure; what is not given stays as it is. A level from a day on"
      + " ends the level of the same ladder the day before.",
    example: "motcua procedure offering set 1.001193 --agency 000.00.02.H10 --level level-4"
      + " --from 2020-08-01 --online --by-post"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã thủ tục.") var procedure: String
  @Option(help: "Mã cơ quan giải quyết.") var agency: String
  @OptionGroup var fields: OfferingFields

  func run() async throws {
    try await withServer { session, client in
      let present = try await client.procedures.listOfferings(
        ListOfferingsRequest(procedureCode: procedure, agencyCode: agency, pageSize: 1)
      ).offerings.first
      let offering = present ?? Offering(procedureCode: procedure, agencyCode: agency)
      let set = try await client.procedures.setOffering(
        SetOfferingRequest(
          offering: fields.applied(to: offering.withoutOutputs),
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          // What was read is what is changed, whoever else is at it.
          etag: change.etag ?? present?.etag ?? ""
        )
      )
      try session.printer.one(set, Columns.offering)
    }
  }
}

/// What of an offering is set.
struct OfferingFields: ParsableArguments {
  @Option(help: "Mã nơi tiếp nhận.") var desk: String?
  @Option(help: "Mức độ dịch vụ công; mỗi thang một mức.") var level: [Choice<ServiceLevel>] = []
  @Option(
    help: """
      Ngày bắt đầu của mức độ (YYYY-MM-DD); mức trước đó trên cùng thang hết hiệu lực ngày liền trước. \
      Không nêu ngày thì mức mới thay mọi mức cũ trên cùng thang.
      """
  )
  var from: DayArgument?
  @Flag(inversion: .prefixedNo, help: "Nhận hồ sơ trực tuyến.") var online: Bool?
  @Flag(inversion: .prefixedNo, help: "Nhận hồ sơ qua bưu chính.") var byPost: Bool?
  @Option(help: "Thực hiện từ ngày (YYYY-MM-DD).") var validFrom: DayArgument?
  @Option(help: "Thực hiện đến hết ngày (YYYY-MM-DD).") var validTo: DayArgument?
  @Option(help: "Thêm phân công, dạng NHIỆM-VỤ:MÃ-CÁN-BỘ; có thể lặp lại.")
  var assign: [AssignmentArgument] = []
  @Option(help: "Bỏ phân công, dạng NHIỆM-VỤ:MÃ-CÁN-BỘ; có thể lặp lại.")
  var unassign: [AssignmentArgument] = []
  @Option(help: "Hồ sơ giấy với mức độ 3, 4: off, warn hoặc enforce.") var paper: Choice<PaperMode>?
  @Option(
    help: "Quy định về hồ sơ giấy có từ ngày (YYYY-MM-DD); không nêu thì thay mọi quy định cũ."
  )
  var paperFrom: DayArgument?
  @Option(help: "Lý do được nhận giấy, dạng MÃ:LÝ DO; có thể lặp lại.")
  var paperExempt: [PaperExemptionArgument] = []

  func validate() throws {
    for isLegacy in [true, false] where level.filter({ $0.value.isLegacy == isLegacy }).count > 1 {
      throw ValidationError("Mỗi thang chỉ đặt một mức độ trong một lần.")
    }
    guard from == nil || !level.isEmpty else { throw ValidationError("--from đi cùng --level.") }
    guard paper != nil || (paperFrom == nil && paperExempt.isEmpty) else {
      throw ValidationError("--paper-from và --paper-exempt đi cùng --paper.")
    }
  }

  /// An offering with what was given.
  func applied(to present: Offering) -> Offering {
    var offering = present
    if let desk { offering.deskAgencyCode = desk }
    for level in level { offering.levels = levels(offering.levels, followedBy: level.value) }
    if let online { offering.receivesOnline = online }
    if let byPost { offering.receivesByPost = byPost }
    if let validFrom { offering.validFrom = validFrom.message }
    if let validTo { offering.validTo = validTo.message }
    let removed = unassign.map(\.message)
    offering.assignees.removeAll { assignment in
      removed.contains { $0.duty == assignment.duty && $0.officerCode == assignment.officerCode }
    }
    for assignment in assign.map(\.message) where !offering.assignees.contains(assignment) {
      offering.assignees.append(assignment)
    }
    if let paper {
      let rule = PaperPolicy(
        mode: paper.value,
        validFrom: paperFrom?.message,
        exemptions: paperExempt.map(\.message)
      )
      offering.paperPolicies = offering.paperPolicies.endingBefore(paperFrom) + [rule]
    }
    return offering
  }

  /// The levels with one more: what began on its day or later on the same ladder goes, and what began
  /// earlier ends the day before.
  private func levels(
    _ levels: [OfferingLevel],
    followedBy level: ServiceLevel
  ) -> [OfferingLevel] {
    let own = levels.filter { $0.level.isLegacy == level.isLegacy }.endingBefore(from)
    let other = levels.filter { $0.level.isLegacy != level.isLegacy }
    return other + own + [OfferingLevel(level: level, validFrom: from?.message)]
  }
}

extension ServiceLevel {
  /// Whether it is of the ladder 1-4 (Decree 43/2011) and not of Decree 42/2022.
  fileprivate var isLegacy: Bool {
    [.level1, .level2, .level3, .level4].contains(self)
  }
}
