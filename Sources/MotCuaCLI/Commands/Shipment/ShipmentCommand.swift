import ArgumentParser
import MotCuaClient

struct ShipmentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "shipment",
    "Bưu gửi: hồ sơ gửi đến và kết quả gửi đi qua bưu chính công ích.",
    en: "Shipments: dossiers and results that go by post.",
    example: "motcua shipment list --state in-transit",
    subcommands: [
      ShipmentRecordCommand.self, ShipmentUpdateCommand.self, ShipmentListCommand.self,
    ]
  )
}

struct ShipmentRecordCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "record",
    "Ghi nhận một bưu gửi của hồ sơ.",
    en: "Puts a shipment on record; with --returns-result its delivery hands the result over.",
    example: "motcua shipment record 000.00.02.H10-200806-0001 --direction outbound"
      + " --carrier VNPOST --tracking EB123456789VN --returns-result"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Chiều: inbound (hồ sơ), outbound (kết quả).")
  var direction: Choice<ShipmentDirection>
  @Option(help: "Đơn vị bưu chính.") var carrier: String
  @Option(help: "Số bưu gửi.") var tracking: String
  @Flag(help: "Phát xong bưu gửi là trả kết quả.") var returnsResult = false
  @Option(help: "Tên người nhận.") var receiver: String?
  @Option(help: "Điện thoại người nhận.") var phone: String?
  @Option(help: "Địa chỉ người nhận.") var address: String?

  func run() async throws {
    try await withServer { session, client in
      let shipment = try await client.dossiers.recordShipment(
        RecordShipmentRequest(
          code: code,
          direction: direction.value,
          carrier: carrier,
          trackingNumber: tracking,
          returnsResult: returnsResult,
          receiverName: receiver ?? "",
          receiverPhone: phone ?? "",
          receiverAddress: address ?? "",
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(shipment, Columns.shipment)
    }
  }
}

struct ShipmentUpdateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "update",
    "Cập nhật trạng thái bưu gửi.",
    en: "Says that a shipment has reached another state.",
    example: "motcua shipment update EB123456789VN --carrier VNPOST --state delivered"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Số bưu gửi.") var tracking: String
  @Option(help: "Đơn vị bưu chính.") var carrier: String
  @Option(help: "Trạng thái mới.") var state: Choice<ShipmentState>
  @Option(help: "Lúc đó; bỏ trống là bây giờ.") var at: InstantArgument?
  @Option(help: "Ghi chú.") var note: String?

  func run() async throws {
    try await withServer { session, client in
      let shipment = try await client.dossiers.updateShipment(
        UpdateShipmentRequest(
          carrier: carrier,
          trackingNumber: tracking,
          state: state.value,
          occurredAt: at?.message,
          note: note ?? "",
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(shipment, Columns.shipment)
    }
  }
}

struct ShipmentListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê bưu gửi, mới nhất trước.",
    en: "Lists shipments, the youngest first.",
    example: "motcua shipment list --dossier 000.00.02.H10-200806-0001"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Mã hồ sơ.") var dossier: String?
  @Option(help: "Chiều.") var direction: Choice<ShipmentDirection>?
  @Option(help: "Trạng thái; có thể lặp lại.") var state: [Choice<ShipmentState>] = []
  @Option(help: "Số bưu gửi.") var tracking: String?

  func run() async throws {
    try await withServer { session, client in
      let request = ListShipmentsRequest(
        dossierCode: dossier ?? "",
        direction: direction?.value ?? .unspecified,
        states: state.map(\.value),
        trackingNumber: tracking ?? "",
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.dossiers.allShipments(request))
      try session.printer.list(rows, Columns.shipment)
    }
  }
}
