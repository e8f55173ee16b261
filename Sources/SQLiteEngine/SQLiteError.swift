import CSQLite

/// What SQLite answered when it did not answer "ok".
///
/// The extended code decides: `SQLITE_IOERR_FSYNC` means that nothing may be acknowledged any
/// more, `SQLITE_BUSY` that one may try again. `transactionSurvives` tells what became of the open
/// transaction, because SQLite itself rolls back on some errors (lang_transaction.html, "Response
/// To Errors Within A Transaction") and then everything in it is gone.
public struct SQLiteError: Error, Hashable, Sendable {
  /// The extended result code.
  public let extendedCode: Int32
  /// SQLite's own sentence, in English, without any bound value.
  public let message: String
  /// The function of SQLite that failed.
  public let function: String
  /// Whether a transaction was still open after the failure.
  public let transactionSurvives: Bool

  /// Makes an error of a code, for tests and for failures found outside SQLite.
  public init(
    extendedCode: Int32,
    message: String,
    function: String,
    transactionSurvives: Bool = false
  ) {
    self.extendedCode = extendedCode
    self.message = message
    self.function = function
    self.transactionSurvives = transactionSurvives
  }

  /// The primary result code: the lower byte of the extended one.
  public var primaryCode: Int32 { extendedCode & 0xff }

  /// Whether the file is damaged or no SQLite file at all.
  public var isCorrupt: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }
  /// Whether the file is not an SQLite file.
  public var isNotADatabase: Bool { primaryCode == SQLITE_NOTADB }
  /// Whether another connection is in the way.
  public var isBusy: Bool { primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED }
  /// Whether the disk, or the permitted number of pages, is used up.
  public var isFull: Bool { primaryCode == SQLITE_FULL }
  /// Whether the operating system refused to read or write.
  public var isIOError: Bool { primaryCode == SQLITE_IOERR }
  /// Whether an fsync failed: what the kernel holds may differ from the disk for ever.
  public var isSyncFailure: Bool {
    extendedCode == ExtendedCode.ioErrorSync || extendedCode == ExtendedCode.ioErrorDirectorySync
  }
  /// Whether the file can only be read.
  public var isReadOnly: Bool { primaryCode == SQLITE_READONLY }
  /// Whether the file could not be opened.
  public var isCannotOpen: Bool { primaryCode == SQLITE_CANTOPEN }
  /// Whether a declared constraint of the schema was violated.
  public var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }
  /// Whether a UNIQUE or PRIMARY KEY constraint was violated.
  public var isUniqueViolation: Bool {
    extendedCode == ExtendedCode.constraintUnique
      || extendedCode == ExtendedCode.constraintPrimaryKey
  }
  /// Whether the work was interrupted from outside.
  public var isInterrupted: Bool { primaryCode == SQLITE_INTERRUPT }
  /// Whether a text, blob or statement was over a limit of the connection.
  public var isTooBig: Bool { primaryCode == SQLITE_TOOBIG }
  /// Whether a parameter or column did not exist.
  public var isOutOfRange: Bool { primaryCode == SQLITE_RANGE }
}

extension SQLiteError: CustomStringConvertible {
  /// The function, the code and the sentence.
  public var description: String { "\(function): \(message) (code \(extendedCode))" }
}

/// Extended codes, which C composes by macros that Swift does not import.
enum ExtendedCode {
  static let ioErrorSync = SQLITE_IOERR | (4 << 8)
  static let ioErrorDirectorySync = SQLITE_IOERR | (5 << 8)
  static let constraintPrimaryKey = SQLITE_CONSTRAINT | (6 << 8)
  static let constraintUnique = SQLITE_CONSTRAINT | (8 << 8)
}
