package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension RequestPaymentRequest: DossierStepRequest {}
extension CreatePaymentRequest: MutationRequest {}
extension ConfirmPaymentRequest: MutationRequest {}
extension RefundPaymentRequest: MutationRequest {}
extension CancelPaymentRequest: MutationRequest {}

extension MotCuaDossierService {
  /// Asks the applicant for a payment.
  package func requestPayment(
    _ request: RequestPaymentRequest,
    context: ServerContext
  ) async throws -> Payment {
    let target = try target(request, context)
    let today = environment.today
    let command: RequestPayment = try FieldReader.read { reader in
      let deadline = reader.date(request.deadline, "deadline")
      if let deadline, deadline < today {
        reader.refuse("deadline", "The last day to pay lies in the past.")
      }
      guard let deadline, let kind = request.kind.model else { return nil }
      return RequestPayment(
        target: target,
        kind: kind,
        name: TextNormaliser.stored(request.name),
        amount: Money(dong: request.amountVnd),
        deadline: deadline,
        note: TextNormaliser.stored(request.note)
      )
    }
    return try await change(command, for: request, context)
  }

  /// Opens a payment at a provider.
  package func createPayment(
    _ request: CreatePaymentRequest,
    context: ServerContext
  ) async throws -> Payment {
    let code = try Self.paymentCode(request.code)
    let isSystem = context.principal.kind == .system || context.principal.isAsserted
    let command: CreatePayment = try FieldReader.read { reader in
      let reference = request.merchantReference
      if !reference.isEmpty, !isSystem {
        reader.refuse("merchant_reference", "Only a connected system names it.")
      }
      return request.provider.model.map {
        CreatePayment(
          code: code,
          actor: actor(context),
          provider: $0,
          merchantReference: reference.isEmpty ? nil : reference,
          etag: Etag.expected(request.etag)
        )
      }
    }
    return try await change(command, for: request, context)
  }

  /// Confirms that money came.
  ///
  /// Another amount than was asked for is recorded first and refused then, so that nothing that
  /// came is lost; a repeat of the request is refused in the same way.
  package func confirmPayment(
    _ request: ConfirmPaymentRequest,
    context: ServerContext
  ) async throws -> ConfirmPaymentResponse {
    let isGateway = context.principal.kind == .paymentGateway
    let command =
      isGateway ? try callback(request, context) : try confirmation(request, context)
    let response = try await environment.mutator.perform(
      command,
      for: request,
      context: context,
      needsRequestID: true
    ) { ConfirmPaymentResponse($0) }
    guard response.outcome != .amountDiffers else {
      throw RPCError(
        reason: .paymentAmountDiffers,
        metadata: ["payment": response.payment?.code ?? ""]
      )
    }
    return response
  }

  /// What a gateway says, once its signature has been found right.
  private func callback(
    _ request: ConfirmPaymentRequest,
    _ context: ServerContext
  ) throws -> ConfirmPayment {
    guard let provider = gateway(of: context.principal) else {
      throw RPCError(reason: .principalNotAllowed, "The caller speaks for no provider.")
    }
    var reader = FieldReader()
    let paidAt = reader.instant(request.paidAt, "paid_at")
    for (field, value) in [
      ("merchant_reference", request.merchantReference),
      ("transaction_reference", request.transactionReference), ("signature", request.signature),
    ] where value.isEmpty {
      reader.refuse(field, "A gateway gives it.")
    }
    if paidAt == nil { reader.refuse("paid_at", "A gateway gives it.") }
    if !request.code.isEmpty { reader.refuse("code", "A gateway names its own reference.") }
    if request.method != .unspecified { reader.refuse("method", "A gateway leaves it.") }
    try reader.check()
    let signed = PaymentSignature(
      provider: provider.code,
      merchantReference: request.merchantReference,
      transactionReference: request.transactionReference,
      amount: Money(dong: request.amountVnd),
      paidAt: paidAt ?? environment.clock.now()
    )
    guard signed.isValid(request.signature, secret: provider.secret) else {
      throw RPCError(reason: .paymentSignatureInvalid)
    }
    return ConfirmPayment(
      source: .gateway(provider.code, merchantReference: request.merchantReference),
      actor: actor(context),
      transactionReference: request.transactionReference,
      amount: Money(dong: request.amountVnd),
      paidAt: paidAt
    )
  }

  /// What an officer says of cash, or of a transfer that he was shown.
  private func confirmation(
    _ request: ConfirmPaymentRequest,
    _ context: ServerContext
  ) throws -> ConfirmPayment {
    let code = try Self.paymentCode(request.code)
    let now = environment.clock.now()
    return try FieldReader.read { reader in
      let paidAt = reader.instant(request.paidAt, "paid_at")
      if let paidAt, paidAt > now { reader.refuse("paid_at", "It lies in the future.") }
      if !request.merchantReference.isEmpty {
        reader.refuse("merchant_reference", "An officer names the payment by its code.")
      }
      if !request.signature.isEmpty { reader.refuse("signature", "An officer signs nothing.") }
      guard let method = request.method.model, method != .online else {
        reader.refuse("method", "It is CASH or TRANSFER; what is online a gateway confirms.")
        return nil
      }
      if method == .transfer, request.transactionReference.isEmpty {
        reader.refuse("transaction_reference", "A transfer has one.")
      }
      return ConfirmPayment(
        source: .desk(code, method),
        actor: actor(context),
        transactionReference: request.transactionReference,
        amount: Money(dong: request.amountVnd),
        paidAt: paidAt
      )
    }
  }

  /// Records that money went back.
  package func refundPayment(
    _ request: RefundPaymentRequest,
    context: ServerContext
  ) async throws -> Payment {
    let command = RefundPayment(
      code: try Self.paymentCode(request.code),
      actor: actor(context),
      refundReference: request.refundReference,
      amount: Money(dong: request.amountVnd),
      etag: Etag.expected(request.etag)
    )
    return try await change(command, for: request, context)
  }

  /// Takes back a request that nobody has paid.
  package func cancelPayment(
    _ request: CancelPaymentRequest,
    context: ServerContext
  ) async throws -> Payment {
    let command = CancelPayment(
      code: try Self.paymentCode(request.code),
      actor: actor(context),
      reason: try FieldReader.read { $0.required(request.reason, "reason") },
      etag: Etag.expected(request.etag)
    )
    return try await change(command, for: request, context)
  }

  /// A code that cannot be one names nothing.
  static func paymentCode(_ text: String) throws(StoreError) -> PaymentCode {
    guard let code = PaymentCode(text) else { throw .notFound(.payment(text)) }
    return code
  }

  /// The provider for which a gateway speaks.
  func gateway(of principal: Principal) -> PaymentProviderRecord? {
    environment.store.paymentProviders.values.first { $0.principalID == principal.id }
  }

  /// Runs a change of a payment; where money moves a request has an identity.
  private func change<Command: StoreCommand>(
    _ command: Command,
    for request: some MutationRequest,
    _ context: ServerContext
  ) async throws -> Payment where Command.Outcome == PaymentRecord {
    try await environment.mutator.perform(
      command,
      for: request,
      context: context,
      needsRequestID: true
    ) { Payment($0) }
  }
}
