import ArgumentParser
import MotCuaClient

struct PaymentGetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "get",
    "Xem một khoản thanh toán.",
    en: "Shows one payment.",
    example: "motcua payment get 000.00.02.H10-200806-0001-TT1"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã thanh toán.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let payment = try await client.dossiers.getPayment(GetPaymentRequest(code: code))
      try session.printer.one(payment, Columns.payment)
    }
  }
}

struct PaymentListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê thanh toán, mới nhất trước.",
    en: "Lists payments, the youngest first.",
    example: "motcua payment list --dossier 000.00.02.H10-200806-0001"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Mã hồ sơ.") var dossier: String?
  @Option(help: "Trạng thái; có thể lặp lại.") var state: [Choice<PaymentState>] = []
  @Option(help: "Nơi nộp tiền.") var provider: Choice<PaymentProviderCode>?
  @Option(help: "Yêu cầu trong kỳ, TỪ..ĐẾN.") var requested: PeriodArgument?

  func run() async throws {
    try await withServer { session, client in
      let requested = try await self.requested.period(client)
      let request = ListPaymentsRequest(
        dossierCode: dossier ?? "",
        states: state.map(\.value),
        provider: provider?.value ?? .unspecified,
        requested: requested,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.dossiers.allPayments(request))
      try session.printer.list(rows, Columns.payment)
    }
  }
}

struct PaymentReconcileCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "reconcile",
    "Đối soát tệp của nơi nộp tiền (TSV: merchant_reference, transaction_reference, amount_vnd).",
    en: "Compares a provider's file; columns merchant_reference, transaction_reference,"
      + " amount_vnd, and optionally paid_at and refunded. Changes nothing without --confirm.",
    example: "motcua payment reconcile giao-dich.tsv --provider viettel"
      + " --paid 2020-08-01..2020-08-31"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Argument(help: "Tệp, hoặc - cho đầu vào chuẩn.") var file: String
  @Option(help: "Nơi nộp tiền.") var provider: Choice<PaymentProviderCode>
  @Option(help: "Tệp có các khoản nộp trong kỳ, TỪ..ĐẾN.") var paid: PeriodArgument
  @Flag(help: "Xác nhận những khoản đã nộp theo tệp mà ở đây còn chờ.") var confirm = false

  func run() async throws {
    let session = try Session(options)
    let input = try ProviderFile.read(try session.bytes(of: file))
    try await session.withClient { client in
      let paid = try await self.paid.days(client)
      let answer = try await client.dossiers.reconcilePayments { writer in
        try await ImportSender(session).send(input) { rows, isFirst in
          try await writer.write(
            ReconcilePaymentsRequest(
              provider: isFirst ? provider.value : .unspecified,
              paid: isFirst ? Period(paid) : nil,
              confirm: isFirst && confirm,
              rows: rows,
              requestId: isFirst ? mutation.identifier : "",
              validateOnly: isFirst && mutation.dryRun
            )
          )
        }
      }
      if session.printer.isJSON {
        try session.printer.one(answer, [])
      } else {
        try session.printer.list(answer.rows, Columns.reconciled)
        try session.note(Self.totals(answer))
      }
      try ImportReport(session).rejected(input.faults.map(\.rowError))
      guard input.faults.isEmpty, answer.rejectedCount == 0 else {
        throw Finished(status: .rowsRejected)
      }
    }
  }

  private static func totals(_ answer: ReconcilePaymentsResponse) -> Phrase {
    let counts = [
      answer.matchedCount, answer.missingHereCount, answer.missingThereCount,
      answer.amountDiffersCount, answer.stateDiffersCount, answer.confirmedCount,
      answer.rejectedCount,
    ].map(String.init)
    return Phrase(
      "Khớp \(counts[0]), thiếu ở đây \(counts[1]), thiếu trong tệp \(counts[2]), lệch tiền"
        + " \(counts[3]), lệch trạng thái \(counts[4]), xác nhận \(counts[5]), lỗi \(counts[6]).",
      en: "Matched \(counts[0]), missing here \(counts[1]), missing there \(counts[2]), amount"
        + " differs \(counts[3]), state differs \(counts[4]), confirmed \(counts[5]), rejected"
        + " \(counts[6])."
    )
  }
}

struct PaymentProvidersCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "providers",
    "Liệt kê các nơi nộp tiền.",
    en: "Lists the providers.",
    example: "motcua payment providers"
  )

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.dossiers.listPaymentProviders(ListPaymentProvidersRequest())
      try session.printer.list(answer.providers, Columns.provider)
    }
  }
}

struct PaymentSetProviderCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "set-provider",
    "Đặt một nơi nộp tiền: các giai đoạn, chủ thể gọi thay, khóa chữ ký (đọc từ tệp).",
    en: "Sets a provider: its stages, who speaks for it, and the secret of its signature.",
    example: "motcua payment set-provider viettel --name 'Viettel Money' --stage planned=2020-01-01"
      + " --stage live=2020-06-01 --principal 7 --secret-file khoa.txt"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Nơi nộp tiền.") var code: Choice<PaymentProviderCode>
  @Option(help: "Tên.") var name: String?
  @Option(help: "GIAI-ĐOẠN=NGÀY; có thể lặp lại.") var stage: [StageArgument] = []
  @Option(help: "Số của chủ thể loại payment-gateway.") var principal: String?
  @Option(help: "Tệp có khóa, 32 ký tự trở lên; bỏ trống thì khóa cũ còn nguyên.")
  var secretFile: String?

  func run() async throws {
    try await withServer { session, client in
      let secret = try secretFile.map { String(decoding: try session.bytes(of: $0), as: UTF8.self) }
      let provider = try await client.dossiers.setPaymentProvider(
        SetPaymentProviderRequest(
          provider: PaymentProvider(
            code: code.value,
            name: name ?? "",
            stages: stage.map(\.message),
            principalId: principal ?? ""
          ),
          secret: (secret ?? "").split(whereSeparator: \.isWhitespace).joined(),
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(provider, Columns.provider)
    }
  }
}

/// A stage of a provider as the command line writes it: `live=2020-06-01`.
struct StageArgument: ExpressibleByArgument {
  /// The stage in the contract's terms.
  let message: PaymentProviderPeriod

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let stage = Choice<PaymentProviderStage>(argument: parts[0]),
      let day = DayArgument(argument: parts[1])
    else { return nil }
    message = PaymentProviderPeriod(stage: stage.value, since: day.message)
  }
}
