import Crypto
import MotCuaDomain

/// The hash by which each entry of the audit stands on the one before.
///
/// It covers the hash before and every value of the entry in one fixed encoding (decision 0048), so
/// that an entry can be neither altered nor taken out without breaking all that follow.
enum AuditChain {
  /// The hash of an entry that stands on another.
  static func hash(of record: AuditRecord, after previous: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(record.id)
    writer.write(record.at.milliseconds)
    writer.write(record.principalID)
    writer.write(record.method)
    writer.write(record.requestID) { writer, id in
      writer.write(Int64(bitPattern: id.high))
      writer.write(Int64(bitPattern: id.low))
    }
    writer.write(record.subject)
    writer.write(record.purpose)
    var hash = SHA256()
    hash.update(data: previous)
    hash.update(data: writer.bytes)
    return Array(hash.finalize())
  }

  /// The next entry of a chain, with its hash.
  static func entry(
    after head: AuditHead,
    _ envelope: MutationEnvelope,
    subject: String,
    purpose: String
  ) -> AuditRecord {
    var record = AuditRecord(
      id: head.id + 1,
      at: envelope.now,
      principalID: envelope.principalID,
      method: envelope.method,
      requestID: envelope.requestID,
      subject: subject,
      purpose: purpose
    )
    record.hash = hash(of: record, after: head.hash)
    return record
  }
}

/// Walks along the chain and finds the first entry that does not follow.
struct AuditWalk {
  private(set) var verdict = AuditVerdict(
    entries: 0,
    brokenID: nil,
    isCheckpointMissed: false,
    head: .beginning
  )
  private let checkpoint: AuditHead?
  private var isCheckpointSeen: Bool

  init(checkpoint: AuditHead?) {
    self.checkpoint = checkpoint
    isCheckpointSeen = checkpoint.map { $0.id == 0 } ?? true
  }

  /// Looks at the next entry; nothing more is looked at after a broken one.
  mutating func take(_ record: AuditRecord) {
    guard verdict.brokenID == nil else { return }
    verdict.entries += 1
    let expected = verdict.head.id + 1
    guard record.id == expected,
      record.hash == AuditChain.hash(of: record, after: verdict.head.hash)
    else {
      verdict.brokenID = min(record.id, expected)
      return
    }
    verdict.head = AuditHead(id: record.id, hash: record.hash, at: record.at)
    if let checkpoint, checkpoint.id == record.id, checkpoint.hash == record.hash {
      isCheckpointSeen = true
    }
  }

  /// What was found; the chain must reach at least as far as the store knows it to.
  func end(atLeast known: AuditHead) -> AuditVerdict {
    var verdict = verdict
    if verdict.brokenID == nil, verdict.head.id < known.id {
      verdict.brokenID = verdict.head.id + 1
    }
    verdict.isCheckpointMissed = !isCheckpointSeen
    return verdict
  }
}
