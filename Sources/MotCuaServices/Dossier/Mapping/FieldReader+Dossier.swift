package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore

extension FieldReader {
  /// The owner of a dossier; the identity number must have the shape of its paper.
  package mutating func applicant(_ message: Applicant?, _ field: String) -> ApplicantRecord? {
    guard let message, let subject = message.subjectType.model,
      let kind = message.identityKind.model
    else {
      refuse(field, "It must be given with its kinds.")
      return nil
    }
    if !AssertedApplicant.isNumber(message.identityNumber, of: kind) {
      refuse(field + ".identity_number", "It has not the shape of its paper's numbers.")
    }
    return ApplicantRecord(
      name: required(message.name, field + ".name"),
      subjectType: subject,
      identityKind: kind,
      identityNumber: message.identityNumber,
      phone: message.phone,
      email: message.email,
      address: TextNormaliser.stored(message.address)
    )
  }

  /// A text that may not consist of white space only.
  package mutating func required(_ text: String, _ field: String) -> String {
    let stored = TextNormaliser.stored(text)
    if stored.isEmpty { refuse(field, "It must be given.") }
    return stored
  }

  /// The components handed in; an upload is one only with its file, or with the sum of the file
  /// that the sender keeps.
  ///
  /// Of what an older system took in, that system's word is enough.
  package mutating func components(
    _ messages: [ProvidedComponent],
    _ field: String,
    isHistory: Bool = false
  ) -> [ProvidedComponentRecord] {
    var records: [ProvidedComponentRecord] = []
    for (index, message) in messages.enumerated() {
      let path = "\(field)[\(index)]"
      guard let source = message.source.model else {
        refuse(path + ".source", "It must be given.")
        continue
      }
      let name = TextNormaliser.stored(message.name)
      let code = TextNormaliser.stored(message.componentCode)
      if code.isEmpty, name.isEmpty {
        refuse(path + ".name", "A component without a code needs a name.")
      }
      let isKept = !message.fileReference.isEmpty && !message.sha256.isEmpty
      if source == .upload, !isHistory, message.fileId.isEmpty, !isKept {
        refuse(path + ".file_id", "An upload needs its file, or a file_reference with its sha256.")
      }
      records.append(
        ProvidedComponentRecord(
          code: code,
          name: name,
          source: source,
          quantity: Int(message.quantity),
          fileReference: TextNormaliser.stored(message.fileReference),
          hash: hash(message.sha256, path + ".sha256"),
          fileID: fileID(message.fileId, path + ".file_id", isPaper: source == .paper)
        )
      )
    }
    return records
  }

  /// The 32 bytes of a SHA-256, none where it is empty.
  private mutating func hash(_ text: String, _ field: String) -> [UInt8] {
    guard let bytes = HexText.decode(text), bytes.isEmpty || bytes.count == 32 else {
      refuse(field, "It is no SHA-256 in lower-case hexadecimal digits.")
      return []
    }
    return bytes
  }

  /// The number of an uploaded file; nil without one.
  private mutating func fileID(_ text: String, _ field: String, isPaper: Bool) -> Int64? {
    guard !text.isEmpty else { return nil }
    if isPaper { refuse(field, "Paper has no file.") }
    guard let id = Int64(text), id > 0, String(id) == text else {
      refuse(field, "It is no file's id.")
      return nil
    }
    return id
  }

  /// The results of the handling; an electronic one is signed by the agency (Decree 45/2020/NĐ-CP,
  /// article 14.3), which of an older system's is not asked.
  package mutating func results(
    _ messages: [DossierResult],
    _ field: String,
    isHistory: Bool = false
  ) -> [DossierResultRecord] {
    messages.enumerated().map { index, message in
      let path = "\(field)[\(index)]"
      if message.electronic, message.sha256.isEmpty, message.fileId.isEmpty {
        refuse(path + ".sha256", "An electronic document needs its sum or its file.")
      }
      if message.electronic, !isHistory {
        _ = required(message.signer, path + ".signer")
        _ = required(message.certificateSerial, path + ".certificate_serial")
      }
      if !message.electronic, !message.certificateSerial.isEmpty {
        refuse(path + ".certificate_serial", "Paper has no certificate.")
      }
      return DossierResultRecord(
        name: required(message.name, path + ".name"),
        isRefusal: message.refusal,
        isElectronic: message.electronic,
        hash: hash(message.sha256, path + ".sha256"),
        signer: TextNormaliser.stored(message.signer),
        certificateSerial: TextNormaliser.stored(message.certificateSerial),
        fileID: fileID(message.fileId, path + ".file_id", isPaper: !message.electronic)
      )
    }
  }

  /// A span of whole days; nil where it is absent or wrong.
  package mutating func period(
    _ message: Period?,
    _ field: String,
    daysMax: Int? = nil
  ) -> ReportPeriod? {
    guard let message else { return nil }
    if message.from == nil { refuse(field + ".from", "It must be given.") }
    if message.to == nil { refuse(field + ".to", "It must be given.") }
    let first = date(message.from, field + ".from")
    let last = date(message.to, field + ".to")
    guard let first, let last else { return nil }
    guard let period = ReportPeriod(from: first, to: last) else {
      refuse(field + ".to", "The last day lies before the first.")
      return nil
    }
    if let daysMax, last.daysSinceEpoch - first.daysSinceEpoch >= daysMax {
      refuse(field + ".to", "The period has more than \(daysMax) days.")
      return nil
    }
    return period
  }
}
