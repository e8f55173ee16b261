import ArgumentParser

struct PaymentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "payment",
    "Thanh toán: yêu cầu, xác nhận, hoàn trả, đối soát phí và lệ phí.",
    en: "Payments of fees: requests, confirmations, refunds, reconciliation.",
    example: "motcua payment list --state refund-due",
    subcommands: [
      PaymentRequestCommand.self, PaymentCreateCommand.self, PaymentConfirmCommand.self,
      PaymentRefundCommand.self, PaymentCancelCommand.self, PaymentGetCommand.self,
      PaymentListCommand.self, PaymentReconcileCommand.self, PaymentProvidersCommand.self,
      PaymentSetProviderCommand.self,
    ]
  )
}
