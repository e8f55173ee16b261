import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Shipments")
struct ShipmentTests {
  typealias Ground = DossierHouse.Ground

  private func record(
    _ house: DossierHouse,
    _ code: String,
    tracking: String = "EB1VN",
    outbound: Bool = true,
    returns: Bool = false
  ) async throws -> Shipment {
    try await house.dossiers.recordShipment(
      RecordShipmentRequest(
        code: code,
        direction: outbound ? .outbound : .inbound,
        carrier: "VNPOST",
        trackingNumber: tracking,
        returnsResult: returns,
        receiverName: "Nguyễn Văn An",
        receiverPhone: "0912345678",
        receiverAddress: "Thị xã Bình Long"
      ),
      options: house.by(.desk)
    )
  }

  private func update(
    _ house: DossierHouse,
    _ state: MotCuaAPI.ShipmentState,
    tracking: String = "EB1VN",
    by person: Person = .postman
  ) async throws -> Shipment {
    try await house.dossiers.updateShipment(
      UpdateShipmentRequest(
        carrier: "VNPOST",
        trackingNumber: tracking,
        state: state,
        requestId: Requests.id(Int.random(in: 1...1_000_000_000))
      ),
      options: house.by(person)
    )
  }

  @Test(
    "A delivery hands the result over, and counts as returned by post",
    arguments: Ground.allCases
  )
  func delivery(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    await expectRefusal(.illegalTransition) {
      _ = try await record(house, born.code, returns: true)
    }
    try await house.complete(born.code)
    let made = try await record(house, born.code, returns: true)
    #expect(made.state == .created)
    // The desk sees the end of the number and no address; the postman all of it.
    #expect(made.receiverPhone == "*******678")
    #expect(made.receiverAddress == "")
    let seen = try await update(house, .collected)
    #expect(seen.receiverPhone == "0912345678")
    #expect(seen.receiverAddress == "Thị xã Bình Long")
    house.set(8, 8, 10)
    _ = try await update(house, .inTransit)
    #expect(try await house.dossier(born.code).state == .completed)
    house.set(8, 10, 10)
    let delivered = try await update(house, .delivered)
    #expect(delivered.steps.map(\.state) == [.created, .collected, .inTransit, .delivered])
    let returned = try await house.fullDossier(born.code)
    #expect(returned.state == .returned)
    #expect(returned.resultReturn?.method == .post)
    #expect(returned.resultReturn?.trackingNumber == "EB1VN")
    #expect(returned.history.last?.action == .returnResult)
    #expect(try await house.august().returnedPost == 1)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("Nothing goes back, and what cannot be reached is told", arguments: Ground.allCases)
  func order(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    let made = try await record(house, born.code, outbound: false)
    let early = try await refusal { try await update(house, .delivered) }
    #expect(early?.reason == .shipmentState)
    #expect(early?.subjects == ["COLLECTED", "IN_TRANSIT", "RETURNED", "LOST"])
    _ = try await update(house, .inTransit)
    #expect(try await refusal { try await update(house, .collected) }?.reason == .shipmentState)
    let stale = UpdateShipmentRequest(
      carrier: "VNPOST",
      trackingNumber: "EB1VN",
      state: .lost,
      etag: made.etag
    )
    await expectRefusal(.etagMismatch) {
      _ = try await house.dossiers.updateShipment(stale, options: house.by(.desk))
    }
    _ = try await update(house, .lost, by: .desk)
    #expect(try await refusal { try await update(house, .delivered) }?.subjects == [])
    #expect(try await house.dossier(born.code).state == .inProgress)
    await expectRefusal(.alreadyExists) { _ = try await record(house, born.code) }
  }

  @Test(
    "A delivery stays on record where the dossier was taken up again",
    arguments: Ground.allCases
  )
  func reworked(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    try await house.complete(born.code)
    _ = try await record(house, born.code, returns: true)
    _ = try await update(house, .collected)
    _ = try await house.dossiers.reworkDossier(
      ReworkDossierRequest(code: born.code, reason: "Sai tên"),
      options: house.by(.supervisor)
    )
    #expect(try await update(house, .delivered).state == .delivered)
    #expect(try await house.dossier(born.code).state == .inProgress)
  }

  @Test(
    "The postman sees shipments only, the others those of their dossiers",
    arguments: Ground.allCases
  )
  func scope(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    for number in 1...3 {
      _ = try await record(house, born.code, tracking: "EB\(number)VN", outbound: false)
    }
    func list(_ person: Person, _ request: ListShipmentsRequest) async throws -> [String] {
      try await house.dossiers.listShipments(request, options: house.by(person)).shipments
        .map(\.trackingNumber)
    }
    let all = ListShipmentsRequest()
    for person in [Person.postman, .desk, .supervisor, .applicant] {
      #expect(try await list(person, all) == ["EB3VN", "EB2VN", "EB1VN"])
    }
    #expect(try await list(.districtDesk, all) == [])
    #expect(try await list(.desk, ListShipmentsRequest(trackingNumber: "EB2VN")) == ["EB2VN"])
    #expect(try await list(.desk, ListShipmentsRequest(states: [.lost])) == [])
    #expect(try await list(.desk, ListShipmentsRequest(direction: .outbound)) == [])
    let first = try await house.dossiers.listShipments(
      ListShipmentsRequest(dossierCode: born.code, pageSize: 2),
      options: house.by(.postman)
    )
    #expect(first.shipments.count == 2)
    let rest = ListShipmentsRequest(
      dossierCode: born.code,
      pageSize: 2,
      pageToken: first.nextPageToken
    )
    #expect(try await list(.postman, rest) == ["EB1VN"])
    await expectRefusal(.principalNotAllowed) {
      _ = try await house.dossier(born.code, as: .postman)
    }
    await expectRefusal(.notFound) {
      _ = try await update(house, .collected, by: .districtDesk)
    }
  }
}
