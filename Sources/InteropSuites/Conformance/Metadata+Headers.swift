import Foundation
import InteropMessages
import RPCCore

extension Metadata {
  /// The metadata of some headers of a test, whose names may be in any case; bytes are in base64.
  init(_ headers: [ConformanceV1.Header]) {
    self.init()
    for header in headers {
      let name = header.name.lowercased()
      for value in header.value {
        if name.hasSuffix("-bin") {
          append(name, binary: [UInt8](Data(base64Encoded: Self.padded(value)) ?? Data()))
        } else {
          append(name, text: value)
        }
      }
    }
  }

  /// The entries as headers of a test, the values of one name together.
  var headers: [ConformanceV1.Header] {
    var headers: [ConformanceV1.Header] = []
    for entry in entries {
      let value: String
      switch entry.value {
      case .text(let text): value = text
      case .binary(let bytes): value = Data(bytes).base64EncodedString()
      }
      if let known = headers.firstIndex(where: { $0.name == entry.name }) {
        headers[known].value.append(value)
      } else {
        headers.append(ConformanceV1.Header(name: entry.name, value: [value]))
      }
    }
    return headers
  }

  private static func padded(_ base64: String) -> String {
    base64 + String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
  }
}
