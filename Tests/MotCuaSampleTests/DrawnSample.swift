import MotCuaDomain
import MotCuaSample

/// What a drawn province holds before anything is written: counts of both periods and a digest.
struct DrawnSample: Equatable {
  var level34 = [0, 0]
  var online = [0, 0]
  var digest: UInt64 = 0
}

extension SampleHouse {
  /// Draws a province; a working day is any but a Sunday here.
  static func drawn(seed: UInt64, scale: Int) -> DrawnSample {
    var random = SampleRandom(seed: seed)
    let agencies = SampleAgencies()
    let catalogue = SampleCatalogue(agencies: agencies, random: &random)
    let first = CivilDate.newYear(2020)
    let workdays = SampleWorkdays(from: first, to: first.addingDays(365)) {
      $0.weekday != .sunday
    }
    let dossiers = SampleDossiers(
      agencies: agencies,
      catalogue: catalogue,
      workdays: workdays,
      scale: scale,
      random: &random
    )
    return dossiers.all.reduce(into: DrawnSample()) { $0.add($1) }
  }
}

extension DrawnSample {
  fileprivate mutating func add(_ dossier: SampleDossier) {
    for step in dossier.steps {
      digest = (digest ^ UInt64(bitPattern: step.instant.milliseconds)) &* 0x100_0000_01b3
      digest = (digest ^ UInt64(step.action.rawValue)) &* 0x100_0000_01b3
    }
    let received = dossier.steps.first { $0.action == .receive || $0.action == .accept }
    guard let received, dossier.procedure.isOnline else { return }
    let period = received.instant.ictDate < CivilDate.newYear(2020).addingDays(142) ? 0 : 1
    level34[period] += 1
    if dossier.channel == .online { online[period] += 1 }
  }
}
