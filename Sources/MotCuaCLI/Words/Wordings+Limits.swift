package import MotCuaAPI

extension LimitUnit: WordedEnum {
  /// The units of limits in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.count, Phrase("số", en: "count")),
    (.bytes, Phrase("byte", en: "bytes")),
    (.milliseconds, Phrase("mili giây", en: "milliseconds")),
  ]
}

extension LimitSource: WordedEnum {
  /// The sources of limits in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.`default`, Phrase("mặc định", en: "default")),
    (.file, Phrase("tệp", en: "file")),
    (.environment, Phrase("biến môi trường", en: "environment")),
    (.flag, Phrase("tham số", en: "flag")),
  ]
}
