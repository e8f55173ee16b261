/// One change, as a value: the adapter runs it whole in its own savepoint on the writer thread.
///
/// It may run more than once before it is answered, when a group of changes has to be repeated; so
/// it reads nothing but its own fields and the transaction. A refusal is a thrown error, and undoes
/// this command alone.
package protocol StoreCommand: Sendable {
  /// What the caller gets when the change is durable.
  associatedtype Outcome: Sendable

  /// Makes the change.
  func run(in transaction: some WriteTransaction) throws(StoreError) -> Outcome

  /// Puts on record that the command was refused, and says whether it did.
  ///
  /// It runs after everything that the command did is undone, in a savepoint of its own, never for a
  /// dry run. What it writes is committed before the caller hears of the refusal, and is no outcome:
  /// a repeat of the request is judged anew.
  func recordRefusal(
    _ error: StoreError,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> Bool
}

extension StoreCommand {
  /// A refusal leaves nothing.
  package func recordRefusal(
    _ error: StoreError,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> Bool { false }
}
