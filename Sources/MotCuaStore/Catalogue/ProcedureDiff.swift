import MotCuaDomain

/// What differs between two contents, field by field.
package enum ProcedureDiff {
  /// A field that differs; an empty value says that there is none.
  package struct Difference: Sendable, Hashable {
    /// The path of the field.
    package let path: String
    /// The older value.
    package let old: String
    /// The younger value.
    package let new: String
  }

  /// The fields that differ, in the order of the contract; what was taken away comes last.
  package static func differences(
    from old: ProcedureContent,
    to new: ProcedureContent
  ) -> [Difference] {
    let before = FlatProcedure(old)
    let after = FlatProcedure(new)
    var found: [Difference] = []
    for path in after.paths where before[path] != after[path] {
      found.append(Difference(path: path, old: before[path], new: after[path]))
    }
    for path in before.paths where !after.has(path) && !before[path].isEmpty {
      found.append(Difference(path: path, old: before[path], new: ""))
    }
    return found
  }
}

/// A content as one text for each path.
private struct FlatProcedure {
  private(set) var paths: [String] = []
  private var values: [String: String] = [:]

  init(_ content: ProcedureContent) {
    addHead(content)
    addParts(content)
    addGuidance(content)
  }

  subscript(path: String) -> String { values[path] ?? "" }

  func has(_ path: String) -> Bool { values[path] != nil }

  private mutating func add(_ path: String, _ value: String) {
    if values.updateValue(value, forKey: path) == nil { paths.append(path) }
  }

  /// A list whose parts are named by their code, or by their place where it is empty or taken.
  private mutating func add<Part>(
    _ name: String,
    _ parts: [Part],
    code: (Part) -> String = { _ in "" },
    _ fields: (Part) -> [(String, String)]
  ) {
    var taken: Set<String> = []
    for (index, part) in parts.enumerated() {
      let own = code(part)
      let key = !own.isEmpty && taken.insert(own).inserted ? own : String(index + 1)
      for (field, value) in fields(part) {
        add("\(name)[\(key)]" + (field.isEmpty ? "" : "." + field), value)
      }
    }
  }

  private mutating func addHead(_ content: ProcedureContent) {
    add("name", content.name)
    add("sectors", content.sectors, code: \.code) { [("", $0.name)] }
    add("competent_level", content.competentLevel?.code ?? "")
    add("type", content.type?.code ?? "")
    add("promulgating_agency", content.promulgatingAgency)
    add("executing_agencies", content.executingAgencies.joined(separator: "; "))
    add("subjects", content.subjects.joined(separator: "; "))
    add("state", content.state.code)
    add("source_state", content.sourceState)
    add("valid_from", content.validFrom?.description ?? "")
    add("valid_to", content.validTo?.description ?? "")
    add("integrated_since", content.integratedSince?.description ?? "")
  }

  private mutating func addParts(_ content: ProcedureContent) {
    add("cases", content.cases, code: \.code) {
      [("name", $0.name), ("time_limit", Self.text($0.limit))]
    }
    add("components", content.components, code: \.code) { part in
      [
        ("name", part.name), ("group", part.group), ("case_code", part.caseCode),
        ("original_count", String(part.originalCount)), ("copy_count", String(part.copyCount)),
        ("mandatory", Self.text(part.isMandatory)),
        ("has_electronic_form", Self.text(part.hasElectronicForm)),
        ("paper_required_after_online", Self.text(part.isPaperRequiredAfterOnline)),
        ("is_procedure_result", Self.text(part.isProcedureResult)),
        ("template_names", part.templateNames.joined(separator: "; ")),
      ]
    }
    for channel in content.channels {
      let path = "channels[\(channel.channel.code)]"
      add(path + ".time_limit", channel.limits.map { Self.text($0) }.joined(separator: "; "))
      add(path + ".note", channel.note)
      add(path + ".fees", channel.fees) { fee in
        [
          ("kind", fee.kind.code), ("amount_vnd", fee.amount.map { String($0.dong) } ?? ""),
          ("text", fee.text), ("timing", fee.timing?.code ?? ""),
          (
            "exemptions",
            fee.exemptions.map { "\($0.subject) (\($0.basis))" }.joined(separator: "; ")
          ),
        ]
      }
    }
    add("legal_bases", content.legalBases, code: \.number) { [("title", $0.title)] }
    add("results", content.results) { [("", $0)] }
  }

  private mutating func addGuidance(_ content: ProcedureContent) {
    add("requirements", content.requirements)
    add("steps", content.steps) { [("name", $0.name), ("text", $0.text)] }
    add("publication", Self.text(content.publication))
    add("internal_steps", content.internalSteps) { step in
      [
        ("name", step.name), ("duty", step.duty.code), ("time_limit", Self.text(step.limit)),
        ("text", step.text), ("agency_code", step.agency?.text ?? ""),
      ]
    }
    add("guidance", content.guidance)
    add("templates", content.templates, code: \.name) {
      [("component_code", $0.componentCode), ("uri", $0.uri), ("sha256", $0.sha256)]
    }
    add("ending", Self.text(content.ending))
    add("made_public_on", content.madePublicOn?.description ?? "")
  }

  private static func text(_ flag: Bool) -> String { flag ? "true" : "false" }

  private static func text(_ decision: DecisionRecord?) -> String {
    guard let decision else { return "" }
    return [decision.number, decision.date?.description ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func text(_ limit: StatedLimit?) -> String {
    guard let limit else { return "" }
    let quantity = limit.limit.unit == .other ? "" : "\(limit.limit) "
    return quantity + limit.text
  }
}
