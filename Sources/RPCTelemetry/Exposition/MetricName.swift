/// The name of a metric and of its labels in Prometheus text, where swift-metrics and OpenTelemetry
/// allow more than Prometheus does.
enum MetricName {
  /// Letters, digits, underscores and colons; anything else becomes an underscore (Prometheus data
  /// model).
  static func metric(_ label: String) -> String { clean(label, colons: true) }

  /// The same without colons.
  static func label(_ name: String) -> String { clean(name, colons: false) }

  /// The name with a suffix that says what is counted, once.
  static func metric(_ label: String, suffix: String) -> String {
    let name = metric(label)
    return name.hasSuffix(suffix) ? name : name + suffix
  }

  private static func clean(_ name: String, colons: Bool) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "_": result.unicodeScalars.append(scalar)
      case "0"..."9":
        if result.isEmpty { result += "_" }
        result.unicodeScalars.append(scalar)
      case ":" where colons: result.unicodeScalars.append(scalar)
      default: result += "_"
      }
    }
    return result.isEmpty ? "_" : result
  }

  /// A value of a label (Prometheus text format 0.0.4 "Comments, help text, and type information").
  static func escaped(_ value: String) -> String {
    var result = ""
    for character in value.unicodeScalars {
      switch character {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
