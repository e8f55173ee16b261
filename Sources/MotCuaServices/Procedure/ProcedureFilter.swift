import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// Which procedures a list keeps; what the caller may not see is left out like what does not exist.
struct ProcedureFilter {
  private let request: ListProceduresRequest
  private let sector: String
  private let level: OfferedLevel?
  /// Those that have the words asked for; nil for all.
  private let having: Set<ProcedureCode>?
  private let agency: AgencyCode?
  private let catalogue: Catalogue
  private let day: CivilDate
  private let principal: Principal

  /// Keeps what a request asks for on a day.
  init(
    _ request: ListProceduresRequest,
    agency: AgencyCode?,
    catalogue: Catalogue,
    day: CivilDate,
    principal: Principal
  ) {
    self.request = request
    sector = TextNormaliser.stored(request.sector)
    level = request.serviceLevel.offered
    having = request.text.isEmpty ? nil : catalogue.having(request.text)
    self.agency = agency
    self.catalogue = catalogue
    self.day = day
    self.principal = principal
  }

  /// Whether a procedure is kept.
  func keeps(_ record: ProcedureRecord) -> Bool {
    if let having, !having.contains(record.code) { return false }
    let content = record.effective(on: day).content
    return principal.sees(content) && keepsContent(content) && keepsOfferings(record.code)
  }

  private func keepsContent(_ content: ProcedureContent) -> Bool {
    (request.state.model.map { $0 == content.state } ?? true)
      && (request.competentLevel.model.map { $0 == content.competentLevel } ?? true)
      && (sector.isEmpty
        || content.sectors.contains { $0.code == sector || $0.name == sector })
  }

  private func keepsOfferings(_ code: ProcedureCode) -> Bool {
    if let agency {
      guard catalogue.offering(code, agency)?.isValid(on: day) == true else { return false }
    }
    return switch level {
    case nil: true
    case .legacy(let level): catalogue.level(of: code, on: day) == level
    case .extent(let extent): catalogue.extent(of: code, on: day) == extent
    }
  }
}

extension Principal {
  /// Whether the caller may see a procedure: all but those who keep the catalogue see what is
  /// published.
  func sees(_ content: ProcedureContent) -> Bool {
    seesUnpublished || content.state == .published
  }

  /// Whether the caller keeps the catalogue or oversees it.
  var seesUnpublished: Bool { kind == .administrator || kind == .supervisor }
}
