import Crypto
package import MotCuaDomain
package import MotCuaStore

/// What a payment gateway signs when it says that money came, and how that is checked.
///
/// The text and the algorithm are part of the contract (`ConfirmPaymentRequest`): HMAC-SHA256 (RFC
/// 2104, FIPS 180-4) under the provider's secret over six lines. No field can hold a line feed, so
/// that no two callbacks have one text.
package struct PaymentSignature: Sendable {
  /// The bytes that are signed.
  package let text: [UInt8]

  /// Writes down what a callback says; the instant counts in whole seconds.
  package init(
    provider: PaymentProviderCode,
    merchantReference: String,
    transactionReference: String,
    amount: Money,
    paidAt: Instant
  ) {
    let seconds = Int64((Double(paidAt.milliseconds) / 1000).rounded(.down))
    let lines = [
      "motcua-payment-v1", provider.code, merchantReference, transactionReference,
      String(amount.dong), String(seconds),
    ]
    text = Array(lines.joined(separator: "\n").utf8)
  }

  /// The signature under a secret, as 64 hexadecimal digits.
  package func signature(secret: [UInt8]) -> String {
    let key = SymmetricKey(data: secret)
    return HexText.encode(Array(HMAC<SHA256>.authenticationCode(for: text, using: key)))
  }

  /// Whether a signature is the one under a secret; its duration does not tell how much is right.
  ///
  /// No signature is right where there is no secret.
  package func isValid(_ signature: String, secret: [UInt8]) -> Bool {
    guard !secret.isEmpty, let code = HexText.decode(signature) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(
      code,
      authenticating: text,
      using: SymmetricKey(data: secret)
    )
  }
}
