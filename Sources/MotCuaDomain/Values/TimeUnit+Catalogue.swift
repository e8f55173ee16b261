extension TimeUnit {
  /// Reads the unit as the national catalogue or our own tables write it: the catalogue's DAY is
  /// a calendar day and its HOUR a working hour.
  package init?(catalogueWord word: String) {
    switch word {
    case "DAY": self = .calendarDay
    case "HOUR": self = .workingHour
    default: self.init(code: word)
    }
  }
}
