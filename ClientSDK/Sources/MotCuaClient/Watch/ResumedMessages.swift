public import ProtobufEngine
import RPCCore

/// The messages of a stream that goes on by itself when it breaks: one consumer, each message once.
///
/// It ends when the consumer stops reading or his task is cancelled, and throws what cannot be
/// mended by coming again, for example when the caller's token was revoked.
public struct ResumedMessages<Message: WireMessage>: AsyncSequence, Sendable {
  /// Opens the stream behind the message that carried a token; with nil it begins as the caller
  /// wants.
  typealias Opening = @Sendable (_ resumeToken: String?) async throws -> Opened

  /// A stream that is open: gives the next message, and is to be cancelled when nobody reads on.
  struct Opened: Sendable {
    let next: @Sendable () async throws -> Message?
    let cancel: @Sendable () -> Void
  }

  private let open: Opening
  private let token: @Sendable (Message) -> String?
  private let policy: ResumePolicy

  init(
    policy: ResumePolicy,
    token: @escaping @Sendable (Message) -> String?,
    open: @escaping Opening
  ) {
    self.policy = policy
    self.token = token
    self.open = open
  }

  /// Makes the iterator of the only consumer; the stream is opened with the first message.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(open: open, token: token, policy: policy)
  }

  /// Reads one message after the other.
  public final class AsyncIterator: AsyncIteratorProtocol {
    private let open: Opening
    private let token: @Sendable (Message) -> String?
    private let policy: ResumePolicy
    private var opened: Opened?
    private var lastToken: String?
    private var failures = 0
    private var hasBegun = false

    fileprivate init(
      open: @escaping Opening,
      token: @escaping @Sendable (Message) -> String?,
      policy: ResumePolicy
    ) {
      self.open = open
      self.token = token
      self.policy = policy
    }

    deinit { opened?.cancel() }

    /// The next message; nil only when the task is cancelled at the right moment.
    public func next() async throws -> Message? {
      while true {
        try Task.checkCancellation()
        do {
          if let message = try await nextOfStream() { return message }
          // A server that ends such a stream with OK has nothing against going on.
          try await pause(RPCError(.unavailable, "The stream has ended."))
        } catch let error as RPCError {
          opened = nil
          try Task.checkCancellation()
          guard ResumePolicy.mayResume(after: error) else { throw error }
          try await pause(error)
        }
      }
    }

    private func nextOfStream() async throws -> Message? {
      if opened == nil { opened = try await open(lastToken) }
      guard let message = try await heard(opened) else {
        opened = nil
        return nil
      }
      failures = 0
      hasBegun = true
      lastToken = token(message) ?? lastToken
      return message
    }

    /// The next message, unless there is silence for too long.
    private func heard(_ opened: Opened?) async throws -> Message? {
      guard let opened else { return nil }
      guard let silence = policy.silenceMax else { return try await opened.next() }
      let sleep = policy.sleep
      return try await withThrowingTaskGroup(of: Message?.self) { group in
        defer { group.cancelAll() }
        group.addTask { try await opened.next() }
        group.addTask {
          try await sleep(silence)
          opened.cancel()
          throw RPCError(.unavailable, "No message has come for too long.")
        }
        return try await group.next() ?? nil
      }
    }

    private func pause(_ error: RPCError) async throws {
      failures += 1
      if let most = policy.failuresMax, failures > most { throw error }
      if !hasBegun, !policy.waitsForFirst { throw error }
      policy.onInterruption?(error)
      try await policy.sleep(policy.wait(afterFailure: failures, error))
    }
  }
}

extension ResumedMessages.Opened {
  /// Wraps the messages of a call; the iterator stays with the one consumer.
  init(_ responses: ResponseMessages<Message>) {
    let reader = Reader(responses)
    self.init(next: { try await reader.next() }, cancel: { responses.cancel() })
  }

  private actor Reader {
    private var iterator: ResponseMessages<Message>.AsyncIterator

    init(_ responses: ResponseMessages<Message>) { iterator = responses.makeAsyncIterator() }

    func next() async throws -> Message? {
      var copy = iterator
      defer { iterator = copy }
      return try await copy.next(isolation: self)
    }
  }
}
