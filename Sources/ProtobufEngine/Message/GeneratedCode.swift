/// What generated code can rely on.
///
/// A generated file names the version that it was written for, so that a file that is newer than
/// the runtime does not compile.
public enum GeneratedCode {
  /// The first version.
  public enum Version1 {}
}
