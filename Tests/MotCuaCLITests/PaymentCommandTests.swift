import MotCuaAPI
import MotCuaCLI
import RPCCore
import Synchronization
import Testing

struct PaymentCommandTests {
  private let code = "H10.05-200806-0001-TT1"

  @Test("A request for a payment carries its amount, day and an identifier")
  func request() async throws {
    let server = try ScriptedServer([
      .answer(DossierServiceMethods.requestPayment, RequestPaymentRequest.self) { request in
        #expect(request.amountVnd == 120_000)
        #expect(request.kind == .charge)
        #expect(request.deadline == Date(year: 2020, month: 8, day: 12))
        #expect(request.requestId.utf8.count == 36)
        return Payment(code: request.code + "-TT1", state: .requested, amountVnd: 120_000)
      }
    ])
    let run = try await ToolRun(
      [
        "payment", "request", "H10.05-200806-0001", "--kind", "charge", "--amount", "120000",
        "--deadline", "2020-08-12",
      ],
      server: server
    )
    #expect(run.status == 0)
    #expect(run.output.contains(code))
    #expect(run.output.contains("Chưa thanh toán"))
  }

  @Test("The secret of a provider is read from a file, and is no argument")
  func secret() async throws {
    let seen = Mutex("")
    let server = try ScriptedServer([
      .answer(DossierServiceMethods.setPaymentProvider, SetPaymentProviderRequest.self) { request in
        seen.withLock { $0 = request.secret }
        return request.provider ?? PaymentProvider()
      }
    ])
    let run = try await ToolRun(
      [
        "payment", "set-provider", "vnpt", "--stage", "live=2020-06-01", "--secret-file", "khoa",
      ],
      server: server,
      files: ["khoa": "mot-khoa-bi-mat\n"]
    )
    #expect(run.status == 0)
    #expect(seen.withLock { $0 } == "mot-khoa-bi-mat")
    #expect(!run.output.contains("mot-khoa-bi-mat"))
  }

  @Test("A provider's file is sent row by row; a row that cannot be read ends with 1")
  func reconcile() async throws {
    let seen = Mutex<[ReconcilePaymentsRequest]>([])
    let server = try ScriptedServer([
      .collect(DossierServiceMethods.reconcilePayments, ReconcilePaymentsRequest.self) { requests in
        seen.withLock { $0 = requests }
        return ReconcilePaymentsResponse(
          rows: [ReconciledRow(line: 2, verdict: .matched, paymentCode: "A-TT1")],
          matchedCount: 1
        )
      }
    ])
    let table = """
      merchant_reference\ttransaction_reference\tamount_vnd\tpaid_at\trefunded
      A-TT1\tGD-1\t120000\t2020-08-06 09:15\t
      A-TT2\tGD-2\tnhiều\t\t
      """
    let run = try await ToolRun(
      [
        "payment", "reconcile", "gd.tsv", "--provider", "vnpt", "--paid",
        "2020-08-01..2020-08-31",
      ],
      server: server,
      files: ["gd.tsv": table]
    )
    #expect(run.status == 1)
    #expect(run.output.contains("Khớp"))
    #expect(run.errors.contains("dòng 3: amount_vnd: NOT_AN_AMOUNT"))
    let rows = seen.withLock { $0.flatMap(\.rows) }
    #expect(rows.map(\.transactionReference) == ["GD-1"])
    #expect(rows.first?.paidAt != nil)
    #expect(seen.withLock { $0.first?.confirm } == false)
  }

  @Test("A shipment's step names the carrier, its number and the state")
  func shipment() async throws {
    let server = try ScriptedServer([
      .answer(DossierServiceMethods.updateShipment, UpdateShipmentRequest.self) { request in
        Shipment(
          carrier: request.carrier,
          trackingNumber: request.trackingNumber,
          dossierCode: "H10.05-200806-0001",
          state: request.state
        )
      }
    ])
    let run = try await ToolRun(
      ["shipment", "update", "EB1VN", "--carrier", "VNPOST", "--state", "in-transit"],
      server: server
    )
    #expect(run.status == 0)
    #expect(run.output.contains("Đang chuyển"))
  }
}
