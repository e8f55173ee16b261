import MotCuaClient
import RPCMessages
import Testing

struct PaymentSignatureTests {
  @Test("A callback is signed as the server's own tests and Python's hmac sign it")
  func signature() {
    let request = ConfirmPaymentRequest(
      merchantReference: "000.00.05.H10-200806-0001-TT1",
      transactionReference: "GD-1",
      amountVnd: 120_000,
      paidAt: GoogleProtobuf.Timestamp(seconds: 1_596_680_100, nanos: 999_000_000)
    )
    let signed = request.signed(by: .viettel, secret: "khoa-bi-mat-cua-cong-thanh-toan-32")
    #expect(
      signed.signature == "380a42a71d2e5ac02d9da56be3377b74cac07021cf4915ef136be90010b6873a"
    )
    #expect(signed.amountVnd == request.amountVnd)
  }
}
