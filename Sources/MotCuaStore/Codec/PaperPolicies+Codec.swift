import MotCuaDomain

extension ByteWriter {
  mutating func write(_ policy: PaperPolicyRecord) {
    write(Optional(policy.mode))
    write(policy.validFrom)
    write(policy.validTo)
    write(policy.exemptions) { writer, exemption in
      writer.write(exemption.code)
      writer.write(exemption.text)
    }
  }
}

extension ByteReader {
  mutating func readPaperPolicy() throws(Damage) -> PaperPolicyRecord {
    PaperPolicyRecord(
      mode: try readRequired(PaperMode.self),
      validFrom: try readDay(),
      validTo: try readDay(),
      exemptions: try readList { (reader) throws(Damage) in
        PaperPolicyRecord.Exemption(code: try reader.readText(), text: try reader.readText())
      }
    )
  }
}

extension SmallLists {
  static func encode(_ policies: [PaperPolicyRecord]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(policies) { $0.write($1) }
    return writer.bytes
  }

  static func paperPolicies(_ bytes: [UInt8]) throws(ByteReader.Damage) -> [PaperPolicyRecord] {
    var reader = ByteReader(bytes)
    return try reader.readList { (reader) throws(ByteReader.Damage) in
      try reader.readPaperPolicy()
    }
  }

  static func encode(_ assignees: [AssignmentRecord]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(assignees) { writer, assignment in
      writer.write(Optional(assignment.duty))
      writer.write(assignment.officer)
      writer.write(assignment.validFrom)
      writer.write(assignment.validTo)
    }
    return writer.bytes
  }

  static func assignees(_ bytes: [UInt8]) throws(ByteReader.Damage) -> [AssignmentRecord] {
    var reader = ByteReader(bytes)
    return try reader.readList { (reader) throws(ByteReader.Damage) in
      AssignmentRecord(
        duty: try reader.readRequired(OfficerDuty.self),
        officer: try reader.readText(),
        validFrom: try reader.readDay(),
        validTo: try reader.readDay()
      )
    }
  }
}
