/// A door to a C library is a module map and one header of inline functions.
struct DoorRule {
  var rooms = Rooms.all

  /// Anything else that lies behind a door.
  func findings(in files: [SourceFile]) -> [Finding] {
    let doors = rooms.filter { $0.nature == .door }
    return files.compactMap { file in
      guard
        doors.contains(where: { file.path.hasPrefix($0.folder + "/") }),
        file.name != "module.modulemap", file.name != "shim.h"
      else { return nil }
      return Finding(.doors, file.path, "a door holds module.modulemap and shim.h, nothing else")
    }
  }
}
