/// Why a row of an import was not taken: the stable words of `RowError.reason`.
package enum RowReason: String, Sendable, Hashable, CaseIterable {
  /// A code has not its shape.
  case malformedCode = "MALFORMED_CODE"
  /// Another row has the same code.
  case duplicateCode = "DUPLICATE_CODE"
  /// Another row has the same day.
  case duplicateDate = "DUPLICATE_DATE"
  /// The code has another name already.
  case conflictingName = "CONFLICTING_NAME"
  /// A value that must be there is absent.
  case missingValue = "MISSING_VALUE"
  /// A value breaks the rules of its field.
  case invalidValue = "INVALID_VALUE"
  /// A word is none of those that the field knows.
  case unknownWord = "UNKNOWN_WORD"
  /// A day does not exist.
  case badDate = "BAD_DATE"
  /// A day that is worked anyway cannot be worked instead.
  case swapWorkOnWeekday = "SWAP_WORK_ON_WEEKDAY"
  /// The year of the row is not whole: its 1 January is not among the rows.
  case incompleteYear = "INCOMPLETE_YEAR"
  /// The procedure is not in the catalogue.
  case procedureNotFound = "PROCEDURE_NOT_FOUND"
  /// The agency above is unknown or stands below.
  case parentNotFound = "PARENT_NOT_FOUND"
  /// An agency that is named is unknown.
  case agencyNotFound = "AGENCY_NOT_FOUND"
  /// An officer who is named is unknown.
  case officerNotFound = "OFFICER_NOT_FOUND"
  /// The code belongs to something else.
  case codeTaken = "CODE_TAKEN"

  /// What is wrong, for the person who mends the file.
  package var vietnamese: String {
    switch self {
    case .malformedCode: "Mã không đúng định dạng."
    case .duplicateCode: "Mã trùng với một dòng khác."
    case .duplicateDate: "Ngày trùng với một dòng khác."
    case .conflictingName: "Mã này đã có tên khác."
    case .missingValue: "Thiếu giá trị bắt buộc."
    case .invalidValue: "Giá trị không hợp lệ."
    case .unknownWord: "Giá trị không có trong danh mục."
    case .badDate: "Ngày không tồn tại."
    case .swapWorkOnWeekday: "Ngày này vốn là ngày làm việc."
    case .incompleteYear: "Năm chưa đủ: thiếu ngày 1 tháng 1."
    case .procedureNotFound: "Thủ tục chưa có trong danh mục."
    case .parentNotFound: "Không tìm thấy cơ quan cấp trên."
    case .agencyNotFound: "Không tìm thấy cơ quan được nêu."
    case .officerNotFound: "Không tìm thấy cán bộ được nêu."
    case .codeTaken: "Mã đã được cơ quan khác sử dụng."
    }
  }
}
