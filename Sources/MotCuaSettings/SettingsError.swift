/// Why settings are refused: one sentence that names the key, the value and what is allowed.
package struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The sentence, in Vietnamese.
  package let description: String

  static func wrongValue(
    _ name: String,
    _ text: String,
    _ source: SettingSource,
    allowed: String
  ) -> SettingsError {
    SettingsError(
      description: "\(name): giá trị '\(text)' (\(source)) không hợp lệ; được phép: \(allowed)."
    )
  }

  static func unknownKey(_ name: String, _ source: SettingSource) -> SettingsError {
    SettingsError(
      description:
        "'\(name)' (\(source)) không phải là tên thiết lập; motcuad config liệt kê mọi tên."
    )
  }

  static func file(_ path: String, _ why: String) -> SettingsError {
    SettingsError(description: "Tệp cấu hình \(path) \(why).")
  }

  /// A flag that is no assignment, or the second of its name.
  package static func flag(_ text: String) -> SettingsError {
    SettingsError(description: "--set '\(text)' phải có dạng TÊN=GIÁ_TRỊ, mỗi tên một lần.")
  }
}

/// Where a value comes from, the strongest first.
package enum SettingSource: Sendable, Hashable, CustomStringConvertible {
  /// The command line.
  case flag(String)
  /// A variable of the environment.
  case environment(String)
  /// The file of settings.
  case file(String)
  /// Nobody has set anything.
  case byDefault

  /// The source for people.
  package var description: String {
    switch self {
    case .flag(let name): name
    case .environment(let name): name
    case .file(let path): path
    case .byDefault: "mặc định"
    }
  }
}
