import MotCuaDomain

/// The short lists that hang on a row of the directory or the catalogue, as bytes.
enum SmallLists {
  static func encode(_ spans: [OpenSpanRecord]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(spans) { writer, span in
      writer.write(span.startMinute)
      writer.write(span.endMinute)
    }
    return writer.bytes
  }

  static func spans(_ bytes: [UInt8]) throws(ByteReader.Damage) -> [OpenSpanRecord] {
    var reader = ByteReader(bytes)
    return try reader.readList { (reader) throws(ByteReader.Damage) in
      OpenSpanRecord(startMinute: try reader.readInt(), endMinute: try reader.readInt())
    }
  }

  static func encode(_ postings: [PostingRecord]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(postings) { writer, posting in
      writer.write(posting.agency.text)
      writer.write(Optional(posting.duty))
      writer.write(posting.validFrom)
      writer.write(posting.validTo)
    }
    return writer.bytes
  }

  static func postings(_ bytes: [UInt8]) throws(ByteReader.Damage) -> [PostingRecord] {
    var reader = ByteReader(bytes)
    return try reader.readList { (reader) throws(ByteReader.Damage) in
      PostingRecord(
        agency: try reader.readAgencyCode(),
        duty: try reader.readRequired(OfficerDuty.self),
        validFrom: try reader.readDay(),
        validTo: try reader.readDay()
      )
    }
  }

  static func encode(_ levels: [OfferingLevelRecord]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(levels) { writer, entry in
      switch entry.level {
      case .legacy(let level):
        writer.write(false)
        writer.write(Optional(level))
      case .extent(let extent):
        writer.write(true)
        writer.write(Optional(extent))
      }
      writer.write(entry.validFrom)
      writer.write(entry.validTo)
    }
    return writer.bytes
  }

  static func levels(_ bytes: [UInt8]) throws(ByteReader.Damage) -> [OfferingLevelRecord] {
    var reader = ByteReader(bytes)
    return try reader.readList { (reader) throws(ByteReader.Damage) in
      let isExtent = try reader.readBool()
      let level: OfferedLevel =
        isExtent
        ? .extent(try reader.readRequired(ServiceExtent.self))
        : .legacy(try reader.readRequired(ServiceLevel.self))
      return OfferingLevelRecord(
        level: level,
        validFrom: try reader.readDay(),
        validTo: try reader.readDay()
      )
    }
  }

  static func encode(_ codes: [AgencyCode]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(codes.map(\.text))
    return writer.bytes
  }

  static func agencyCodes(_ bytes: [UInt8]) throws(ByteReader.Damage) -> [AgencyCode] {
    var reader = ByteReader(bytes)
    return try reader.readList { (reader) throws(ByteReader.Damage) in
      try reader.readAgencyCode()
    }
  }

  static func encode(_ texts: [String]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(texts)
    return writer.bytes
  }

  static func texts(_ bytes: [UInt8]) throws(ByteReader.Damage) -> [String] {
    var reader = ByteReader(bytes)
    return try reader.readTexts()
  }
}

extension ByteReader {
  mutating func readAgencyCode() throws(Damage) -> AgencyCode {
    guard let code = AgencyCode(try readText()) else { throw Damage() }
    return code
  }
}

extension SmallLists {
  static func encode(_ stages: [PaymentProviderRecord.Period]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(stages) { writer, period in
      writer.write(Optional(period.stage))
      writer.write(Optional(period.since))
    }
    return writer.bytes
  }

  static func stages(
    _ bytes: [UInt8]
  ) throws(ByteReader.Damage) -> [PaymentProviderRecord.Period] {
    var reader = ByteReader(bytes)
    return try reader.readList { (reader) throws(ByteReader.Damage) in
      let stage = try reader.readRequired(PaymentProviderStage.self)
      guard let since = try reader.readDay() else { throw ByteReader.Damage() }
      return PaymentProviderRecord.Period(stage: stage, since: since)
    }
  }
}
