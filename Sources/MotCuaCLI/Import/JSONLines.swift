import MotCuaAPI
import ProtobufEngine

/// Files with one JSON object on each line.
enum JSONLines {
  /// Reads the rows; a line that is not such an object is a fault of its own, an empty one is nothing.
  static func read<Message: Sendable>(
    _ bytes: [UInt8],
    _ row: (ArraySlice<UInt8>, Int) throws(InputFault) -> Message
  ) throws -> ImportInput<Message> {
    guard bytes.count <= TabbedFile.bytesMax else {
      throw ToolError.usage("Tệp lớn quá 256 MiB.", en: "The file has more than 256 MiB.")
    }
    var rows: [ImportInput<Message>.Row] = []
    var faults: [InputFault] = []
    for (index, line) in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { $0 > 0x20 }) {
      do throws(InputFault) {
        guard line.count <= TabSeparatedText.recordBytesMax else {
          throw InputFault(line: index + 1, .tooLong)
        }
        rows.append(.init(message: try row(line, index + 1), byteCount: line.count))
      } catch {
        faults.append(error)
      }
    }
    return ImportInput(rows: rows, faults: faults)
  }

  /// A line that is a message of the contract (ProtoJSON).
  static func message<Message: WireMessage>(
    _ line: ArraySlice<UInt8>,
    number: Int,
    as type: Message.Type,
    orFault message: String
  ) throws(InputFault) -> Message {
    do {
      let text = String(decoding: line, as: UTF8.self)
      return try Message(serialized: try JSONText.bytes(text, as: type))
    } catch {
      throw InputFault(line: number, field: "", reason: "NOT_JSON", message: message)
    }
  }
}
