import ArgumentParser
import MotCuaServices

/// Serves until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Phục vụ cho đến khi nhận tín hiệu dừng (lệnh mặc định).",
    discussion: """
      Tín hiệu: SIGTERM, SIGINT dừng sau khi các lời gọi kết thúc, lần thứ hai dừng ngay; SIGHUP đọc \
      lại chứng thư; SIGUSR2 khởi động tiến trình kế tiếp trên cùng cổng rồi dừng.
      """
  )

  @OptionGroup var data: DataOption

  @Option(
    help: ArgumentHelp("Địa chỉ lắng nghe; cổng 0 để hệ thống tự chọn.", valueName: "HOST:PORT")
  )
  var listen = ListenAddress(host: "127.0.0.1", port: 7450)

  @Option(
    help: ArgumentHelp(
      "Đặt đồng hồ bằng tay để trình diễn, ví dụ 2020-08-06T08:00+07:00.",
      valueName: "RFC3339"
    )
  )
  var clock: ClockArgument?

  @Option(
    name: .customLong("commit-group"),
    help: ArgumentHelp(
      "Số thay đổi nhiều nhất được ghi chung trong một lần ghi bền vững, 1 đến 4096.",
      valueName: "N"
    )
  )
  var commitGroup = 256

  @Option(
    help: ArgumentHelp(
      "Thư mục chứa các bản sao lưu; mặc định là backups trong thư mục dữ liệu. Nên ở ổ đĩa khác.",
      valueName: "DIR"
    )
  )
  var backups: String?

  @OptionGroup(title: "TLS") var tls: TLSOptions

  @Flag(
    name: .customLong("allow-plaintext-on-network"),
    help: "Cho phép lắng nghe ngoài máy này mà không mã hóa."
  )
  var allowsPlaintextOnNetwork = false

  func validate() throws {
    guard (1...4096).contains(commitGroup) else {
      throw ValidationError("--commit-group phải từ 1 đến 4096.")
    }
    guard listen.isLoopback || tls.configuration != nil || allowsPlaintextOnNetwork else {
      throw ValidationError(
        """
        \(listen.host) không chỉ dành cho máy này và kết nối không được mã hóa; \
        hãy dùng 127.0.0.1 hoặc --tls-certificate và --tls-key, hoặc thêm --allow-plaintext-on-network nếu mạng đã được bảo vệ.
        """
      )
    }
  }

  func run() async throws {
    let server = Server(
      folder: try data.folder(),
      address: listen,
      tls: tls.configuration,
      clockStart: clock?.instant,
      commitGroup: commitGroup,
      backups: backups
    )
    try await server.run()
  }
}
