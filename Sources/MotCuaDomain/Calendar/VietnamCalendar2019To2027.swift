/// The public holidays of Vietnam from 2019 to 2027, which the product ships with.
///
/// The Labour Code names the holidays (2012 article 115; from 2021 the Code of 2019 article 112,
/// which gives National Day a second day), gives back a holiday on a weekly rest day on the next
/// working day, and leaves to yearly notices which five days Tết has, which neighbour joins
/// National Day and which days are swapped. What no notice has settled for 2027 is marked as
/// assumed, with what follows from it; an administrator loads the real year when it is known.
package enum VietnamCalendar2019To2027 {
  /// The rows in the order of their days.
  package static let days: [CalendarDay] = notices.flatMap(rows).sorted { $0.date < $1.date }

  /// What the moon and the yearly notice settle about one year, as month and day.
  private struct Notice {
    let year: Int
    /// The first of the five days of Tết.
    let tet: (Int, Int)
    /// The tenth day of the third lunar month.
    let hungKings: (Int, Int)
    /// The neighbour of 2 September that is free too, since 2021.
    var nationalDayNeighbour: (Int, Int)?
    /// Working days made free and the Saturdays worked for them.
    var swaps: [(off: CivilDate?, work: CivilDate?)] = []
    var isAssumed = false
  }

  private static let notices: [Notice] = [
    Notice(
      year: 2019,
      tet: (2, 4),
      hungKings: (4, 14),
      swaps: [swap("2018-12-31", "2019-01-05"), swap("2019-04-29", "2019-05-04")]
    ),
    Notice(year: 2020, tet: (1, 23), hungKings: (4, 2)),
    Notice(year: 2021, tet: (2, 10), hungKings: (4, 21), nationalDayNeighbour: (9, 3)),
    Notice(year: 2022, tet: (1, 31), hungKings: (4, 10), nationalDayNeighbour: (9, 1)),
    Notice(year: 2023, tet: (1, 20), hungKings: (4, 29), nationalDayNeighbour: (9, 1)),
    Notice(
      year: 2024,
      tet: (2, 8),
      hungKings: (4, 18),
      nationalDayNeighbour: (9, 3),
      swaps: [swap("2024-04-29", "2024-05-04")]
    ),
    Notice(
      year: 2025,
      tet: (1, 27),
      hungKings: (4, 7),
      nationalDayNeighbour: (9, 1),
      swaps: [swap("2025-05-02", "2025-04-26")]
    ),
    Notice(
      year: 2026,
      tet: (2, 16),
      hungKings: (4, 26),
      nationalDayNeighbour: (9, 1),
      swaps: [swap("2026-01-02", "2026-01-10"), swap("2026-08-31", "2026-08-22")]
    ),
    Notice(
      year: 2027,
      tet: (2, 5),
      hungKings: (4, 16),
      nationalDayNeighbour: (9, 3),
      isAssumed: true
    ),
  ]

  private static func swap(_ off: String, _ work: String) -> (off: CivilDate?, work: CivilDate?) {
    (CivilDate(off), CivilDate(work))
  }

  private static func rows(of notice: Notice) -> [CalendarDay] {
    let holidays = holidays(of: notice)
    let swaps = notice.swaps.flatMap { swap in
      [
        swap.off.map { day($0, .swapOff, "Nghỉ hoán đổi", notice) },
        swap.work.map { day($0, .swapWork, "Đi làm bù", notice) },
      ].compactMap { $0 }
    }
    return holidays + compensation(for: holidays) + swaps
  }

  private static func holidays(of notice: Notice) -> [CalendarDay] {
    func holiday(_ day: (Int, Int), _ name: String, isAssumed: Bool = false) -> CalendarDay? {
      CivilDate(year: notice.year, month: day.0, day: day.1).map { date in
        CalendarDay(
          date: date,
          kind: .holiday,
          name: name,
          basis: law(notice.year),
          isAssumed: isAssumed
        )
      }
    }
    let first = holiday(notice.tet, "Tết Nguyên đán", isAssumed: notice.isAssumed)
    let tet = first.map { first in (0..<5).map { moved(first, by: $0) } } ?? []
    let single = [
      holiday((1, 1), "Tết Dương lịch"),
      holiday(notice.hungKings, "Giỗ Tổ Hùng Vương"),
      holiday((4, 30), "Ngày 30 tháng 4"),
      holiday((5, 1), "Quốc tế Lao động"),
      holiday((9, 2), "Quốc khánh"),
      notice.nationalDayNeighbour.flatMap {
        holiday($0, "Quốc khánh (ngày liền kề)", isAssumed: notice.isAssumed)
      },
    ]
    return (tet + single.compactMap { $0 }).sorted { $0.date < $1.date }
  }

  /// Gives back each holiday on a weekly rest day on the next day that is not free yet.
  private static func compensation(for holidays: [CalendarDay]) -> [CalendarDay] {
    var free = Set(holidays.map(\.date))
    var given: [CalendarDay] = []
    for holiday in holidays where holiday.date.weekday.isWeekend {
      var date = holiday.date.addingDays(1)
      while date.weekday.isWeekend || free.contains(date) { date = date.addingDays(1) }
      free.insert(date)
      given.append(
        CalendarDay(
          date: date,
          kind: .compensatoryOff,
          name: "Nghỉ bù: " + holiday.name,
          basis: holiday.basis,
          isAssumed: holiday.isAssumed
        )
      )
    }
    return given
  }

  private static func moved(_ day: CalendarDay, by count: Int) -> CalendarDay {
    CalendarDay(
      date: day.date.addingDays(count),
      kind: day.kind,
      name: day.name,
      basis: day.basis,
      isAssumed: day.isAssumed
    )
  }

  private static func day(
    _ date: CivilDate,
    _ kind: DayKind,
    _ name: String,
    _ notice: Notice
  ) -> CalendarDay {
    CalendarDay(
      date: date,
      kind: kind,
      name: name,
      basis: "Thông báo nghỉ lễ năm \(notice.year)",
      isAssumed: notice.isAssumed
    )
  }

  private static func law(_ year: Int) -> String {
    year < 2021 ? "Bộ luật Lao động 2012, điều 115" : "Bộ luật Lao động 2019, điều 112"
  }
}
