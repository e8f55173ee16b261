import Foundation

/// The names of the members of a JSON object.
enum JSONKeys {
  /// What is no object.
  struct NotAnObject: Error {}

  /// The names at the top of an object.
  static func top(of text: String) throws -> Set<String> {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let object = value as? [String: Any] else { throw NotAnObject() }
    return Set(object.keys)
  }
}
