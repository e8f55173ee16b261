import MotCuaDomain

extension AgencyRecord {
  private static let formatVersion = 1

  /// The agency as bytes for its history, the same for the same agency.
  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(Self.formatVersion)
    writer.write(code.text)
    writer.write(otherCode?.text ?? "")
    writer.write(name)
    writer.write(shortName)
    writer.write(Optional(level))
    writer.write(Optional(kind))
    writer.write(parent?.text ?? "")
    writer.write(headOfficer ?? "")
    writer.write(validFrom)
    writer.write(validTo)
    writer.write(account) { writer, account in
      writer.write(account.bankCode)
      writer.write(account.accountNumber)
      writer.write(account.accountName)
    }
    writer.write(eWallet)
    writer.write(workingHours) { writer, span in
      writer.write(span.startMinute)
      writer.write(span.endMinute)
    }
    writer.write(paperPolicies) { $0.write($1) }
    writer.write(createdAt.milliseconds)
    writer.write(updatedAt.milliseconds)
    writer.write(etag)
    return writer.bytes
  }

  /// Reads what `encoded` made.
  init(encoded bytes: [UInt8]) throws(ByteReader.Damage) {
    var reader = ByteReader(bytes)
    guard try reader.readInt() == Self.formatVersion else { throw ByteReader.Damage() }
    let code = try reader.readAgencyCode()
    let other = try reader.readText()
    self.init(
      code: code,
      otherCode: AgencyCode(other),
      name: try reader.readText(),
      shortName: try reader.readText(),
      level: try reader.readRequired(AgencyLevel.self),
      kind: try reader.readRequired(AgencyKind.self),
      parent: AgencyCode(try reader.readText())
    )
    let head = try reader.readText()
    headOfficer = head.isEmpty ? nil : head
    validFrom = try reader.readDay()
    validTo = try reader.readDay()
    account = try reader.readOptional { (reader) throws(ByteReader.Damage) in
      BeneficiaryAccountRecord(
        bankCode: try reader.readText(),
        accountNumber: try reader.readText(),
        accountName: try reader.readText()
      )
    }
    eWallet = try reader.readText()
    workingHours = try reader.readList { (reader) throws(ByteReader.Damage) in
      OpenSpanRecord(startMinute: try reader.readInt(), endMinute: try reader.readInt())
    }
    paperPolicies = try reader.readList { (reader) throws(ByteReader.Damage) in
      try reader.readPaperPolicy()
    }
    createdAt = Instant(milliseconds: try reader.readInt64())
    updatedAt = Instant(milliseconds: try reader.readInt64())
    etag = try reader.readInt64()
    guard reader.isAtEnd else { throw ByteReader.Damage() }
  }
}
