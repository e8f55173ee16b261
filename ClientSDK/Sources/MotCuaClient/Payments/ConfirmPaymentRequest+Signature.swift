internal import Crypto
public import MotCuaAPI
internal import RPCMessages

extension ConfirmPaymentRequest {
  /// The request with the signature of a payment gateway over what it says: HMAC-SHA256 under the
  /// provider's secret, of the six lines that the contract describes.
  ///
  /// Sign last: a field that is changed afterwards makes the signature wrong. Without `paidAt` the
  /// instant counts as 0, and the server refuses the request.
  public func signed(by provider: PaymentProviderCode, secret: String) -> ConfirmPaymentRequest {
    let lines = [
      "motcua-payment-v1", String(provider.name.trimmingPrefix("PAYMENT_PROVIDER_CODE_")),
      merchantReference, transactionReference, String(amountVnd), String(paidAt?.seconds ?? 0),
    ]
    let code = HMAC<SHA256>.authenticationCode(
      for: Array(lines.joined(separator: "\n").utf8),
      using: SymmetricKey(data: Array(secret.utf8))
    )
    var request = self
    request.signature = code.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
    return request
  }
}
