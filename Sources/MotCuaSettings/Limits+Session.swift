import HTTP2Engine
import RPCHTTP2

extension Limits {
  /// HTTP/2 of each connection.
  static let session: [Limit] = [
    .count(
      "concurrentStreamsMax",
      \.wire.session.concurrentStreamsMax,
      1...100_000,
      "Số luồng cùng lúc của một kết nối."
    ),
    .bytes(
      "headerListBytesMax",
      \.wire.session.headerListBytesMax,
      1024...(1 << 20),
      "Cỡ danh sách tiêu đề: tên + giá trị + 32 mỗi dòng."
    ),
    .bytes(
      "headerListBytesFatal",
      \.wire.session.headerListBytesFatal,
      1024...(1 << 24),
      "Cỡ danh sách tiêu đề làm kết thúc cả kết nối."
    ),
    .bytes(
      "streamWindowBytes",
      \.wire.session.streamWindowBytes,
      65_535...(gibibyte * 2 - 1),
      "Cửa sổ nhận của một luồng."
    ),
    .bytes(
      "connectionWindowBytes",
      \.wire.session.connectionWindowBytes,
      65_535...(gibibyte * 2 - 1),
      "Cửa sổ nhận của một kết nối."
    ),
    .bytes(
      "frameBytesMax",
      \.wire.session.frameBytesMax,
      16_384...16_777_215,
      "Cỡ khung nhận (RFC 9113 §4.2)."
    ),
    .count(
      "resetsBurstMax",
      \.wire.session.resetsBurstMax,
      1...1_000_000,
      "Số RST_STREAM nhận trong một đợt."
    ),
    .count(
      "resetsPerSecondMax",
      \.wire.session.resetsPerSecondMax,
      1...1_000_000,
      "Số RST_STREAM nhận mỗi giây sau đợt đó."
    ),
    .count(
      "continuationFramesMax",
      \.wire.session.continuationFramesMax,
      1...1000,
      "Số khung CONTINUATION của một khối tiêu đề."
    ),
    .count(
      "settingsEntriesMax",
      \.wire.session.settingsEntriesMax,
      1...1000,
      "Số mục trong một khung SETTINGS."
    ),
    .count(
      "unsentAcksMax",
      \.wire.session.unsentAcksMax,
      1...100_000,
      "Số xác nhận PING và SETTINGS chờ gửi."
    ),
  ]

  /// Silence and PINGs (gRFC A8).
  static let keepalive: [Limit] = [
    .optionalTime(
      "keepalive.time",
      \.wire.keepalive.time,
      second...(30 * day),
      "Bên gọi im lặng bao lâu thì hỏi bằng PING."
    ),
    .time(
      "keepalive.timeout",
      \.wire.keepalive.timeout,
      10...hour,
      "Thời gian chờ trả lời câu hỏi đó."
    ),
    .time(
      "keepalive.pingIntervalMin",
      \.wire.keepalive.pingIntervalMin,
      0...day,
      "Khoảng cách ít nhất giữa hai PING của bên gọi."
    ),
    .time(
      "keepalive.idlePingIntervalMin",
      \.wire.keepalive.idlePingIntervalMin,
      0...(30 * day),
      "Như trên, khi bên gọi không có lời gọi nào."
    ),
    .flag(
      "keepalive.permitsPingsWithoutCalls",
      \.wire.keepalive.permitsPingsWithoutCalls,
      "1: bên gọi không có lời gọi nào cũng được PING như khi có."
    ),
    .count(
      "keepalive.strikesMax",
      \.wire.keepalive.strikesMax,
      0...1000,
      "Số PING quá sớm được bỏ qua."
    ),
  ]
}
