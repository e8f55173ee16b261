import Foundation

/// Reads a table whose fields are separated by tabs, as offices export it.
///
/// A field that begins with a quotation mark runs to the closing one, holds tabs and line ends as
/// they are, and doubles the marks inside it (RFC 4180 with tabs for commas: that is what
/// spreadsheets write). A mark further inside a field is an ordinary letter. Lines end with LF or
/// CRLF; empty lines are skipped; a byte order mark at the front is dropped.
///
/// A bad record never hides the next one: a quotation mark that is not closed ends with its line.
package struct TabSeparatedText: Sequence, Sendable {
  /// The largest record in bytes; a longer one is reported and skipped.
  package static let recordBytesMax = 1 << 20

  private let bytes: [UInt8]

  /// Reads the bytes of a file.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Starts at the first record.
  package func makeIterator() -> Iterator { Iterator(bytes) }

  /// One record with the line on which it begins, counted from 1.
  package struct Record: Sendable, Hashable {
    /// The line of the file.
    package let line: Int
    /// The fields, or what is wrong with the record.
    package let fields: Result<[String], Fault>

    /// Joins a line with what stands there.
    package init(line: Int, fields: Result<[String], Fault>) {
      self.line = line
      self.fields = fields
    }
  }

  /// What is wrong with a record.
  package enum Fault: Error, Sendable, Hashable {
    /// The bytes are not UTF-8.
    case notUTF8
    /// A quotation mark is not closed.
    case openQuote
    /// Text follows a closing quotation mark.
    case textAfterQuote
    /// The record has more than ``TabSeparatedText/recordBytesMax`` bytes.
    case tooLong
    /// A field holds a NUL, which no text of the contract may hold.
    case nul
  }
}

extension TabSeparatedText {
  /// Reads one record after the other.
  package struct Iterator: IteratorProtocol {
    private let bytes: [UInt8]
    private var position: Int
    private var line = 1

    fileprivate init(_ bytes: [UInt8]) {
      self.bytes = bytes
      position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    }

    /// The next record, or nil at the end of the file.
    package mutating func next() -> Record? {
      while position < bytes.count {
        let lineEnd = endOfLine(from: position)
        if trimmedEnd(lineEnd) == position {
          move(past: lineEnd)
          continue
        }
        return record(lineEnd: lineEnd)
      }
      return nil
    }

    private mutating func record(lineEnd: Int) -> Record {
      let startLine = line
      let start = position
      guard find(quote, start..<lineEnd) != nil else {
        let fields = plainFields(start..<trimmedEnd(lineEnd))
        move(past: lineEnd)
        return Record(line: startLine, fields: fields)
      }
      switch RecordScanner.scan(bytes, from: start) {
      case .success(let scanned):
        move(past: scanned.end)
        return Record(line: startLine, fields: .success(scanned.fields))
      case .failure(let fault):
        move(past: lineEnd)
        return Record(line: startLine, fields: .failure(fault))
      }
    }

    private func plainFields(_ range: Range<Int>) -> Result<[String], Fault> {
      guard range.count <= recordBytesMax else { return .failure(.tooLong) }
      guard find(0, range) == nil else { return .failure(.nul) }
      var fields: [String] = []
      var start = range.lowerBound
      while true {
        let end = find(tab, start..<range.upperBound) ?? range.upperBound
        guard let field = String(validating: bytes[start..<end], as: UTF8.self) else {
          return .failure(.notUTF8)
        }
        fields.append(field)
        if end == range.upperBound { return .success(fields) }
        start = end + 1
      }
    }

    private func endOfLine(from start: Int) -> Int {
      find(lineFeed, start..<bytes.count) ?? bytes.count
    }

    /// The first such byte; in C, because a catalogue has millions of bytes.
    private func find(_ byte: UInt8, _ range: Range<Int>) -> Int? {
      bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress,
          let found = memchr(base + range.lowerBound, Int32(byte), range.count)
        else { return nil }
        return UnsafeRawPointer(found) - base
      }
    }

    private func trimmedEnd(_ end: Int) -> Int {
      end > position && bytes[end - 1] == carriageReturn ? end - 1 : end
    }

    private mutating func move(past end: Int) {
      var inner = position
      while let found = find(lineFeed, inner..<end) {
        line += 1
        inner = found + 1
      }
      position = end
      if position < bytes.count {
        position += 1
        line += 1
      }
    }
  }
}

private let quote = UInt8(ascii: "\"")
private let tab = UInt8(ascii: "\t")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

/// Takes a record with quotation marks apart, byte by byte.
private enum RecordScanner {
  typealias Fault = TabSeparatedText.Fault

  static func scan(
    _ bytes: [UInt8],
    from start: Int
  ) -> Result<(fields: [String], end: Int), Fault> {
    var fields: [String] = []
    var position = start
    while true {
      var field: [UInt8] = []
      do throws(Fault) {
        position = try take(bytes, from: position, into: &field)
        fields.append(try text(field))
      } catch {
        return .failure(error)
      }
      guard position - start <= TabSeparatedText.recordBytesMax else { return .failure(.tooLong) }
      guard position < bytes.count, bytes[position] == tab else {
        return .success((fields, position))
      }
      position += 1
    }
  }

  /// Takes one field and returns the position of the tab or the line feed after it, or the end.
  private static func take(
    _ bytes: [UInt8],
    from start: Int,
    into field: inout [UInt8]
  ) throws(Fault) -> Int {
    guard start < bytes.count, bytes[start] == quote else {
      let end = bytes[start...].firstIndex { $0 == tab || $0 == lineFeed } ?? bytes.count
      field = withoutCarriageReturn(bytes[start..<end], endsLine: endsLine(bytes, end))
      return end
    }
    var position = start + 1
    while position < bytes.count, position - start <= TabSeparatedText.recordBytesMax {
      guard bytes[position] == quote else {
        field.append(bytes[position])
        position += 1
        continue
      }
      if position + 1 < bytes.count, bytes[position + 1] == quote {
        field.append(quote)
        position += 2
        continue
      }
      return try end(bytes, afterQuote: position + 1)
    }
    throw position < bytes.count ? .tooLong : .openQuote
  }

  private static func end(_ bytes: [UInt8], afterQuote position: Int) throws(Fault) -> Int {
    var position = position
    if position + 1 < bytes.count, bytes[position] == carriageReturn,
      bytes[position + 1] == lineFeed
    {
      position += 1
    }
    let isEnd = endsLine(bytes, position)
    guard isEnd || bytes[position] == tab else { throw .textAfterQuote }
    return position
  }

  private static func endsLine(_ bytes: [UInt8], _ position: Int) -> Bool {
    position == bytes.count || bytes[position] == lineFeed
  }

  private static func withoutCarriageReturn(
    _ field: ArraySlice<UInt8>,
    endsLine: Bool
  ) -> [UInt8] {
    Array(endsLine && field.last == carriageReturn ? field.dropLast() : field)
  }

  private static func text(_ bytes: [UInt8]) throws(Fault) -> String {
    guard !bytes.contains(0) else { throw .nul }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    return text
  }
}
