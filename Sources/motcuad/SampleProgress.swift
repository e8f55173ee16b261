import Foundation
import MotCuaSample
import Synchronization

/// Says on standard error how far the loading is: one line for each part when it is complete.
final class SampleProgress: Sendable {
  private let shown = Mutex<Set<SampleLoader.Stage>>([])

  /// Takes note of some progress.
  func show(_ progress: SampleLoader.Progress) {
    guard progress.done == progress.total else { return }
    guard shown.withLock({ $0.insert(progress.stage).inserted }) else { return }
    let line = "\(Self.name(of: progress.stage)): \(progress.total)\n"
    FileHandle.standardError.write(Data(line.utf8))
  }

  private static func name(of stage: SampleLoader.Stage) -> String {
    switch stage {
    case .agencies: "Cơ quan"
    case .officers: "Cán bộ"
    case .procedures: "Thủ tục"
    case .offerings: "Thủ tục tại cơ quan"
    case .steps: "Bước xử lý hồ sơ"
    }
  }
}
