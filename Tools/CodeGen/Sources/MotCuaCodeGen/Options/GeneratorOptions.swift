/// What protoc's command line says.
struct GeneratorOptions {
  /// Where the Swift of a proto package lives.
  struct Home: Hashable {
    /// The Swift module.
    let module: String
    /// The enum around the types; empty for none.
    let namespace: String
  }

  /// The Swift module that is generated.
  private(set) var module = ""
  /// The C module with the structs.
  private(set) var cModule = ""
  /// The homes of proto packages that have a namespace or live in another module.
  private(set) var homes: [String: Home] = [:]
  /// Messages of packages with this prefix have rules.
  private(set) var ruledPrefix = ""
  /// Methods of packages with this prefix must have permissions.
  private(set) var permittedPrefix = ""
  /// Files that are in the descriptors and have no Swift, for example those of custom options.
  private(set) var descriptorsOnly: Set<String> = []

  /// Reads `key=value,key=value`: `module`, `c_module`, `package=name:Module:Namespace`,
  /// `rules=prefix`, `permissions=prefix` and `descriptors_only=file`.
  init(parameter: String) throws {
    for pair in parameter.split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw GeneratorError("parameter \(pair): key=value expected") }
      try set(parts[0], to: parts[1])
    }
    guard !module.isEmpty, !cModule.isEmpty else {
      throw GeneratorError("the parameters module and c_module are missing")
    }
  }

  private mutating func set(_ key: String, to value: String) throws {
    switch key {
    case "module": module = value
    case "c_module": cModule = value
    case "rules": ruledPrefix = value
    case "permissions": permittedPrefix = value
    case "descriptors_only": descriptorsOnly.insert(value)
    case "package":
      let parts = value.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3 else {
        throw GeneratorError("parameter package=\(value): name:Module:Namespace expected")
      }
      homes[parts[0]] = Home(module: parts[1], namespace: parts[2])
    default: throw GeneratorError("parameter \(key) is unknown")
    }
  }

  /// Where the Swift of a package lives.
  func home(of package: String) -> Home {
    homes[package] ?? Home(module: module, namespace: "")
  }

  /// Whether the messages of this package are validated.
  func isRuled(_ package: String) -> Bool {
    !ruledPrefix.isEmpty && (package + ".").hasPrefix(ruledPrefix)
  }

  /// Whether the methods of this package must have a permission.
  func isPermitted(_ package: String) -> Bool {
    !permittedPrefix.isEmpty && (package + ".").hasPrefix(permittedPrefix)
  }
}
