import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// Judges the dossiers of an older system one by one and makes their histories.
struct DossierIntake: Sendable {
  /// The good dossiers.
  private(set) var lives: [ImportDossiers.Life] = []
  /// The lines of the good dossiers.
  private(set) var lines: [Int64] = []
  /// The bad ones.
  private(set) var tally = ImportTally()

  private let principal: Int64
  private let kind: MotCuaDomain.PrincipalKind
  let now: Instant
  private let covers: @Sendable (AgencyCode) -> Bool
  private var linesByCode: [[String]: Int64] = [:]

  init(
    principal: Int64,
    kind: MotCuaDomain.PrincipalKind,
    now: Instant,
    covers: @escaping @Sendable (AgencyCode) -> Bool
  ) {
    self.principal = principal
    self.kind = kind
    self.now = now
    self.covers = covers
  }

  /// Takes a dossier, or notes what is wrong with it.
  mutating func take(_ row: ImportedDossier) {
    do throws(RPCError) {
      try row.validate()
      let key = [row.externalSource, row.externalCode]
      if let earlier = linesByCode[key] {
        let error = RowError(row.line, "external_code", .duplicateCode, otherLine: earlier)
        return tally.reject(error)
      }
      if let agency = AgencyCode(row.agencyCode), !covers(agency) {
        return tally.reject(RowError(row.line, "agency_code", .agencyNotFound))
      }
      let history: ImportDossiers.Life = try FieldReader.read { life(of: row, &$0) }
      linesByCode[key] = row.line
      lives.append(history)
      lines.append(row.line)
    } catch {
      tally.reject(RowError(row.line, violating: error))
    }
  }

  private func life(
    of row: ImportedDossier,
    _ reader: inout FieldReader
  ) -> ImportDossiers.Life? {
    var filing = filing(of: row, &reader)
    var last: Instant?
    var steps: [ImportDossiers.Step] = []
    var bornAt: Instant?
    var birth: ImportDossiers.Birth?
    for (index, event) in row.events.enumerated() {
      let path = "events[\(index)]"
      guard let at = reader.instant(event.occurredAt, path + ".occurred_at") else { continue }
      if at.ictDate < DossierCode.firstDay {
        reader.refuse(path + ".occurred_at", "It lies before the year 2000.")
      } else if at > now || last.map({ at < $0 }) == true {
        reader.refuse(path + ".occurred_at", "It lies in the future or before the event above.")
      }
      last = at
      if index == 0 {
        filing?.at = at
        bornAt = at
        birth = filing.flatMap { self.birth(row, event, $0, &reader) }
      } else if let step = step(event, at: at, path, &reader) {
        steps.append(step)
      }
    }
    let money = payments(of: row, since: bornAt, &reader)
    let shipments = shipments(of: row, &reader)
    guard let birth else { return nil }
    return ImportDossiers.Life(
      source: row.externalSource,
      code: row.externalCode,
      birth: birth,
      steps: Self.merged(steps, money),
      shipments: shipments
    )
  }

  private func filing(
    of row: ImportedDossier,
    _ reader: inout FieldReader
  ) -> DossierFiling? {
    let procedure = reader.procedureCode(row.procedureCode, "procedure_code")
    let agency = reader.agencyCode(row.agencyCode, "agency_code")
    let applicant = reader.applicant(row.applicant, "applicant")
    let components = reader.components(row.components, "components", isHistory: true)
    let fees = reader.fees(row.fees, "fees")
    let assistance = assistance(of: row, &reader)
    let desk = reader.agencyCode(row.deskAgencyCode, "desk_agency_code")
    guard let procedure, let agency, let applicant else { return nil }
    return DossierFiling(
      procedure: procedure,
      agency: agency,
      desk: desk,
      caseCode: TextNormaliser.stored(row.caseCode),
      applicant: applicant,
      components: components,
      fees: fees,
      submissionKind: row.submissionKind.model ?? .byApplicant,
      assistance: assistance,
      previousExternalCode: TextNormaliser.stored(row.previousExternalCode),
      externalSource: TextNormaliser.stored(row.externalSource),
      externalCode: TextNormaliser.stored(row.externalCode)
    )
  }

  /// The helper, as far as the older system knew him.
  private func assistance(
    of row: ImportedDossier,
    _ reader: inout FieldReader
  ) -> AssistanceRecord? {
    guard let message = row.assistance else { return nil }
    if row.submissionKind != .assisted {
      reader.refuse("assistance", "Only an ASSISTED submission has a helper.")
    }
    let name = reader.required(message.assistantName, "assistance.assistant_name")
    return message.capacity.model.map {
      AssistanceRecord(message, name: name, capacity: $0)
    }
  }

  private func birth(
    _ row: ImportedDossier,
    _ event: ImportedEvent,
    _ filing: DossierFiling,
    _ reader: inout FieldReader
  ) -> ImportDossiers.Birth? {
    let actor = actor(event.officerCode)
    let note = TextNormaliser.stored(event.note)
    let channel = row.channel.model
    switch event.action {
    case .submit:
      if channel != .online { reader.refuse("channel", "What was submitted came ONLINE.") }
      return .submit(SubmitDossier(filing: filing, actor: actor))
    case .receive:
      let dueDate = reader.date(event.date, "events[0].date")
      return reader.paperChannel(row.channel).map {
        .receive(
          ReceiveDossier(filing: filing, channel: $0, dueDate: dueDate, note: note, actor: actor)
        )
      }
    case .refuseAtDesk:
      return reader.paperChannel(row.channel).map {
        .refuseAtDesk(
          RefuseDossierAtDesk(filing: filing, channel: $0, reason: note, actor: actor)
        )
      }
    default:
      reader.refuse("events[0].action", "The first event brings a dossier into the world.")
      return nil
    }
  }

  /// Whoever did it there; an officer's name goes into the history.
  func actor(_ officerCode: String) -> Actor {
    let isOfficer = !officerCode.isEmpty
    var actor = Actor(
      principalID: principal,
      kind: isOfficer ? .officer : kind,
      officer: isOfficer ? officerCode : nil
    )
    actor.isHistory = true
    return actor
  }

  private func step(
    _ event: ImportedEvent,
    at instant: Instant,
    _ path: String,
    _ reader: inout FieldReader
  ) -> ImportDossiers.Step? {
    guard let make = ImportedStep(event, path, &reader) else { return nil }
    return ImportDossiers.Step(
      path: path,
      at: instant,
      actor: actor(event.officerCode),
      deed: .step { make.step(on: $0) }
    )
  }
}
