import MotCuaDomain

extension ProcedureContent {
  private static let formatVersion = 1

  /// The content as bytes, the same for the same content.
  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(Self.formatVersion)
    writer.write(name)
    writer.write(sectors) { writer, sector in
      writer.write(sector.code)
      writer.write(sector.name)
    }
    writer.write(competentLevel)
    writer.write(type)
    writer.write(promulgatingAgency)
    writer.write(executingAgencies)
    writer.write(subjects)
    writer.write(state)
    writer.write(sourceState)
    writer.write(validFrom)
    writer.write(validTo)
    writer.write(integratedSince)
    encodeParts(into: &writer)
    return writer.bytes
  }

  private func encodeParts(into writer: inout ByteWriter) {
    writer.write(cases) { writer, value in
      writer.write(value.code)
      writer.write(value.name)
      writer.write(value.limit) { $0.write($1) }
    }
    writer.write(components) { $0.write($1) }
    writer.write(channels) { $0.write($1) }
    writer.write(legalBases) { writer, basis in
      writer.write(basis.number)
      writer.write(basis.title)
    }
    writer.write(results)
    writer.write(requirements)
    writer.write(steps) { writer, step in
      writer.write(step.name)
      writer.write(step.text)
    }
    writer.write(publication) { writer, decision in
      writer.write(decision.number)
      writer.write(decision.date)
    }
    encodeGuidance(into: &writer)
  }

  private func encodeGuidance(into writer: inout ByteWriter) {
    writer.write(internalSteps) { writer, step in
      writer.write(step.name)
      writer.write(Optional(step.duty))
      writer.write(step.limit) { $0.write($1) }
      writer.write(step.text)
      writer.write(step.agency?.text ?? "")
    }
    writer.write(guidance)
    writer.write(templates) { writer, template in
      writer.write(template.name)
      writer.write(template.componentCode)
      writer.write(template.uri)
      writer.write(template.sha256)
    }
    writer.write(ending) { writer, decision in
      writer.write(decision.number)
      writer.write(decision.date)
    }
    writer.write(madePublicOn)
  }

  /// Reads what `encoded` made.
  init(encoded bytes: [UInt8]) throws(ByteReader.Damage) {
    var reader = ByteReader(bytes)
    guard try reader.readInt() == Self.formatVersion else { throw ByteReader.Damage() }
    self.init(name: try reader.readText())
    sectors = try reader.readList { (reader) throws(ByteReader.Damage) in
      SectorRecord(code: try reader.readText(), name: try reader.readText())
    }
    competentLevel = try reader.readEnum(AgencyLevel.self)
    type = try reader.readEnum(ProcedureType.self)
    promulgatingAgency = try reader.readText()
    executingAgencies = try reader.readTexts()
    subjects = try reader.readTexts()
    state = try reader.readRequired(ProcedureState.self)
    sourceState = try reader.readText()
    validFrom = try reader.readDay()
    validTo = try reader.readDay()
    integratedSince = try reader.readDay()
    try decodeParts(from: &reader)
    guard reader.isAtEnd else { throw ByteReader.Damage() }
  }

  private mutating func decodeParts(from reader: inout ByteReader) throws(ByteReader.Damage) {
    cases = try reader.readList { (reader) throws(ByteReader.Damage) in
      ProcedureCaseRecord(
        code: try reader.readText(),
        name: try reader.readText(),
        limit: try reader.readOptional { (reader) throws(ByteReader.Damage) in
          try reader.readLimit()
        }
      )
    }
    components = try reader.readList { (reader) throws(ByteReader.Damage) in
      try reader.readComponent()
    }
    channels = try reader.readList { (reader) throws(ByteReader.Damage) in
      try reader.readChannel()
    }
    legalBases = try reader.readList { (reader) throws(ByteReader.Damage) in
      LegalBasisRecord(number: try reader.readText(), title: try reader.readText())
    }
    results = try reader.readTexts()
    requirements = try reader.readText()
    steps = try reader.readList { (reader) throws(ByteReader.Damage) in
      ProcedureStepRecord(name: try reader.readText(), text: try reader.readText())
    }
    publication = try reader.readOptional { (reader) throws(ByteReader.Damage) in
      DecisionRecord(number: try reader.readText(), date: try reader.readDay())
    }
    try decodeGuidance(from: &reader)
  }

  private mutating func decodeGuidance(
    from reader: inout ByteReader
  ) throws(ByteReader.Damage) {
    internalSteps = try reader.readList { (reader) throws(ByteReader.Damage) in
      InternalStepRecord(
        name: try reader.readText(),
        duty: try reader.readRequired(OfficerDuty.self),
        limit: try reader.readOptional { (reader) throws(ByteReader.Damage) in
          try reader.readLimit()
        },
        text: try reader.readText(),
        agency: AgencyCode(try reader.readText())
      )
    }
    guidance = try reader.readText()
    templates = try reader.readList { (reader) throws(ByteReader.Damage) in
      TemplateRecord(
        name: try reader.readText(),
        componentCode: try reader.readText(),
        uri: try reader.readText(),
        sha256: try reader.readText()
      )
    }
    ending = try reader.readOptional { (reader) throws(ByteReader.Damage) in
      DecisionRecord(number: try reader.readText(), date: try reader.readDay())
    }
    madePublicOn = try reader.readDay()
  }
}

extension ProcedureContent {
  /// Bytes that are the same for the same content and for no other.
  package var fingerprint: [UInt8] { encoded() }
}
