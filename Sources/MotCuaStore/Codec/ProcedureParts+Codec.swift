import MotCuaDomain

extension ByteWriter {
  mutating func write(_ limit: StatedLimit) {
    write(limit.limit.thousandths)
    write(Optional(limit.limit.unit))
    write(limit.text)
  }

  mutating func write(_ component: ProcedureComponentRecord) {
    write(component.code)
    write(component.name)
    write(component.group)
    write(component.caseCode)
    write(component.originalCount)
    write(component.copyCount)
    write(component.isMandatory)
    write(component.hasElectronicForm)
    write(component.isPaperRequiredAfterOnline)
    write(component.isProcedureResult)
    write(component.templateNames)
  }

  mutating func write(_ channel: ProcedureChannelRecord) {
    write(Optional(channel.channel))
    write(channel.limits) { $0.write($1) }
    write(channel.fees) { writer, fee in
      writer.write(Optional(fee.kind))
      writer.write(fee.amount) { $0.write($1.dong) }
      writer.write(fee.text)
      writer.write(fee.exemptions) { writer, exemption in
        writer.write(exemption.subject)
        writer.write(exemption.basis)
      }
      writer.write(fee.timing)
    }
    write(channel.note)
  }
}

extension ByteReader {
  mutating func readLimit() throws(Damage) -> StatedLimit {
    let thousandths = try readInt()
    let unit = try readRequired(TimeUnit.self)
    guard let limit = TimeLimit(thousandths: thousandths, unit: unit) else { throw Damage() }
    return StatedLimit(limit: limit, text: try readText())
  }

  mutating func readComponent() throws(Damage) -> ProcedureComponentRecord {
    ProcedureComponentRecord(
      code: try readText(),
      name: try readText(),
      group: try readText(),
      caseCode: try readText(),
      originalCount: try readInt(),
      copyCount: try readInt(),
      isMandatory: try readBool(),
      hasElectronicForm: try readBool(),
      isPaperRequiredAfterOnline: try readBool(),
      isProcedureResult: try readBool(),
      templateNames: try readTexts()
    )
  }

  mutating func readChannel() throws(Damage) -> ProcedureChannelRecord {
    ProcedureChannelRecord(
      channel: try readRequired(Channel.self),
      limits: try readList { (reader) throws(Damage) in try reader.readLimit() },
      fees: try readList { (reader) throws(Damage) in
        FeeRecord(
          kind: try reader.readRequired(FeeKind.self),
          amount: try reader.readOptional { (reader) throws(Damage) in
            Money(dong: try reader.readInt64())
          },
          text: try reader.readText(),
          exemptions: try reader.readList { (reader) throws(Damage) in
            ExemptionRecord(subject: try reader.readText(), basis: try reader.readText())
          },
          timing: try reader.readEnum(FeeTiming.self)
        )
      },
      note: try readText()
    )
  }
}
