/// The shape of one line of a file of details; what is not named here is left aside.
struct DetailsSource: Decodable {
  struct Category: Decodable {
    let code: String
    let name: String
  }

  struct Channel: Decodable {
    let method: String
    let fees: [Fee]?
    let processing: Limit?
    let note: String?
  }

  struct Fee: Decodable {
    let type: String
    let amount: Int64?
    let text: String?
    let timing: String?

    enum CodingKeys: String, CodingKey {
      case type
      case amount = "value_vnd"
      case text
      case timing
    }
  }

  struct Limit: Decodable {
    let quantity: Quantity?
    let unit: String

    enum CodingKeys: String, CodingKey {
      case quantity = "qty"
      case unit
    }
  }

  struct Case: Decodable {
    let code: String
    let quantity: Quantity?
    let unit: String

    enum CodingKeys: String, CodingKey {
      case code = "case_code"
      case quantity = "qty"
      case unit
    }
  }

  struct Document: Decodable {
    let code: String
    let name: String
  }

  struct Step: Decodable {
    let name: String
    let text: String
  }

  struct Group: Decodable {
    let group: String
    let items: [Item]
  }

  struct Item: Decodable {
    let code: String
    let name: String
    let originals: Int32?
    let copies: Int32?
    let hasForm: Bool?
    let isResult: Bool?
    let attachments: [Attachment]?

    enum CodingKeys: String, CodingKey {
      case code
      case name
      case originals = "original_qty"
      case copies = "copy_qty"
      case hasForm = "has_electronic_form"
      case isResult = "is_processing_result"
      case attachments
    }
  }

  struct Attachment: Decodable {
    let fileName: String
  }

  /// A number, or words where a number should be: real files have both.
  enum Quantity: Decodable {
    case number(Double)
    case words(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      // That it is not a number is no error yet: words are the other shape.
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .words(try container.decode(String.self))
      }
    }
  }

  let code: String
  let category: Category?
  let channels: [Channel]?
  let cases: [Case]?
  let bases: [Document]?
  let results: [String]?
  let requirements: String?
  let steps: [Step]?
  let checklist: [Group]?
  let subjects: [String]?

  enum CodingKeys: String, CodingKey {
    case code
    case category
    case channels
    case cases = "processing_cases"
    case bases = "legal_basis"
    case results
    case requirements
    case steps = "steps_raw"
    case checklist = "checklist_raw"
    case subjects = "subject_types"
  }
}
