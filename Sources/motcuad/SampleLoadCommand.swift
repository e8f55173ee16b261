import ArgumentParser
import MotCuaDomain
import MotCuaSample
import MotCuaServices
import MotCuaStore

/// Writes a made-up province into a new data folder, by the commands that serve everyday work.
struct SampleLoadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Nạp một tỉnh mẫu vào thư mục dữ liệu mới; sau đó phục vụ với --clock."
  )

  /// The samples that there are.
  enum Sample: String, ExpressibleByArgument, CaseIterable {
    case binhPhuoc2020 = "binh-phuoc-2020"
  }

  @Argument(help: ArgumentHelp("Tên mẫu.", valueName: "NAME"))
  var sample: Sample

  @Option(help: ArgumentHelp("Hạt giống; cùng hạt giống cho cùng dữ liệu.", valueName: "N"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Nhân số hồ sơ lên N lần.", valueName: "N"))
  var scale = 1

  @OptionGroup var data: DataOption

  func validate() throws {
    guard (1...1000).contains(scale) else {
      throw ValidationError("--scale là một số từ 1 đến 1000.")
    }
  }

  func run() async throws {
    let folder = try data.folder()
    let store = try SQLiteStore(StoreConfiguration(folder: folder.path, isManualClock: true))
    defer { store.close() }
    guard store.identities.principalCount == 0, store.directory.agencyCount == 0 else {
      throw ValidationError("\(folder.path) đã có dữ liệu; hãy chọn một thư mục mới.")
    }
    let clock = ManualWallClock(SampleLoader.setUp)
    _ = try await Bootstrap(folder: folder, store: store, clock: clock).run()
    guard let administrator = store.identities.principals.first else { return }
    let progress = SampleProgress()
    let loader = SampleLoader(store: store, principal: administrator.id) { progress.show($0) }
    try await loader.load(seed: seed, scale: scale)
  }
}
