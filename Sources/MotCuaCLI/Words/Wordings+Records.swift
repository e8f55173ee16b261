package import MotCuaAPI

extension FileType: WordedEnum {
  /// The kinds of files in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.pdf, Phrase(same: "PDF")),
    (.jpeg, Phrase("Ảnh JPEG", en: "JPEG")),
    (.png, Phrase("Ảnh PNG", en: "PNG")),
    (.docx, Phrase("Văn bản DOCX", en: "DOCX")),
    (.xlsx, Phrase("Bảng tính XLSX", en: "XLSX")),
    (.odt, Phrase("Văn bản ODT", en: "ODT")),
    (.xml, Phrase(same: "XML")),
    (.asice, Phrase("Gói ký số ASiC-E", en: "ASiC-E")),
  ]
}

extension BackupPhase: WordedEnum {
  /// What a backup is at in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.database, Phrase("Chép cơ sở dữ liệu", en: "Copying the database")),
    (.check, Phrase("Kiểm tra bản chép", en: "Checking the copy")),
    (.files, Phrase("Chép tệp", en: "Copying the files")),
    (.done, Phrase("Xong", en: "Done")),
  ]
}

extension OperationState: WordedEnum {
  /// What became of a request in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.applied, Phrase("Đã có hiệu lực", en: "Applied")),
    (.notApplied, Phrase("Chưa có hiệu lực", en: "Not applied")),
    (.unknown, Phrase("Không rõ", en: "Unknown")),
  ]
}
