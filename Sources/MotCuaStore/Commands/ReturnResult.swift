import MotCuaDomain

/// Records that the result was handed over: 9 becomes 10.
package struct ReturnResult: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// How it went out.
  package var handover: ResultReturnRecord
  /// The fees paid or exempt at the return.
  package var fees: [DossierFeeRecord]

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    handover: ResultReturnRecord,
    fees: [DossierFeeRecord] = []
  ) {
    self.target = target
    self.handover = handover
    self.fees = fees
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    var added: [DossierFeeRecord] = []
    let dossier = try transaction.step(
      .returnResult,
      on: target,
      note: "",
      prepare: { (facts, dossier) throws(StoreError) in
        facts.isResultInForce = !dossier.resultsInForce.isEmpty
        facts.unpaid = try transaction.unpaid(of: dossier, with: fees, due: FeeTiming.allCases)
        try checkPortal(dossier)
        let receiver = handover.receiverName
        facts.receiver = receiver.isEmpty ? dossier.applicant.name : receiver
      },
      change: { (dossier) throws(StoreError) in
        let known = dossier.fees.count
        try transaction.record(fees, in: &dossier)
        added = Array(dossier.fees[known...])
        dossier.resultReturn = handover
      }
    )
    try transaction.add(added, to: dossier.id)
    return dossier
  }

  /// A portal hands over what it can show: an electronic result that is in force.
  private func checkPortal(_ dossier: DossierRecord) throws(StoreError) {
    guard target.actor.kind == .system, !target.actor.isHistory else { return }
    guard dossier.resultsInForce.contains(where: \.isElectronic) else {
      throw .refused(.resultNotInForce)
    }
  }
}
