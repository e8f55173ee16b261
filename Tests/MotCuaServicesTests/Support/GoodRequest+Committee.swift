import MotCuaAPI
import MotCuaServices
import RPCCore

extension GoodRequest {
  /// What the steering committee writes down.
  static let committee: [String: GoodRequest] = [
    "SetTarget": GoodRequest(.supervisor) { house in
      var target = TargetTests.target()
      let first = SetTargetRequest(target: target)
      _ = try await house.statistics.setTarget(first, options: house.by(.supervisor))
      target.basisPoints = 5_000
      return SetTargetRequest(target: target)
    },
    "SetStatisticsPolicy": GoodRequest(.supervisor) { _ in
      SetStatisticsPolicyRequest(
        policy: StatisticsPolicy(fortnightAnchor: DossierHouse.day(8, 3).date)
      )
    },
    "RecordIndicator": GoodRequest(.supervisor) { house in
      var indicator = IndicatorTests.indicator(.trainings, value: 3)
      let first = RecordIndicatorRequest(indicator: indicator)
      _ = try await house.statistics.recordIndicator(first, options: house.by(.supervisor))
      indicator.value += 1
      return RecordIndicatorRequest(indicator: indicator)
    },
    "CreateDirective": GoodRequest(.supervisor) { _ in
      CreateDirectiveRequest(directive: DirectiveTests.directive())
    },
    "UpdateDirective": GoodRequest(.supervisor) { house in
      let first = CreateDirectiveRequest(directive: DirectiveTests.directive())
      let made = try await house.statistics.createDirective(first, options: house.by(.supervisor))
      return UpdateDirectiveRequest(code: made.code, note: "Đã mở tài khoản", state: .done)
    },
    "CreateSnapshot": GoodRequest(.supervisor) { _ in
      CreateSnapshotRequest(
        code: "HOP-2020-08-08",
        purpose: "Họp Ban Chỉ đạo",
        meetingDate: DossierHouse.day(8, 8).date,
        query: .summary,
        request: try ServerCoding.encode(
          GetSummaryRequest(period: StatisticsTests.period((8, 1), (8, 6)))
        )
      )
    },
  ]
}
