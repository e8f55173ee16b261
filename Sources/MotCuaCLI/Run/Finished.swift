/// Ends a command that has said everything with another number than 0.
struct Finished: Error {
  let status: ExitStatus
}
