/// A procedure on the heap with the text that search looks at.
///
/// A snapshot of the catalogue is an array of these: copying it costs one retain each, and folding
/// the text is done once for each revision.
final class ProcedureBox: Sendable {
  let record: ProcedureRecord
  /// The name, then each sector: lower case, marks after their letters.
  let marked: [UInt8]
  /// The same without marks.
  let plain: [UInt8]

  init(_ record: ProcedureRecord) {
    self.record = record
    var text = FoldedText(record.content.name)
    for sector in record.content.sectors { text.append(field: sector.name) }
    marked = text.marked
    plain = text.plain
  }
}
