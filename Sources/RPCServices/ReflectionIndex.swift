import ProtobufEngine

/// Files by name, by what they declare and by what they extend.
struct ReflectionIndex: Sendable {
  /// A file as it is answered with: its bytes are read from their base64 once, for that takes the most
  /// of an answer.
  private struct File {
    let bytes: [UInt8]
    let dependencies: [String]
  }

  private let files: [String: File]
  private let symbols: [String: String]
  private let extensions: [DescriptorFile.Extension: String]

  /// Indexes files; of two with the same name the first counts.
  init(_ list: [DescriptorFile]) {
    var files: [String: File] = [:]
    var symbols: [String: String] = [:]
    var extensions: [DescriptorFile.Extension: String] = [:]
    for file in list where files[file.name] == nil {
      files[file.name] = File(bytes: file.bytes, dependencies: file.dependencies)
      for symbol in file.symbols + file.services { symbols[symbol] = file.name }
      for declared in file.extensions { extensions[declared] = file.name }
    }
    self.files = files
    self.symbols = symbols
    self.extensions = extensions
  }

  /// The file of this name with all files that it needs, itself first; nil if it is not known.
  func file(named name: String) -> [[UInt8]]? {
    guard files[name] != nil else { return nil }
    var found: [[UInt8]] = []
    var seen: Set<String> = []
    var queue = [name]
    var position = 0
    while position < queue.count {
      let name = queue[position]
      position += 1
      guard seen.insert(name).inserted, let file = files[name] else { continue }
      found.append(file.bytes)
      queue += file.dependencies
    }
    return found
  }

  /// The file that declares a full name; a leading dot is let pass.
  func file(declaring symbol: String) -> [[UInt8]]? {
    let name = symbol.hasPrefix(".") ? String(symbol.dropFirst()) : symbol
    return symbols[name].flatMap { file(named: $0) }
  }

  /// The file that declares an extension.
  func file(extending type: String, number: Int32) -> [[UInt8]]? {
    extensions[DescriptorFile.Extension(extendee: type, number: number)].flatMap { file(named: $0) }
  }

  /// The numbers of all extensions of a message, or nil if the message is not known.
  func extensionNumbers(of type: String) -> [Int32]? {
    let numbers = extensions.keys.filter { $0.extendee == type }.map(\.number).sorted()
    return numbers.isEmpty && symbols[type] == nil ? nil : numbers
  }
}
