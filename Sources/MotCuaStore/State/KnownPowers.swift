import MotCuaDomain
import Synchronization

/// The powers of one day that were asked for: each call of an officer asks for the same.
///
/// Each snapshot of the directory has its own, so what it holds is true of that snapshot; a new day
/// begins with none.
final class KnownPowers: Sendable {
  /// More principals than a province has; a bound all the same.
  private static let principalsMax = 16_384

  private struct Known {
    var etag: Int64
    var powers: OfficerPowers
  }

  private struct Day {
    var date: CivilDate?
    var powers: [Int64: Known] = [:]
  }

  private let day = Mutex(Day())

  /// The powers of a principal on a day, worked out at the first question.
  func powers(
    of principal: PrincipalRecord,
    on date: CivilDate,
    orElse make: () -> OfficerPowers
  ) -> OfficerPowers {
    let known = day.withLock { day -> Known? in
      day.date == date ? day.powers[principal.id] : nil
    }
    if let known, known.etag == principal.etag { return known.powers }
    let made = make()
    day.withLock { day in
      if day.date != date || day.powers.count >= Self.principalsMax { day = Day(date: date) }
      day.powers[principal.id] = Known(etag: principal.etag, powers: made)
    }
    return made
  }
}
