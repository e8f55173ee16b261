import ArgumentParser
import MotCuaClient

struct PaymentRequestCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "request",
    "Yêu cầu nộp phí, lệ phí; hồ sơ chờ cho đến khi nộp hoặc hết hạn.",
    en: "Asks for a payment; the dossier waits for it.",
    example: "motcua payment request 000.00.02.H10-200806-0001 --kind charge --amount 120000"
      + " --deadline 2020-08-12"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Loại: fee (phí), charge (lệ phí), price (giá).") var kind: Choice<FeeKind>
  @Option(help: "Số tiền, đồng.") var amount: Int64
  @Option(help: "Ngày cuối cùng được nộp (YYYY-MM-DD).") var deadline: DayArgument
  @Option(help: "Tên khoản thu.") var name: String?
  @Option(help: "Ghi chú.") var note: String?

  func run() async throws {
    try await withServer { session, client in
      let payment = try await client.dossiers.requestPayment(
        RequestPaymentRequest(
          code: code,
          kind: kind.value,
          name: name ?? "",
          amountVnd: amount,
          deadline: deadline.message,
          note: note ?? "",
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(payment, Columns.payment)
    }
  }
}

struct PaymentCreateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "create",
    "Mở một khoản thanh toán tại nơi nộp tiền.",
    en: "Opens a payment at a provider.",
    example: "motcua payment create 000.00.02.H10-200806-0001-TT1 --provider viettel"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã thanh toán.") var code: String
  @Option(help: "Nơi nộp tiền.") var provider: Choice<PaymentProviderCode>
  @Option(help: "Mã tham chiếu mà hệ thống kết nối đã mở tại nơi nộp.") var reference: String?

  func run() async throws {
    try await withServer { session, client in
      let payment = try await client.dossiers.createPayment(
        CreatePaymentRequest(
          code: code,
          provider: provider.value,
          merchantReference: reference ?? "",
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(payment, Columns.payment)
    }
  }
}

struct PaymentConfirmCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "confirm",
    "Xác nhận đã thu tiền mặt hoặc chuyển khoản tại quầy.",
    en: "Confirms cash or a transfer at the desk. A gateway confirms by a signed call of its own.",
    example: "motcua payment confirm 000.00.02.H10-200806-0001-TT1 --amount 120000 --method cash"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Argument(help: "Mã thanh toán.") var code: String
  @Option(help: "Số tiền đã thu, đồng.") var amount: Int64
  @Option(help: "Cách nộp: cash, transfer.") var method: Choice<PaymentMethod>
  @Option(help: "Mã giao dịch; bắt buộc với transfer.") var transaction: String?
  @Option(help: "Nộp lúc; bỏ trống là bây giờ.") var paidAt: InstantArgument?

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.dossiers.confirmPayment(
        ConfirmPaymentRequest(
          code: code,
          transactionReference: transaction ?? "",
          amountVnd: amount,
          paidAt: paidAt?.message,
          method: method.value,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(answer, Columns.confirmation)
    }
  }
}

struct PaymentRefundCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "refund",
    "Ghi nhận đã hoàn trả tiền.",
    en: "Records that money went back.",
    example: "motcua payment refund 000.00.02.H10-200806-0001-TT1 --amount 120000 --reference HT-1"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã thanh toán.") var code: String
  @Option(help: "Số tiền hoàn, đồng: toàn bộ.") var amount: Int64
  @Option(help: "Mã giao dịch hoàn trả.") var reference: String

  func run() async throws {
    try await withServer { session, client in
      let payment = try await client.dossiers.refundPayment(
        RefundPaymentRequest(
          code: code,
          refundReference: reference,
          amountVnd: amount,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(payment, Columns.payment)
    }
  }
}

struct PaymentCancelCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "cancel",
    "Hủy yêu cầu chưa có ai nộp; hồ sơ trở lại như trước.",
    en: "Takes back a request that nobody has paid.",
    example: "motcua payment cancel 000.00.02.H10-200806-0001-TT1 --reason 'Nhập nhầm số tiền'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã thanh toán.") var code: String
  @Option(help: "Lý do.") var reason: String

  func run() async throws {
    try await withServer { session, client in
      let payment = try await client.dossiers.cancelPayment(
        CancelPaymentRequest(
          code: code,
          reason: reason,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(payment, Columns.payment)
    }
  }
}
