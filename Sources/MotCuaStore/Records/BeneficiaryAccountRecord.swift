/// A bank account to which fees are paid.
package struct BeneficiaryAccountRecord: Sendable, Hashable {
  /// The bank's code.
  package var bankCode: String
  /// The account's number.
  package var accountNumber: String
  /// The holder's name.
  package var accountName: String

  /// Makes the value from its parts.
  package init(
    bankCode: String,
    accountNumber: String,
    accountName: String = ""
  ) {
    self.bankCode = bankCode
    self.accountNumber = accountNumber
    self.accountName = accountName
  }
}
