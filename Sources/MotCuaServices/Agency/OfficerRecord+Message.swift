package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore
import RPCMessages

extension Officer {
  /// The officer on the wire.
  package init(_ record: OfficerRecord) {
    self.init(
      code: record.code,
      name: record.name,
      agencyCode: record.agency.text,
      postings: record.postings.map {
        Posting(
          agencyCode: $0.agency.text,
          duty: Duty($0.duty),
          validFrom: $0.validFrom?.date,
          validTo: $0.validTo?.date
        )
      },
      head: record.isHead,
      etag: Etag.text(record.etag),
      createTime: record.createdAt.timestamp,
      updateTime: record.updatedAt.timestamp
    )
  }
}

extension FieldReader {
  /// The officer that a message describes, its output-only fields aside; nil where one is wrong.
  package mutating func officer(_ message: Officer, _ prefix: String) -> OfficerRecord? {
    let agency = agencyCode(message.agencyCode, prefix + "agency_code")
    let postings = postings(message.postings, prefix + "postings")
    guard violations.isEmpty, let agency else { return nil }
    return OfficerRecord(
      code: message.code,
      name: TextNormaliser.stored(message.name),
      agency: agency,
      isHead: message.head,
      postings: postings
    )
  }

  /// The postings of a list, each apart from the others.
  mutating func postings(_ messages: [Posting], _ field: String) -> [PostingRecord] {
    var postings: [PostingRecord] = []
    for (index, posting) in messages.enumerated() {
      let path = "\(field)[\(index)]."
      let code = agencyCode(posting.agencyCode, path + "agency_code")
      let span = span(posting.validFrom, posting.validTo, path)
      guard let code, let duty = posting.duty.model else { continue }
      postings.append(
        PostingRecord(agency: code, duty: duty, validFrom: span.first, validTo: span.last)
      )
    }
    return postings
  }
}
