/// The six tones, in the order of Vietnamese dictionaries.
package enum VietnameseTone: UInt8, Hashable, Sendable, CaseIterable {
  /// No mark: ngang.
  case level = 1
  /// Huyền.
  case grave
  /// Hỏi.
  case hook
  /// Ngã.
  case tilde
  /// Sắc.
  case acute
  /// Nặng.
  case dot

  /// The tone that a combining mark writes.
  init?(mark: Unicode.Scalar) {
    switch mark.value {
    case 0x300: self = .grave
    case 0x309: self = .hook
    case 0x303: self = .tilde
    case 0x301: self = .acute
    case 0x323: self = .dot
    default: return nil
    }
  }
}
