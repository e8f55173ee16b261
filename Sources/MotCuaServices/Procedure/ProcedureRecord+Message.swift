package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
import RPCMessages

extension Procedure {
  /// The procedure on the wire, in FULL or BASIC view, with what its offerings add on a day.
  package init(
    _ record: ProcedureRecord,
    isFull: Bool,
    in catalogue: Catalogue,
    on day: CivilDate
  ) {
    self.init()
    code = record.code.text
    revision = Int32(record.revision)
    effectiveFrom = record.effectiveFrom?.date
    serviceLevel = MotCuaAPI.ServiceLevel(catalogue.level(of: record.code, on: day))
    etag = catalogue.etag(of: record)
    createTime = record.createdAt.timestamp
    updateTime = record.updatedAt.timestamp
    addHead(record.content)
    if isFull { addParts(record.content) }
  }

  /// One revision by itself: what depends on more than it is left out, so that the answer stays the
  /// same for ever.
  package init(_ revision: ProcedureRevisionRecord, code: ProcedureCode) {
    self.init()
    self.code = code.text
    self.revision = Int32(revision.revision)
    effectiveFrom = revision.effectiveFrom?.date
    updateTime = revision.madeAt.timestamp
    addHead(revision.content)
    addParts(revision.content)
  }

  private mutating func addHead(_ content: ProcedureContent) {
    name = content.name
    sectors = content.sectors.map(Sector.init)
    competentLevel = MotCuaAPI.AgencyLevel(content.competentLevel)
    type = MotCuaAPI.ProcedureType(content.type)
    promulgatingAgency = content.promulgatingAgency
    executingAgencies = content.executingAgencies
    subjects = content.subjects
    state = MotCuaAPI.ProcedureState(content.state)
    sourceState = content.sourceState
    validFrom = content.validFrom?.date
    validTo = content.validTo?.date
    integratedSince = content.integratedSince?.date
    madePublicOn = content.madePublicOn?.date
  }

  private mutating func addParts(_ content: ProcedureContent) {
    cases = content.cases.map {
      ProcedureCase(code: $0.code, name: $0.name, timeLimit: $0.limit?.message)
    }
    components = content.components.map(Component.init)
    channels = content.channels.flatMap(ProcedureChannel.all)
    legalBases = content.legalBases.map { LegalBasis(number: $0.number, title: $0.title) }
    results = content.results
    requirements = content.requirements
    steps = content.steps.map { ProcedureStep(name: $0.name, text: $0.text) }
    publication = content.publication.map(Decision.init)
    internalSteps = content.internalSteps.map(InternalStep.init)
    guidance = content.guidance
    templates = content.templates.map(Template.init)
    ending = content.ending.map(Decision.init)
  }
}

extension Component {
  /// The component on the wire.
  init(_ record: ProcedureComponentRecord) {
    self.init(
      code: record.code,
      name: record.name,
      group: record.group,
      caseCode: record.caseCode,
      originalCount: Int32(clamping: record.originalCount),
      copyCount: Int32(clamping: record.copyCount),
      mandatory: record.isMandatory,
      hasElectronicForm: record.hasElectronicForm,
      paperRequiredAfterOnline: record.isPaperRequiredAfterOnline,
      isProcedureResult: record.isProcedureResult,
      templateNames: record.templateNames
    )
  }
}

extension ProcedureChannel {
  /// A channel on the wire: once for each of its limits, each time with all fees.
  static func all(of record: ProcedureChannelRecord) -> [ProcedureChannel] {
    let limits: [StatedLimit?] = record.limits.isEmpty ? [nil] : record.limits
    let fees = record.fees.map { fee in
      Fee(
        kind: MotCuaAPI.FeeKind(fee.kind),
        amountVnd: fee.amount?.dong ?? 0,
        amountStated: fee.amount != nil,
        text: fee.text,
        exemptions: fee.exemptions.map { Exemption(subject: $0.subject, basis: $0.basis) },
        timing: MotCuaAPI.FeeTiming(fee.timing)
      )
    }
    return limits.map {
      ProcedureChannel(
        channel: MotCuaAPI.Channel(record.channel),
        timeLimit: $0?.message,
        fees: fees,
        note: record.note
      )
    }
  }
}
