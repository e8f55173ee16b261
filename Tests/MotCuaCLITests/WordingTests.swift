import MotCuaAPI
import MotCuaCLI
import ProtobufEngine
import Testing

struct WordingTests {
  private func expectWords<Value: WordedEnum & WireEnum>(of type: Value.Type) {
    let worded = Set(Value.wordings.map(\.value))
    let all = Set(Value.allCases.filter { !$0.name.hasSuffix("_UNSPECIFIED") })
    #expect(worded == all, "\(type)")
    #expect(Set(Value.wordings.map(\.phrase)).count == all.count, "\(type)")
  }

  @Test("Every value of every enum that people see has its own words")
  func complete() {
    expectWords(of: AgencyLevel.self)
    expectWords(of: AgencyKind.self)
    expectWords(of: Duty.self)
    expectWords(of: PrincipalKind.self)
    expectWords(of: CalendarDayKind.self)
    expectWords(of: ServiceLevel.self)
    expectWords(of: ProcedureState.self)
    expectWords(of: ProcedureType.self)
    expectWords(of: MatchQuality.self)
    expectWords(of: PaperMode.self)
    expectWords(of: LintSeverity.self)
    expectWords(of: ExportFormat.self)
    expectWords(of: FeeKind.self)
    expectWords(of: TimeUnit.self)
    expectWords(of: MotCuaAPI.Channel.self)
    expectWords(of: DossierState.self)
    expectWords(of: DossierAction.self)
    expectWords(of: SubmissionKind.self)
    expectWords(of: AssistantCapacity.self)
    expectWords(of: SubjectType.self)
    expectWords(of: IdentityKind.self)
    expectWords(of: ComponentSource.self)
    expectWords(of: PaymentMethod.self)
    expectWords(of: ReturnMethod.self)
    expectWords(of: DossierOrder.self)
    expectWords(of: FileType.self)
    expectWords(of: BackupPhase.self)
    expectWords(of: OperationState.self)
    expectWords(of: ResultState.self)
    expectWords(of: StageTimeliness.self)
    expectWords(of: DossierFormKind.self)
    expectWords(of: RankingMeasure.self)
    expectWords(of: ViolationKind.self)
    expectWords(of: ViolationGrouping.self)
    expectWords(of: AssistanceReason.self)
    expectWords(of: SuccessionKind.self)
    expectWords(of: StatisticsStructure.self)
    expectWords(of: RecomputeSkip.self)
    expectWords(of: FeeTiming.self)
    expectWords(of: PaymentState.self)
    expectWords(of: RefundCause.self)
    expectWords(of: ConfirmPaymentOutcome.self)
    expectWords(of: ReconcileVerdict.self)
    expectWords(of: PaymentProviderCode.self)
    expectWords(of: PaymentProviderStage.self)
    expectWords(of: ShipmentDirection.self)
    expectWords(of: ShipmentState.self)
  }
}
