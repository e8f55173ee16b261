import RPCCore
import Testing

@testable import RPCHTTP2

@Suite("What a caller reads after he has cancelled")
struct ClientMailboxTests {
  private let cancelled = RPCError(.cancelled, "The caller has cancelled the call.")

  private func mailbox() -> ClientMailbox {
    ClientMailbox(unsentBytesMax: 1_024, wakesAtEndOnly: false)
  }

  private func code(_ mailbox: ClientMailbox) async -> RPCError.Code? {
    do {
      _ = try await mailbox.next()
      return nil
    } catch {
      return (error as? RPCError)?.code
    }
  }

  @Test("[C24] A cancelled call is over at once, whatever was on its way")
  func running() async {
    let mailbox = mailbox()
    _ = mailbox.deliver(ReceivedMessage(bytes: [1]))
    #expect(mailbox.cancel(cancelled))
    #expect(await code(mailbox) == .cancelled)
    mailbox.end(nil)
    #expect(await code(mailbox) == .cancelled)
  }

  @Test("[C24] An OK that nobody has read does not undo a cancellation")
  func unreadEnd() async {
    let mailbox = mailbox()
    mailbox.end(nil)
    // There is nothing left to stop at the server.
    #expect(!mailbox.cancel(cancelled))
    #expect(await code(mailbox) == .cancelled)
  }

  @Test("[C24] An end that was read stays as it is")
  func readEnd() async {
    let mailbox = mailbox()
    mailbox.end(nil)
    #expect(await code(mailbox) == nil)
    #expect(!mailbox.cancel(cancelled))
    #expect(await code(mailbox) == nil)
  }

  @Test("A reader who gets news in a turn of the loop goes on after it, also if the turn fails")
  func wokenAfterTurn() async throws {
    let wakeups = ClientWakeups()
    let mailbox = ClientMailbox(unsentBytesMax: 1_024, wakesAtEndOnly: true, wakeups: wakeups)
    async let message = mailbox.onlyMessage()
    // Whether the reader waits by now or comes later, it gets the message.
    await Task.yield()
    #expect(throws: CancellationError.self) {
      try wakeups.inTurn {
        _ = mailbox.deliver(ReceivedMessage(bytes: [7]))
        mailbox.end(nil)
        throw CancellationError()
      }
    }
    #expect(try await message.bytes == [7])
  }

  @Test("The only message of a response is there when the call has ended, and not before")
  func onlyMessage() async throws {
    func outcome(_ messages: [[UInt8]], _ end: RPCError?) async throws -> [UInt8] {
      let mailbox = ClientMailbox(unsentBytesMax: 1_024, wakesAtEndOnly: true)
      for message in messages { _ = mailbox.deliver(ReceivedMessage(bytes: message)) }
      mailbox.end(end)
      return try await mailbox.onlyMessage().bytes
    }
    #expect(try await outcome([[7]], nil) == [7])
    for (messages, end, code) in [
      ([], nil, .unimplemented), ([[1], [2]], nil, .unimplemented),
      ([[1]], RPCError(.notFound, "", origin: .remote), .notFound),
    ] as [([[UInt8]], RPCError?, RPCError.Code)] {
      do {
        _ = try await outcome(messages, end)
        Issue.record("There is no one message.")
      } catch {
        #expect((error as? RPCError)?.code == code)
      }
    }
  }

  @Test("[C21] An OK while a writer waits for room is no failure of what was written")
  func answeredWhileWriting() async throws {
    let mailbox = mailbox()
    _ = try mailbox.write([UInt8](repeating: 1, count: 2_048))
    mailbox.end(nil)
    try await mailbox.waitForRoom()
    #expect(throws: CancellationError.self) { _ = try mailbox.write([1]) }
  }

  @Test("[C15] The requests are ended once, however often the application says so")
  func finishedTwice() {
    let mailbox = mailbox()
    #expect(mailbox.finishWriting())
    #expect(mailbox.takeOutbox().isFinished)
    #expect(!mailbox.finishWriting())
    #expect(!mailbox.takeOutbox().isFinished)
  }
}
