/// One version of the index by which the Government measures the service of people and businesses:
/// groups, sub-indices, maxima, caps.
///
/// Points are hundredths. A sub-index has `maximum x min(rate / cap, 1)`, rounded half up.
package struct ServiceIndexDefinition: Hashable, Sendable {
  /// One sub-index.
  package struct SubIndex: Hashable, Sendable {
    /// What identifies it, `2.1`.
    package let code: String
    /// Its name in Vietnamese.
    package let title: String
    /// The most points that it may have, in whole points.
    package let maximum: Int
    /// The rate in per cent that has the most points.
    package let capPercent: Int
    /// Whether maximum or cap is assumed, because no source that was read states it.
    package let isAssumed: Bool
    /// What is counted, in Vietnamese.
    package let formula: String

    /// Whether the decision gives it no points and wants to know it only.
    package var isInformative: Bool { maximum == 0 }
  }

  /// A group of sub-indices.
  package struct Group: Hashable, Sendable {
    /// Its name in Vietnamese.
    package let title: String
    /// Its sub-indices.
    package let subIndices: [SubIndex]

    /// The most points that it may have, in whole points.
    package var maximum: Int { subIndices.reduce(0) { $0 + $1.maximum } }
  }

  /// What identifies the version.
  package let version: String
  /// The document that sets it.
  package let legalBasis: String
  /// The first day on which it holds.
  package let inForceFrom: CivilDate
  /// Its groups.
  package let groups: [Group]

  /// All versions, the latest last.
  package static let versions = [decision766]

  /// A version by its name; the latest for the empty name, nil for one that does not exist.
  package static func version(_ name: String) -> ServiceIndexDefinition? {
    name.isEmpty ? versions.last : versions.first { $0.version == name }
  }
}

extension ServiceIndexDefinition {
  /// The points of the sub-indices that apply, their maxima, and the points as part of the whole.
  package struct Total: Hashable, Sendable {
    /// The sum of the points, in hundredths.
    package let points: Int
    /// The sum of the maxima of those that apply, in hundredths.
    package let applicableMaximum: Int
    /// `points` of `applicableMaximum` as part of `maximum`, in hundredths, rounded half up; 0 where
    /// nothing applies.
    package let rescaled: Int
  }

  /// The sum of the maxima, in hundredths.
  package var maximum: Int { groups.reduce(0) { $0 + $1.maximum } * 100 }

  /// Sums points by code; a code that is missing does not apply.
  package func total(_ points: [String: Int]) -> Total {
    var sum = 0
    var applicable = 0
    for subIndex in groups.flatMap(\.subIndices) {
      guard let own = points[subIndex.code] else { continue }
      sum += own
      applicable += subIndex.maximum * 100
    }
    guard applicable > 0 else { return Total(points: 0, applicableMaximum: 0, rescaled: 0) }
    let rescaled = (sum * maximum * 2 + applicable) / (applicable * 2)
    return Total(points: sum, applicableMaximum: applicable, rescaled: rescaled)
  }
}
