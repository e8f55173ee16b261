import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("The server's state")
struct ServerInfoTests {
  @Test("It tells versions, time, limits and counts")
  func info() async throws {
    let house = try await ServiceHouse(isClockManual: true)
    try await house.furnishAgencies()
    house.clock.set(ServiceHouse.start + 90_500)
    let info = try await house.admin(as: house.administrator).getServerInfo(GetServerInfoRequest())
    #expect(info.version == "1.2.3")
    #expect(info.now == (ServiceHouse.start + 90_500).timestamp)
    #expect(info.uptime == GoogleProtobuf.Duration(seconds: 90, nanos: 500_000_000))
    #expect(info.manualClock)
    #expect(info.agencies == 5)
    #expect(info.procedures == 0)
    #expect(info.dossiers == 0)
    #expect(info.walBytes == 0)
    #expect(info.pageSizeMax == 500)
    #expect(info.messageBytesMax == 4 << 20)
    #expect(info.writeQueueMax == 4096)
    #expect(info.calendarYears == Array(2019...2027))
  }
}
