/// All rules of the house over one set of files.
struct HouseChecker {
  /// Everything that breaks a rule, ordered by place.
  func findings(in files: [SourceFile]) -> [Finding] {
    let findings =
      RoomRule().findings(in: files)
      + DoorRule().findings(in: files)
      + SizeRule().findings(in: files)
      + LeftoverRule().findings(in: files)
      + SleepRule().findings(in: files)
      + LockedClosureRule().findings(in: files)
      + MachinePathRule().findings(in: files)
      + DecisionRule().findings(in: files)
      + CommandRule().findings(in: files)
    return findings.sorted { ($0.path, $0.line ?? 0) < ($1.path, $1.line ?? 0) }
  }
}
