import MotCuaServices
import Synchronization

/// What a test's operator would read.
final class IncidentLog: Sendable {
  private let entries = Mutex<[Incident]>([])

  var incidents: [Incident] { entries.withLock { $0 } }

  func record(_ incident: Incident) {
    entries.withLock { $0.append(incident) }
  }
}
