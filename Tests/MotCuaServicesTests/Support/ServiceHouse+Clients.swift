import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

extension ServiceHouse {
  /// A client of agencies as a caller.
  func agencies(as token: String?, trailers: TrailerBox? = nil) -> AgencyServiceClient {
    AgencyServiceClient(transport(as: token, trailers: trailers))
  }

  /// A client of procedures as a caller.
  func procedures(as token: String?, trailers: TrailerBox? = nil) -> ProcedureServiceClient {
    ProcedureServiceClient(transport(as: token, trailers: trailers))
  }

  /// A client of administration as a caller.
  func admin(as token: String?, trailers: TrailerBox? = nil) -> AdminServiceClient {
    AdminServiceClient(transport(as: token, trailers: trailers))
  }

  /// A province, two departments, a district and a commune below it.
  func furnishAgencies() async throws {
    func record(
      _ code: String,
      _ name: String,
      _ level: MotCuaDomain.AgencyLevel,
      _ up: String?
    )
      -> AgencyRecord?
    {
      AgencyCode(code).map {
        AgencyRecord(code: $0, name: name, level: level, parent: up.flatMap { AgencyCode($0) })
      }
    }
    let agencies = [
      record("000.00.00.H10", "UBND tỉnh Bình Phước", .province, nil),
      record("000.00.01.H10", "Sở Tư pháp", .province, "000.00.00.H10"),
      record("000.00.02.H10", "Sở Xây dựng", .province, "000.00.00.H10"),
      record("000.00.30.H10", "UBND thành phố Đồng Xoài", .district, "000.00.00.H10"),
      record("000.31.30.H10", "UBND phường Tân Bình", .commune, "000.00.30.H10"),
    ].compactMap { $0 }
    try await perform(ImportAgencies(agencies: agencies))
  }
}
