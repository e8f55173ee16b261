import MotCuaDomain

/// The procedures of the sample province, drawn to the figures of August 2020.
package struct SampleCatalogue: Sendable {
  /// The figures that the catalogue is drawn to.
  package struct Figures: Sendable {
    /// Procedures with level 4 as their highest.
    package var level4 = 615
    /// Procedures with level 3 as their highest.
    package var level3 = 988
    /// Procedures integrated with the National Portal.
    package var integrated = 11

    /// The figures of the article.
    package init() {}
  }

  /// All procedures in the order of their codes.
  package let procedures: [SampleProcedure]

  private struct Draft {
    let name: String
    let sector: String
    let competence: AgencyLevel
    let agencies: [AgencyCode]
  }

  /// Draws a catalogue for the agencies of the province.
  package init(
    agencies: SampleAgencies,
    figures: Figures = Figures(),
    random: inout SampleRandom
  ) {
    let drafts = Self.drafts(agencies)
    let levels = Self.levels(count: drafts.count, figures: figures, random: &random)
    let online = levels.indices.filter { levels[$0] == .level4 }
    let integrated = Set(random.shuffled(online).prefix(figures.integrated))
    procedures = drafts.indices.compactMap { index in
      Self.procedure(
        number: index + 1,
        draft: drafts[index],
        level: levels[index],
        isIntegrated: integrated.contains(index),
        random: &random
      )
    }
  }

  private static func drafts(_ agencies: SampleAgencies) -> [Draft] {
    var drafts: [Draft] = []
    for department in SampleSubjects.departments {
      let codes = agencies.departments.filter { $0.shortName == department.short }.map(\.code)
      drafts += names(department.subjects, verbs: 10).map { name in
        Draft(
          name: name,
          sector: department.sector,
          competence: .province,
          agencies: codes
        )
      }
    }
    drafts += names(SampleSubjects.districts, verbs: 12).map { name in
      Draft(
        name: name,
        sector: SampleSubjects.localSectors[0],
        competence: .district,
        agencies: agencies.districts.map(\.code)
      )
    }
    drafts += names(SampleSubjects.communes, verbs: 10).map { name in
      Draft(
        name: name,
        sector: SampleSubjects.localSectors[1],
        competence: .commune,
        agencies: agencies.communes.map(\.code)
      )
    }
    return drafts
  }

  private static func names(_ subjects: [String], verbs: Int) -> [String] {
    subjects.flatMap { subject in
      SampleSubjects.verbs.prefix(verbs).map { verb in "\(verb) \(subject)" }
    }
  }

  private static func levels(
    count: Int,
    figures: Figures,
    random: inout SampleRandom
  ) -> [ServiceLevel] {
    let rest = max(0, count - figures.level4 - figures.level3)
    let levels =
      Array(repeating: ServiceLevel.level4, count: figures.level4)
      + Array(repeating: .level3, count: figures.level3)
      + Array(repeating: .level2, count: rest)
    return random.shuffled(levels)
  }

  private static func procedure(
    number: Int,
    draft: Draft,
    level: ServiceLevel,
    isIntegrated: Bool,
    random: inout SampleRandom
  ) -> SampleProcedure? {
    let digits = String(number)
    let zeros = String(repeating: "0", count: max(0, 5 - digits.count))
    let days = random.pick([1, 2, 3, 3, 5, 5, 7, 10, 15])
    let fee = random.pick([0, 0, 0, 10_000, 20_000, 50_000, 100_000, 300_000])
    guard let code = ProcedureCode("1.9\(zeros)\(digits)"),
      let limit = TimeLimit(days, .workingDay)
    else { return nil }
    // The first agency always has the highest level, so that the drawn figure holds; a level 4
    // procedure may stand at level 3 elsewhere, never below, so that its dossiers stay online ones.
    let offerings = draft.agencies.enumerated().map { index, agency in
      let lower = index > 0 && level == .level4 && random.chance(percent: 20)
      return SampleProcedure.Offering(agency: agency, level: lower ? .level3 : level)
    }
    return SampleProcedure(
      code: code,
      name: draft.name,
      sector: draft.sector,
      competence: draft.competence,
      level: level,
      limit: limit,
      feeVND: Int64(fee),
      isIntegrated: isIntegrated,
      offerings: offerings
    )
  }
}
