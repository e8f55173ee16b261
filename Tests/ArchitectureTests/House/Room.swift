/// A target of the house: where it lives and which modules its sources may import.
struct Room: Sendable {
  let name: String
  /// Relative to the root of the project.
  let folder: String
  /// Other rooms; each stands above this one in the list.
  let rooms: Set<String>
  /// Modules of packages.
  let packages: Set<String>
  let nature: Nature

  /// What a room is made of.
  enum Nature: Sendable {
    /// A module map and a header, nothing else: a C library's door.
    case door
    /// Generated C.
    case generatedC
    case swift
    /// Swift that imports nothing at all, not even Foundation.
    case pureSwift
  }

  init(
    _ name: String,
    _ nature: Nature = .swift,
    rooms: Set<String> = [],
    packages: Set<String> = [],
    folder: String? = nil
  ) {
    self.name = name
    self.folder = folder ?? "Sources/\(name)"
    self.rooms = rooms
    self.packages = packages
    self.nature = nature
  }

  /// Whether the room is C, which only named rooms may enter.
  var isC: Bool { nature == .door || nature == .generatedC }
}
