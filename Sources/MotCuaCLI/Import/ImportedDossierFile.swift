package import MotCuaAPI
import ProtobufEngine

/// Dossiers of an older system, one JSON object in the contract's terms on each line.
package enum ImportedDossierFile {
  /// Reads the rows; a line that is not such an object is a fault of its own.
  package static func read(_ bytes: [UInt8]) throws -> ImportInput<ImportedDossier> {
    guard bytes.count <= TabbedFile.bytesMax else {
      throw ToolError.usage("Tệp lớn quá 256 MiB.", en: "The file has more than 256 MiB.")
    }
    var rows: [ImportInput<ImportedDossier>.Row] = []
    var faults: [InputFault] = []
    for (index, line) in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { $0 > 0x20 }) {
      guard let message = dossier(line, number: index + 1) else {
        let fault = InputFault(
          line: index + 1,
          field: "",
          reason: "NOT_JSON",
          message: "không phải một đối tượng JSON hợp lệ"
        )
        faults.append(fault)
        continue
      }
      rows.append(.init(message: message, byteCount: line.count))
    }
    return ImportInput(rows: rows, faults: faults)
  }

  /// What is wrong is not quoted: the file holds personal data.
  private static func dossier(_ line: ArraySlice<UInt8>, number: Int) -> ImportedDossier? {
    guard let text = String(validating: line, as: UTF8.self),
      let bytes = try? JSONText.bytes(text, as: ImportedDossier.self),
      var message = try? ImportedDossier(serialized: bytes)
    else { return nil }
    message.line = Int64(number)
    return message
  }
}
