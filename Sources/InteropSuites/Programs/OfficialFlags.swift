/// The flags of gRPC's own interop programs, which are written in several ways.
public enum OfficialFlags {
  /// Arguments in the one way that is parsed: two dashes, and a value for every flag.
  ///
  /// `-port=1` becomes `--port=1`; of the `booleans`, `--use_tls` becomes `--use_tls=true` and
  /// `--nouse_tls` becomes `--use_tls=false`.
  public static func normalized(_ arguments: [String], booleans: Set<String>) -> [String] {
    arguments.indices.map { index in
      let argument = arguments[index]
      guard argument.hasPrefix("-"), argument.count > 2 else { return argument }
      let flag =
        argument.hasPrefix("--") ? String(argument.dropFirst(2)) : String(argument.dropFirst())
      let next = index + 1 < arguments.count ? arguments[index + 1] : ""
      if booleans.contains(flag) {
        return next == "true" || next == "false" ? "--\(flag)" : "--\(flag)=true"
      }
      if flag.hasPrefix("no"), booleans.contains(String(flag.dropFirst(2))) {
        return "--\(flag.dropFirst(2))=false"
      }
      return "--\(flag)"
    }
  }
}
