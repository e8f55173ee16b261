import MotCuaDomain
import SQLiteEngine

extension DossierReader {
  /// Puts in what few dossiers have: who has them in hand, an extension, a rating.
  func readExtras(into dossier: inout DossierRecord) throws(RowError) {
    var read = dossier
    try connection.rows(
      """
      SELECT division, assignee, step_due_day, step_number, previous_code, answer_due_at,
        extension_count, extended_at, extended_due_day, rating, rating_comment, rated_at, birth_agency_id,
        reception_agency_id
      FROM dossier_extra WHERE dossier_id = ?
      """
    ) { (row) throws(RowError) in
      guard try row.bind(dossier.id).next() else { return }
      read.handling.division = row.nextText()
      read.handling.assignee = row.nextTextOrNil()
      read.handling.stepDueDate = row.nextDayOrNil()
      read.handling.stepNumber = row.nextInt()
      read.previousCode = row.nextTextOrNil().flatMap { DossierCode($0) }
      read.answerDueAt = row.nextInstantOrNil()
      let extensions = row.nextInt()
      let extendedAt = row.nextInstantOrNil()
      let extendedDay = row.nextDayOrNil()
      if let extendedAt, let extendedDay {
        read.dueExtension = ExtensionRecord(
          count: extensions,
          at: extendedAt,
          dueDate: extendedDay
        )
      }
      let score = row.nextInt64OrNil()
      let comment = row.nextTextOrNil() ?? ""
      let ratedAt = row.nextInstantOrNil()
      if let score, let ratedAt {
        read.rating = RatingRecord(score: Int(score), comment: comment, at: ratedAt)
      }
      if let birth = row.nextInt64OrNil().flatMap(codes.agency) {
        read.origin = OriginRecord(
          birth: birth,
          reception: row.nextInt64OrNil().flatMap(codes.agency)
        )
      }
    }
    dossier = read
  }
}

extension DossierRecord {
  /// Whether it has anything that few dossiers have.
  var hasExtras: Bool {
    handling != .none || previousCode != nil || answerDueAt != nil || dueExtension != nil
      || rating != nil || origin != nil
  }
}
