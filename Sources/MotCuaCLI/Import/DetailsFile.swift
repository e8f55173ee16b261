import Foundation
package import MotCuaAPI
import ProtobufEngine

/// Details of procedures, one JSON object on each line.
package enum DetailsFile {
  /// Reads the rows; a line that is not such an object is a fault of its own.
  package static func read(_ bytes: [UInt8]) throws -> ImportInput<ProcedureDetails> {
    let decoder = JSONDecoder()
    return try JSONLines.read(bytes) { (line, number) throws(InputFault) in
      try details(line, number: number, decoder)
    }
  }

  private static func details(
    _ line: ArraySlice<UInt8>,
    number: Int,
    _ decoder: JSONDecoder
  ) throws(InputFault) -> ProcedureDetails {
    if isOwn(line) { return try own(line, number: number) }
    let source: DetailsSource
    do {
      source = try decoder.decode(DetailsSource.self, from: Data(line))
    } catch {
      throw fault(error, line: number)
    }
    return try DetailsReader(line: number).message(source)
  }

  /// Whether a line is one of an export of this system: those begin with the line's number, those of
  /// the National Portal with the code.
  private static func isOwn(_ line: ArraySlice<UInt8>) -> Bool {
    let letters = line.prefix(64).filter { $0 > 0x20 }
    return letters.starts(with: Array("{\"line\":".utf8))
  }

  private static func own(
    _ line: ArraySlice<UInt8>,
    number: Int
  ) throws(InputFault) -> ProcedureDetails {
    var details = try JSONLines.message(
      line,
      number: number,
      as: ProcedureDetails.self,
      orFault: "không phải một dòng chi tiết thủ tục hợp lệ"
    )
    details.line = Int64(number)
    return details
  }

  /// Names the place, and never quotes the value: the file may hold anything.
  private static func fault(_ error: any Error, line: Int) -> InputFault {
    guard let error = error as? DecodingError, let context = error.place,
      !context.codingPath.isEmpty
    else {
      return InputFault(
        line: line,
        field: "",
        reason: "NOT_JSON",
        message: "không phải một đối tượng JSON hợp lệ"
      )
    }
    return InputFault(
      line: line,
      field: path(context.codingPath),
      reason: "WRONG_TYPE",
      message: "giá trị không đúng kiểu"
    )
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce("") { path, key in
      if let index = key.intValue { return "\(path)[\(index)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
  }
}

extension DecodingError {
  /// Where it happened; a missing key counts as its own place.
  fileprivate var place: Context? {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context): context
    case .keyNotFound(let key, let context):
      Context(codingPath: context.codingPath + [key], debugDescription: "")
    case .dataCorrupted(let context): context
    @unknown default: nil
    }
  }
}
