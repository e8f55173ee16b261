import MotCuaServices
import MotCuaStore
import RPCHTTP2
import RPCTelemetry

/// All limits, in the order of the documents: the one table by which they are read, shown and
/// documented.
package enum Limits {
  /// The table.
  package static let all: [Limit] = ofWire + store + services + files + watch + telemetry

  /// Those of the wire.
  package static let ofWire: [Limit] = wire + session + keepalive

  /// The limit of a name.
  package static func named(_ name: String) -> Limit? { byName[name] }

  private static let byName = Dictionary(
    all.map { ($0.name, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  static let gibibyte: Int64 = 1 << 30
  static let second: Int64 = 1000
  static let hour: Int64 = 3_600_000
  static let day: Int64 = 86_400_000

  /// Connections, messages, times and load.
  static let wire: [Limit] = [
    .count("connectionsMax", \.wire.connectionsMax, 1...1_000_000, "Số kết nối cùng lúc."),
    .count(
      "eventLoops",
      \.wire.eventLoops,
      0...256,
      "Số luồng phục vụ kết nối; 0: mỗi lõi được dùng một luồng."
    ),
    .count("listenBacklog", \.wire.listenBacklog, 1...65_535, "Số kết nối chờ được nhận."),
    .count(
      "handlersPerConnectionMax",
      \.wire.handlersPerConnectionMax,
      1...100_000,
      "Số lời gọi đang xử lý của một kết nối."
    ),
    .bytes(
      "receivedMessageBytesMax",
      \.wire.receivedMessageBytesMax,
      1024...gibibyte,
      "Cỡ thông điệp nhận, khi phương thức không quy định riêng."
    ),
    .bytes(
      "sentMessageBytesMax",
      \.wire.sentMessageBytesMax,
      1024...gibibyte,
      "Cỡ thông điệp gửi."
    ),
    .count("gzip.level", \.wire.gzip.level, 1...9, "Mức nén gzip."),
    .bytes(
      "gzip.compressedBytesMin",
      \.wire.gzip.compressedBytesMin,
      0...gibibyte,
      "Thông điệp nhỏ hơn không nén."
    ),
    .count(
      "gzip.inflationRatioMax",
      \.wire.gzip.inflationRatioMax,
      1...100_000,
      "Tỷ lệ giải nén so với số byte đã nhận."
    ),
    .bytes(
      "gzip.inflatedFreeBytes",
      \.wire.gzip.inflatedFreeBytes,
      0...gibibyte,
      "Số byte giải nén không xét tỷ lệ."
    ),
    .bytes(
      "unsentBytesMax",
      \.wire.unsentBytesMax,
      1024...gibibyte,
      "Số byte chờ gửi của một luồng trước khi bên ghi phải đợi."
    ),
    .bytes(
      "outputBytesPerTurnMax",
      \.wire.outputBytesPerTurnMax,
      16_384...gibibyte,
      "Số byte ghi ra một kết nối trong một lượt."
    ),
    .bytes(
      "inputBytesPerTurnMax",
      \.wire.inputBytesPerTurnMax,
      1024...gibibyte,
      "Số byte đọc từ một kết nối trong một lượt."
    ),
    .time(
      "largeInputTimeMax",
      \.wire.largeInputTimeMax,
      1...hour,
      "Thời gian một lượt xử lý dữ liệu lớn của một kết nối; trong đó lời gọi khác được xét mười lần."
    ),
    .bytes(
      "waitingInputBytesMax",
      \.wire.waitingInputBytesMax,
      0...gibibyte,
      "Số byte đã đọc chờ xử lý của một luồng sự kiện."
    ),
    .bytes(
      "requestMemory.connectionBytesMax",
      \.wire.requestMemory.connectionBytesMax,
      1024...gibibyte,
      "Số byte yêu cầu chưa nhận xong của một kết nối."
    ),
    .bytes(
      "requestMemory.loopBytesMax",
      \.wire.requestMemory.loopBytesMax,
      1024...(16 * gibibyte),
      "Số byte yêu cầu chưa nhận xong của một luồng sự kiện."
    ),
    .bytes(
      "requestMemory.serverBytesMax",
      \.wire.requestMemory.serverBytesMax,
      1024...(64 * gibibyte),
      "Số byte yêu cầu chưa nhận xong của cả máy chủ."
    ),
    .bytes(
      "requestMemory.connectionBytesMin",
      \.wire.requestMemory.connectionBytesMin,
      1024...gibibyte,
      "Số byte yêu cầu chưa nhận xong mà một kết nối luôn được giữ."
    ),
    .bytes(
      "outputMemory.connectionBytesMax",
      \.wire.outputMemory.connectionBytesMax,
      1024...gibibyte,
      "Số byte trả lời chờ gửi của một kết nối."
    ),
    .bytes(
      "outputMemory.loopBytesMax",
      \.wire.outputMemory.loopBytesMax,
      1024...(16 * gibibyte),
      "Số byte trả lời chờ gửi của một luồng sự kiện."
    ),
    .bytes(
      "outputMemory.serverBytesMax",
      \.wire.outputMemory.serverBytesMax,
      1024...(64 * gibibyte),
      "Số byte trả lời chờ gửi của cả máy chủ."
    ),
    .bytes(
      "outputMemory.connectionBytesMin",
      \.wire.outputMemory.connectionBytesMin,
      1024...gibibyte,
      "Số byte trả lời chờ gửi mà một kết nối luôn được giữ."
    ),
    .optionalTime(
      "unaryTimeoutMax",
      \.wire.unaryTimeoutMax,
      1...day,
      "Thời gian của một lời gọi đơn."
    ),
    .time("prefaceTimeout", \.wire.prefaceTimeout, 10...hour, "Thời gian chờ lời mở đầu HTTP/2."),
    .optionalTime(
      "idleTimeout",
      \.wire.idleTimeout,
      second...(30 * day),
      "Thời gian của kết nối không có lời gọi."
    ),
    .optionalTime(
      "connectionAgeMax",
      \.wire.connectionAgeMax,
      second...(365 * day),
      "Tuổi của kết nối trước khi mời đi."
    ),
    .optionalTime(
      "connectionAgeGrace",
      \.wire.connectionAgeGrace,
      second...(30 * day),
      "Thời gian cho các lời gọi sau tuổi đó."
    ),
    .time(
      "stalledOutputTimeout",
      \.wire.stalledOutputTimeout,
      100...day,
      "Thời gian bên gọi không nhận byte nào."
    ),
    .time(
      "stalledInputTimeout",
      \.wire.stalledInputTimeout,
      100...day,
      "Thời gian bên gọi không gửi tiếp thông điệp dở."
    ),
    .count(
      "admission.callsPerLoopMax",
      \.wire.admission.callsPerLoopMax,
      1...1_000_000,
      "Số lời gọi đang xử lý trên một luồng sự kiện."
    ),
    .count(
      "admission.priorityCallsPerLoopMax",
      \.wire.admission.priorityCallsPerLoopMax,
      0...1_000_000,
      "Số lời gọi ưu tiên (health) thêm vào đó."
    ),
    .count(
      "admission.streamsPerLoopMax",
      \.wire.admission.streamsPerLoopMax,
      1...1_000_000,
      "Số lời gọi dạng luồng trên một luồng sự kiện."
    ),
    .count(
      "admission.streamsPerConnectionMin",
      \.wire.admission.streamsPerConnectionMin,
      0...100_000,
      "Số lời gọi dạng luồng một kết nối luôn được có."
    ),
    .time(
      "admission.queueTarget",
      \.wire.admission.queueTarget,
      1...hour,
      "Thời gian lời gọi được chờ luồng sự kiện."
    ),
    .time(
      "admission.queueInterval",
      \.wire.admission.queueInterval,
      1...hour,
      "Chờ quá lâu trong bao lâu thì từ chối."
    ),
    .time(
      "admission.retryDelay",
      \.wire.admission.retryDelay,
      1...hour,
      "Thời gian hẹn ít nhất khi từ chối vì quá tải."
    ),
    .time(
      "drainPingTimeout",
      \.wire.drainPingTimeout,
      10...hour,
      "Thời gian chờ trả lời PING khi dừng."
    ),
    .optionalTime(
      "shutdownGrace",
      \.wire.shutdownGrace,
      0...day,
      "Thời gian cho các lời gọi kết thúc khi dừng."
    ),
    .count(
      "floodFramesBurst",
      \.wire.floodFramesBurst,
      1...1_000_000,
      "Số khung rẻ tiền trong một đợt (PING, SETTINGS, DATA rỗng...)."
    ),
    .count(
      "floodFramesPerSecond",
      \.wire.floodFramesPerSecond,
      1...1_000_000,
      "Số khung như vậy mỗi giây sau đợt đó."
    ),
  ]

  /// The data folder.
  static let store: [Limit] = [
    .count(
      "store.waitingCommandsMax",
      \.store.waitingCommandsMax,
      1...1_000_000,
      "Số lệnh ghi chờ trước khi từ chối."
    ),
    .count(
      "store.groupCommandsMax",
      \.store.groupCommandsMax,
      1...4096,
      "Số lệnh ghi trong một lần ghi đĩa."
    ),
    .count("store.poolThreads", \.store.poolThreads, 1...256, "Số luồng đọc ngoài luồng sự kiện."),
    .count(
      "store.waitingReadsMax",
      \.store.waitingReadsMax,
      1...1_000_000,
      "Số lần đọc chờ trước khi từ chối."
    ),
    .milliseconds(
      "store.outcomeRetention",
      \.store.outcomeRetentionMilliseconds,
      hour...(3650 * day),
      "Thời gian nhớ kết quả của request_id."
    ),
  ]

  /// Imports and the public look-up.
  static let services: [Limit] = [
    .count(
      "procedureRowsMax",
      \.services.procedureRowsMax,
      1...10_000_000,
      "Số dòng của một lần nhập thủ tục."
    ),
    .count(
      "agencyRowsMax",
      \.services.agencyRowsMax,
      1...10_000_000,
      "Số dòng của một lần nhập cơ quan."
    ),
    .count(
      "officerRowsMax",
      \.services.officerRowsMax,
      1...10_000_000,
      "Số dòng của một lần nhập cán bộ."
    ),
    .count(
      "offeringRowsMax",
      \.services.offeringRowsMax,
      1...10_000_000,
      "Số dòng của một lần nhập việc thực hiện thủ tục tại cơ quan."
    ),
    .count(
      "dossierRowsMax",
      \.services.dossierRowsMax,
      1...100_000,
      "Số hồ sơ của một lần nhập lịch sử, và số dòng của một tệp đối soát."
    ),
    .count(
      "bulkRowsMax",
      \.services.bulkRowsMax,
      1...10_000,
      "Số hồ sơ của một lần chuyển hàng loạt."
    ),
    .count(
      "rowErrorsMax",
      \.services.rowErrorsMax,
      1...100_000,
      "Số lỗi dòng được báo trong một lần nhập."
    ),
    .count(
      "track.callerBurst",
      \.services.trackCallerBurst,
      1...1_000_000,
      "Số lần tra cứu công khai liền nhau của một địa chỉ."
    ),
    .time(
      "track.callerInterval",
      \.services.trackCallerInterval,
      1...86_400_000,
      "Sau bao lâu một địa chỉ được thêm một lần."
    ),
    .count(
      "track.codeBurst",
      \.services.trackCodeBurst,
      1...1_000_000,
      "Số lần tra cứu sai liền nhau của một mã hồ sơ."
    ),
    .time(
      "track.codeInterval",
      \.services.trackCodeInterval,
      1...86_400_000,
      "Sau bao lâu một mã được thêm một lần."
    ),
    .count(
      "track.bucketsMax",
      \.services.trackBucketsMax,
      1000...10_000_000,
      "Số địa chỉ và mã được nhớ."
    ),
  ]

  /// Files of dossiers.
  static let files: [Limit] = [
    .fileBytes(
      "file.bytesMax",
      \.files.fileBytesMax,
      1...(100 * gibibyte),
      "Cỡ của một tệp."
    ),
    .fileBytes(
      "file.unattachedBytesMax",
      \.files.unattachedBytesMax,
      1...(1024 * gibibyte),
      "Cỡ các tệp của một người tải lên chưa thuộc hồ sơ nào."
    ),
    .count("file.uploadsMax", \.files.uploadsMax, 1...100_000, "Số lần tải lên cùng lúc."),
    .count(
      "file.uploadsPerUploaderMax",
      \.files.uploadsPerUploaderMax,
      1...100_000,
      "Số lần tải lên cùng lúc của một người."
    ),
    .milliseconds(
      "file.silenceMax",
      \.files.silentMilliseconds,
      100...hour,
      "Thời gian một lần tải lên không có byte nào."
    ),
    .milliseconds(
      "file.unattachedRetention",
      \.files.unattachedMilliseconds,
      60_000...(365 * day),
      "Thời gian giữ tệp chưa thuộc hồ sơ nào."
    ),
  ]

  /// Logs and metrics.
  static let telemetry: [Limit] = [
    .count(
      "accessLog.sampleEvery",
      \.accessLog.sampleEvery,
      1...1_000_000,
      "Ghi một trong bao nhiêu lời gọi tốt, khi accessLog là all."
    ),
    .optionalTime(
      "accessLog.slowThreshold",
      \.accessLog.slowThreshold,
      1...day,
      "Lời gọi đơn lâu như vậy luôn được ghi."
    ),
    .count(
      "accessLog.linesPerSecondMax",
      \.accessLog.linesPerSecondMax,
      1...1_000_000,
      "Số dòng nhật ký lời gọi mỗi giây."
    ),
    .count(
      "metrics.seriesMax",
      \.metrics.seriesMax,
      1000...10_000_000,
      "Số chuỗi số liệu được giữ."
    ),
    .count(
      "metrics.connectionsMax",
      \.metrics.connectionsMax,
      1...10_000,
      "Số kết nối cùng lúc của cổng số liệu."
    ),
    .time(
      "metrics.timeout",
      \.metrics.timeout,
      100...hour,
      "Thời gian im lặng của một kết nối tới cổng số liệu."
    ),
  ]
}
