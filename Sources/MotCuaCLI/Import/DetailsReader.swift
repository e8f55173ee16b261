import MotCuaAPI

/// Turns one line of details into the contract's terms.
struct DetailsReader {
  let line: Int

  /// The row to send.
  func message(_ source: DetailsSource) throws(InputFault) -> ProcedureDetails {
    ProcedureDetails(
      line: Int64(line),
      code: source.code,
      sector: source.category.map { Sector(code: $0.code, name: $0.name) },
      cases: try each(source.cases) { (item, index) throws(InputFault) in
        let limit = try limit(item.quantity, item.unit, "processing_cases[\(index)]")
        return ProcedureCase(code: item.code, timeLimit: limit)
      },
      components: (source.checklist ?? []).flatMap(components),
      channels: try each(source.channels, channel),
      legalBases: (source.bases ?? []).map { LegalBasis(number: $0.code, title: $0.name) },
      results: source.results ?? [],
      requirements: source.requirements ?? "",
      steps: (source.steps ?? []).map { ProcedureStep(name: $0.name, text: $0.text) },
      subjects: source.subjects ?? []
    )
  }

  private func channel(
    _ source: DetailsSource.Channel,
    _ index: Int
  ) throws(InputFault) -> ProcedureChannel {
    let place = "channels[\(index)]"
    let channel: Channel =
      switch source.method {
      case "DIRECT": .direct
      case "ONLINE": .online
      case "POSTAL": .post
      default: throw unknown("\(place).method")
      }
    return ProcedureChannel(
      channel: channel,
      timeLimit: try source.processing.map { (limit) throws(InputFault) in
        try self.limit(limit.quantity, limit.unit, "\(place).processing")
      },
      fees: try each(source.fees) { (fee, number) throws(InputFault) in
        try self.fee(fee, "\(place).fees[\(number)]")
      },
      note: source.note ?? ""
    )
  }

  /// The portal's words for the three kinds: phí, lệ phí, giá.
  private func fee(_ source: DetailsSource.Fee, _ place: String) throws(InputFault) -> Fee {
    let kind: FeeKind =
      switch source.type {
      case "FEE": .fee
      case "SERVICE_FEE": .charge
      case "PRICE_LEVEL": .price
      default: throw unknown("\(place).type")
      }
    let timing: FeeTiming =
      switch source.timing {
      case nil: .unspecified
      case "AT_RECEPTION": .atReception
      case "AT_SUPPLEMENT": .atSupplement
      case "AT_RESULT": .atResult
      default: throw unknown("\(place).timing")
      }
    return Fee(
      kind: kind,
      amountVnd: source.amount ?? 0,
      amountStated: source.amount != nil,
      text: source.text ?? "",
      timing: timing
    )
  }

  private func limit(
    _ quantity: DetailsSource.Quantity?,
    _ unit: String,
    _ place: String
  ) throws(InputFault) -> TimeLimit {
    let unit: TimeUnit =
      switch unit {
      case "WORKING_DAY": .workingDay
      case "DAY": .calendarDay
      case "HOUR": .workingHour
      case "MONTH": .month
      case "OTHER": .other
      default: throw unknown("\(place).unit")
      }
    switch quantity {
    case .number(let number) where unit == .other: return TimeLimit(unit: unit, text: words(number))
    case .words(let words): return TimeLimit(unit: .other, text: words)
    case .number(let number):
      let thousandths = number * 1000
      guard thousandths == thousandths.rounded(), (0...1e9).contains(thousandths) else {
        throw InputFault(
          line: line,
          field: "\(place).qty",
          reason: "NOT_A_QUANTITY",
          message: "thời hạn không đo được bằng phần nghìn đơn vị"
        )
      }
      return TimeLimit(quantityMilli: Int32(thousandths), unit: unit)
    case nil: return TimeLimit(unit: .other)
    }
  }

  private func words(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
  }

  private func components(_ group: DetailsSource.Group) -> [Component] {
    group.items.map { item in
      Component(
        code: item.code,
        name: item.name,
        group: group.group,
        originalCount: item.originals ?? 0,
        copyCount: item.copies ?? 0,
        hasElectronicForm: item.hasForm ?? false,
        isProcedureResult: item.isResult ?? false,
        templateNames: (item.attachments ?? []).map(\.fileName)
      )
    }
  }

  private func each<Source, Message>(
    _ sources: [Source]?,
    _ read: (Source, Int) throws(InputFault) -> Message
  ) throws(InputFault) -> [Message] {
    var messages: [Message] = []
    for (index, source) in (sources ?? []).enumerated() {
      messages.append(try read(source, index))
    }
    return messages
  }

  private func unknown(_ field: String) -> InputFault {
    InputFault(line: line, field: field, reason: "UNKNOWN_WORD", message: "từ không biết")
  }
}
