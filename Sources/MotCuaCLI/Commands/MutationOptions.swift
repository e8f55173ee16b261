import ArgumentParser

/// What every command that changes something takes.
struct MutationOptions: ParsableArguments {
  @Flag(name: .customLong("dry-run"), help: "Kiểm tra mọi điều kiện nhưng không lưu gì.")
  var dryRun = false

  @Option(help: "Mã yêu cầu (UUID) để lặp lại an toàn; tự sinh nếu bỏ trống.")
  var requestID: String?

  /// The identifier as given, or empty: the client then makes one.
  var identifier: String { requestID ?? "" }
}

/// What every command that changes an existing thing takes besides.
struct ChangeOptions: ParsableArguments {
  @Option(help: "Chỉ thực hiện khi etag còn khớp.")
  var etag: String?

  /// The etag as given, or empty: whatever it is.
  var expected: String { etag ?? "" }
}
