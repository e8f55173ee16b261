extension TransitionTable {
  /// The table in force: Decree 61/2018/NĐ-CP, Decree 45/2020/NĐ-CP and the ten national
  /// statuses.
  package static let current = TransitionTable(
    version: 1,
    rules: reception + supplements + payments + handling + endings + results + operations
  )

  private static let applicantSide: Set<TransitionRole> = [.applicant, .assistant]

  /// How a dossier comes in, or does not.
  private static let reception: [TransitionRule] = [
    TransitionRule(
      "1",
      .submit,
      from: [nil],
      to: .state(.submitted),
      by: applicantSide.union([.connectedSystem]),
      guards: [.procedurePublished, .offeredOnline, .componentsPresent],
      clock: .startAcceptance
    ),
    TransitionRule(
      "2",
      .receiveAtDesk,
      from: [nil],
      to: .state(.received),
      by: [.desk],
      guards: [.procedurePublished, .paperAllowed, .componentsPresent],
      clock: .startProcessing
    ),
    TransitionRule(
      "4a",
      .refuseAtDesk,
      from: [nil],
      to: .state(.refused),
      by: [.desk],
      guards: [.reasonGiven]
    ),
    TransitionRule(
      "3",
      .accept,
      from: [.submitted],
      to: .state(.received),
      by: [.desk],
      guards: [.receptionFeesSettled],
      clock: .startProcessing
    ),
    TransitionRule(
      "4",
      .refuse,
      from: [.submitted],
      to: .state(.refused),
      by: [.desk],
      guards: [.reasonGiven],
      clock: .end
    ),
  ]

  /// The request for a supplement: it stops the clock, the answer sets it going again.
  private static let supplements: [TransitionRule] = [
    TransitionRule(
      "5",
      .requestSupplement,
      from: [.submitted],
      to: .state(.supplementRequested),
      by: [.desk],
      guards: [.supplementAllowed, .itemsListed],
      clock: .pause
    ),
    TransitionRule(
      "9",
      .requestSupplement,
      from: [.received, .inProgress],
      to: .state(.supplementRequested),
      by: [.specialist, .desk],
      guards: [.supplementAllowed, .reasonGiven, .itemsListed, .answerDeadlineGiven],
      clock: .pause
    ),
    TransitionRule(
      "10",
      .provideSupplement,
      from: [.supplementRequested],
      to: .origin,
      by: applicantSide.union([.desk]),
      clock: .resume
    ),
    TransitionRule(
      "11",
      .expireSupplement,
      from: [.supplementRequested],
      phase: .afterAcceptance,
      to: .state(.stopped),
      by: [.timer, .supervisor],
      guards: [.answerDeadlinePassed],
      clock: .end
    ),
    TransitionRule(
      "11",
      .expireSupplement,
      from: [.supplementRequested],
      phase: .beforeAcceptance,
      to: .state(.refused),
      by: [.timer, .supervisor],
      guards: [.answerDeadlinePassed],
      clock: .end
    ),
  ]

  /// The request for a payment: it stops the clock, the confirmation sets it going again.
  private static let payments: [TransitionRule] = [
    TransitionRule(
      "11a",
      .requestPayment,
      from: [.submitted],
      to: .state(.paymentRequested),
      by: [.desk, .connectedSystem],
      guards: [.amountPositive, .accountKnown],
      clock: .pause
    ),
    TransitionRule(
      "12",
      .requestPayment,
      from: [.received, .inProgress],
      to: .state(.paymentRequested),
      by: [.specialist, .desk],
      guards: [.amountPositive, .accountKnown],
      clock: .pause
    ),
    TransitionRule(
      "11a",
      .confirmPayment,
      from: [.paymentRequested],
      phase: .beforeAcceptance,
      to: .origin,
      by: [.paymentGateway, .supervisor],
      guards: [.paidInFull],
      clock: .resume
    ),
    TransitionRule(
      "13",
      .confirmPayment,
      from: [.paymentRequested],
      phase: .afterAcceptance,
      to: .origin,
      by: [.paymentGateway, .desk, .supervisor],
      guards: [.paidInFull],
      clock: .resume
    ),
    TransitionRule(
      "12a",
      .cancelPayment,
      from: [.paymentRequested],
      to: .origin,
      by: [.desk, .specialist],
      guards: [.reasonGiven],
      clock: .resume
    ),
    TransitionRule(
      "11b",
      .expirePayment,
      from: [.paymentRequested],
      phase: .afterAcceptance,
      to: .state(.stopped),
      by: [.timer, .supervisor],
      guards: [.answerDeadlinePassed],
      clock: .end
    ),
    TransitionRule(
      "11b",
      .expirePayment,
      from: [.paymentRequested],
      phase: .beforeAcceptance,
      to: .state(.refused),
      by: [.timer, .supervisor],
      guards: [.answerDeadlinePassed],
      clock: .end
    ),
  ]

  /// What happens while the dossier is handled.
  private static let handling: [TransitionRule] = [
    TransitionRule("7", .start, from: [.received], to: .state(.inProgress), by: [.desk]),
    TransitionRule(
      "7",
      .forward,
      from: [.received],
      to: .state(.inProgress),
      by: [.desk],
      guards: [.destinationGiven]
    ),
    TransitionRule(
      "8",
      .forward,
      from: [.inProgress],
      to: .same,
      by: [.specialist, .leader],
      guards: [.destinationGiven]
    ),
    TransitionRule(
      "extend",
      .extendDueDate,
      from: [.received, .inProgress],
      to: .same,
      by: [.leader],
      guards: [.extensionAllowed, .extensionTimely, .reasonGiven, .laterDateGiven],
      clock: .extend
    ),
    TransitionRule(
      "reassign",
      .reassign,
      from: [.submitted, .received, .inProgress, .supplementRequested, .paymentRequested],
      to: .same,
      by: [.leader, .supervisor],
      guards: [.destinationGiven]
    ),
    TransitionRule(
      "overdue",
      .noteAcceptanceOverdue,
      from: [.submitted],
      to: .same,
      by: [.timer],
      guards: [.answerDeadlinePassed]
    ),
  ]

  /// How a dossier ends, and what reopens it.
  private static let endings: [TransitionRule] = [
    TransitionRule(
      "6",
      .withdraw,
      from: [.submitted, .received, .inProgress, .supplementRequested, .paymentRequested],
      to: .state(.withdrawn),
      by: applicantSide.union([.desk]),
      guards: [.applicantAsked],
      clock: .end
    ),
    TransitionRule(
      "14",
      .stop,
      from: [.inProgress],
      to: .state(.stopped),
      by: [.specialist, .leader],
      guards: [.reasonGiven],
      clock: .end
    ),
    TransitionRule(
      "15",
      .resume,
      from: [.stopped],
      to: .state(.inProgress),
      by: [.supervisor],
      clock: .reopen
    ),
    TransitionRule(
      "16",
      .complete,
      from: [.inProgress],
      to: .state(.completed),
      by: [.leader],
      guards: [.resultPresent],
      clock: .end
    ),
    TransitionRule(
      "17",
      .rework,
      from: [.completed],
      to: .state(.inProgress),
      by: [.supervisor],
      guards: [.reasonGiven],
      clock: .reopen
    ),
  ]

  /// What becomes of the result.
  private static let results: [TransitionRule] = [
    TransitionRule(
      "18",
      .returnResult,
      from: [.completed],
      to: .state(.returned),
      by: [.desk, .resultDesk, .postalOperator, .connectedSystem],
      guards: [.resultInForce, .resultFeesSettled, .receiverNamed]
    ),
    TransitionRule(
      "revoke",
      .revokeResult,
      from: [.completed, .returned],
      to: .same,
      by: [.leader],
      guards: [.resultInForce, .reasonGiven]
    ),
    TransitionRule(
      "rate",
      .rate,
      from: [.returned],
      to: .same,
      by: applicantSide.union([.desk, .resultDesk]),
      guards: [.notRated]
    ),
  ]

  /// What is done to many dossiers at once, whatever their state, as long as they are not over.
  private static let operations: [TransitionRule] = [
    TransitionRule(
      "transfer",
      .transfer,
      from: [
        .submitted, .received, .inProgress, .supplementRequested, .paymentRequested, .stopped,
        .completed,
      ],
      to: .same,
      by: [.timer]
    ),
    TransitionRule(
      "recompute",
      .recomputeDueDate,
      from: [.submitted, .received, .inProgress, .supplementRequested, .paymentRequested],
      to: .same,
      by: [.timer],
      clock: .recompute
    ),
  ]
}
