import ProtobufEngine

/// The numbers of a flat message by the names of their fields in the proto, by way of its JSON; those that
/// are 0 are left out.
func messageNumbers(_ message: some WireMessage) throws -> [String: Int64] {
  var found: [String: Int64] = [:]
  for part in try WireJSON.json(of: message).split(whereSeparator: { "{},".contains($0) }) {
    let pair = part.split(separator: ":").map { $0.filter { $0 != "\"" } }
    guard pair.count == 2, let number = Int64(pair[1]) else { continue }
    found[pair[0].map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()] = number
  }
  return found
}
