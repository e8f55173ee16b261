package import MotCuaDomain

extension CivilDate {
  /// Whether the day lies between two days, both included; nil is open.
  package func isWithin(_ first: CivilDate?, _ last: CivilDate?) -> Bool {
    if let first, self < first { return false }
    if let last, self > last { return false }
    return true
  }
}

extension OfferingLevelRecord {
  /// Whether the level holds on a day.
  package func isValid(on day: CivilDate) -> Bool {
    day.isWithin(validFrom, validTo)
  }
}

extension AgencyRecord {
  /// Whether the agency exists on a day.
  package func isValid(on day: CivilDate) -> Bool {
    day.isWithin(validFrom, validTo)
  }
}

extension PostingRecord {
  /// Whether the posting holds on a day.
  package func isValid(on day: CivilDate) -> Bool {
    day.isWithin(validFrom, validTo)
  }
}

extension AgencyRecord {
  /// Whether fees can be paid to the agency online: it has an account or an e-wallet.
  package var takesOnlinePayment: Bool { account != nil || !eWallet.isEmpty }
}
