import ArgumentParser
import Foundation
import MotCuaServices
import MotCuaStore

/// Looks through a backup, and restores it into an empty data folder.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Kiểm tra toàn bộ một bản sao lưu và phục hồi vào thư mục dữ liệu trống.",
    discussion: """
      Checks every sum, the database, its counts and the audit's chain, then restores all of it into \
      a data folder without a database that no server holds. Nothing is restored of a backup in \
      which anything is wrong.
      """
  )

  @Argument(help: ArgumentHelp("Thư mục của bản sao lưu.", valueName: "BACKUP"))
  var backup: String

  @Flag(help: "Chỉ kiểm tra, không phục hồi.")
  var check = false

  @OptionGroup var data: DataOption

  func run() async throws {
    let folder = BackupFolder(path: backup)
    let manifest: BackupManifest
    do {
      manifest = check ? try folder.verify() : try folder.restore(into: try data.folder().path)
    } catch let error as BackupError {
      throw ValidationError("\(backup): \(error)")
    }
    let line = """
      \(check ? "Bản sao lưu nguyên vẹn" : "Đã phục hồi"): vị trí \(manifest.commitPosition), \
      \(manifest.dossiers) hồ sơ, \(manifest.files) tệp, \(manifest.auditEntries) mục nhật ký.

      """
    FileHandle.standardOutput.write(Data(line.utf8))
  }
}
