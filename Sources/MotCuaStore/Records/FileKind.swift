import MotCuaDomain

/// What the bytes of a file are: the kinds that are taken.
package enum FileKind: Int, CodedEnum {
  /// A document in PDF.
  case pdf = 1
  /// A photograph in JPEG.
  case jpeg = 2
  /// A picture in PNG.
  case png = 3
  /// A text document in Office Open XML.
  case docx = 4
  /// A spreadsheet in Office Open XML.
  case xlsx = 5
  /// A text document in OpenDocument.
  case odt = 6
  /// XML in UTF-8 without a document type.
  case xml = 7
  /// A container of signed files (ETSI EN 319 162-1).
  case asice = 8

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .pdf: "PDF"
    case .jpeg: "JPEG"
    case .png: "PNG"
    case .docx: "DOCX"
    case .xlsx: "XLSX"
    case .odt: "ODT"
    case .xml: "XML"
    case .asice: "ASICE"
    }
  }
}
