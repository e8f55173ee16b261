package import MotCuaDomain

/// How far a procedure can be done online: on the legacy ladder or on that of Decree 42/2022.
///
/// Both are kept because level 3 and 4 do not become partial and full by rule.
package enum OfferedLevel: Sendable, Hashable {
  /// A level of the legacy ladder.
  case legacy(ServiceLevel)
  /// An extent by Decree 42/2022.
  case extent(ServiceExtent)
}
