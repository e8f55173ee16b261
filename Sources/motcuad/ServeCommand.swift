import ArgumentParser
import MotCuaServices
import MotCuaSettings

/// Serves until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Phục vụ cho đến khi nhận tín hiệu dừng (lệnh mặc định).",
    discussion: """
      Tín hiệu: SIGTERM, SIGINT dừng sau khi các lời gọi kết thúc, lần thứ hai dừng ngay; SIGHUP đọc \
      lại chứng thư; SIGUSR2 khởi động tiến trình kế tiếp trên cùng cổng rồi dừng.

      Giới hạn, mặc định (được phép) và ý nghĩa; đặt bằng --set, MOTCUA_SERVER_* hoặc --config:
      \(ServerSettings.help)
      """
  )

  @OptionGroup var options: SettingOptions

  @Option(
    help: ArgumentHelp(
      "Đặt đồng hồ bằng tay để trình diễn, ví dụ 2020-08-06T08:00+07:00.",
      valueName: "RFC3339"
    )
  )
  var clock: ClockArgument?

  @Option(
    help: ArgumentHelp(
      "Thư mục chứa các bản sao lưu; mặc định là backups trong thư mục dữ liệu. Nên ở ổ đĩa khác.",
      valueName: "DIR"
    )
  )
  var backups: String?

  @Flag(
    name: .customLong("allow-plaintext-on-network"),
    help: "Cho phép lắng nghe ngoài máy này mà không mã hóa."
  )
  var allowsPlaintextOnNetwork = false

  func run() async throws {
    let settings = try options.settings()
    let tls = try settings.tls()
    let listen = settings.listen
    guard listen.isLoopback || tls != nil || allowsPlaintextOnNetwork else {
      throw ValidationError(
        """
        \(listen.host) không chỉ dành cho máy này và kết nối không được mã hóa; \
        hãy dùng 127.0.0.1 hoặc --tls-certificate và --tls-key, hoặc thêm --allow-plaintext-on-network nếu mạng đã được bảo vệ.
        """
      )
    }
    let server = Server(
      settings: settings,
      folder: try settings.folder(),
      tls: tls,
      clockStart: clock?.instant,
      backups: backups
    )
    try await server.run()
  }
}
