package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore

extension MotCuaAPI.ServiceLevel {
  /// The level on the wire, where both ladders are in one enum.
  package init(_ level: OfferedLevel) {
    switch level {
    case .legacy(let level): self.init(level)
    case .extent(.infoOnly): self = .infoOnly
    case .extent(.partial): self = .partial
    case .extent(.full): self = .full
    }
  }

  /// A legacy level on the wire; UNSPECIFIED for nil.
  package init(_ level: MotCuaDomain.ServiceLevel?) {
    switch level {
    case .level1: self = .level1
    case .level2: self = .level2
    case .level3: self = .level3
    case .level4: self = .level4
    case nil: self = .unspecified
    }
  }

  /// An extent on the wire; UNSPECIFIED for nil.
  init(extent: ServiceExtent?) {
    self = extent.map { Self(OfferedLevel.extent($0)) } ?? .unspecified
  }

  /// The level of either ladder; nil for UNSPECIFIED.
  package var offered: OfferedLevel? {
    switch self {
    case .level1: .legacy(.level1)
    case .level2: .legacy(.level2)
    case .level3: .legacy(.level3)
    case .level4: .legacy(.level4)
    case .infoOnly: .extent(.infoOnly)
    case .partial: .extent(.partial)
    case .full: .extent(.full)
    case .unspecified, .unrecognized: nil
    }
  }
}
