package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore

extension FieldReader {
  /// Fees that are paid or exempt; an exemption is not a fee of 0 and keeps its reason.
  package mutating func fees(_ messages: [DossierFee], _ field: String) -> [DossierFeeRecord] {
    var records: [DossierFeeRecord] = []
    for (index, message) in messages.enumerated() {
      let path = "\(field)[\(index)]"
      guard let kind = message.kind.model else {
        refuse(path + ".kind", "It must be given.")
        continue
      }
      checkPayment(message, path)
      records.append(
        DossierFeeRecord(
          kind: kind,
          name: TextNormaliser.stored(message.name),
          amount: Money(dong: message.amountVnd),
          isExempt: message.exempt,
          exemptionReason: TextNormaliser.stored(message.exemptionReason),
          method: message.paymentMethod.model,
          transactionReference: TextNormaliser.stored(message.transactionReference)
        )
      )
    }
    return records
  }

  private mutating func checkPayment(_ fee: DossierFee, _ path: String) {
    let reference = TextNormaliser.stored(fee.transactionReference)
    let reason = TextNormaliser.stored(fee.exemptionReason)
    if fee.exempt {
      if reason.isEmpty { refuse(path + ".exemption_reason", "An exemption needs a reason.") }
      if fee.paymentMethod != .unspecified {
        refuse(path + ".payment_method", "Nothing is paid where the fee is exempt.")
      }
      if !reference.isEmpty {
        refuse(path + ".transaction_reference", "Nothing is paid where the fee is exempt.")
      }
      return
    }
    if !reason.isEmpty { refuse(path + ".exemption_reason", "The fee is not exempt.") }
    if fee.paymentMethod == .unspecified { refuse(path + ".payment_method", "It must be given.") }
    if fee.paymentMethod == .online, reference.isEmpty {
      refuse(path + ".transaction_reference", "An online payment needs its reference.")
    }
  }
}
