import RPCCore
import Testing

@Suite("Streams of messages", .timeLimit(.minutes(10)))
struct StreamContractTests {
  static let sum = MethodHandler(Control.upload) { call in
    var sum = 0
    while let message = try await call.stream.nextMessage() { sum += message.count }
    try await call.stream.write(Array(String(sum).utf8))
  }

  static let count = MethodHandler(Control.download) { call in
    let request = try await call.stream.onlyMessage()
    for number in 0..<Int(request[0]) { try await call.stream.write([UInt8(number)]) }
  }

  static let echo = MethodHandler(Control.chat) { call in
    while let message = try await call.stream.nextMessage() { try await call.stream.write(message) }
  }

  @Test("An uploaded stream is answered once", arguments: Transport.allCases, [0, 1, 500])
  func upload(transport: Transport, messages: Int) async throws {
    let answer = try await transport.run(Self.sum) { client in
      let call = try await client.open(Control.upload, options: CallOptions())
      for number in 0..<messages { try await call.write([UInt8](repeating: 1, count: number)) }
      call.finishWriting()
      return try await call.onlyMessage()
    }
    #expect(answer == Array(String((0..<messages).reduce(0, +)).utf8))
  }

  @Test(
    "A downloaded stream ends cleanly after its messages",
    arguments: Transport.allCases,
    [0, 1, 200]
  )
  func download(transport: Transport, messages: UInt8) async throws {
    let numbers = try await transport.run(Self.count) { client in
      let call = try await client.open(Control.download, options: CallOptions())
      try await call.write([messages])
      call.finishWriting()
      var numbers: [UInt8] = []
      while let message = try await call.nextMessage() { numbers += message }
      return numbers
    }
    #expect(numbers == (0..<messages).map { $0 })
  }

  @Test("Both sides take turns", arguments: Transport.allCases)
  func pingPong(transport: Transport) async throws {
    try await transport.run(Self.echo) { client in
      let call = try await client.open(Control.chat, options: CallOptions())
      for size in [0, 1, 70_000, 5] {
        let message = [UInt8](repeating: 9, count: size)
        try await call.write(message)
        #expect(try await call.nextMessage() == message)
      }
      call.finishWriting()
      #expect(try await call.nextMessage() == nil)
      #expect(try await call.nextMessage() == nil)
    }
  }

  @Test("The head arrives before any message if the handler says so", arguments: Transport.allCases)
  func earlyHead(transport: Transport) async throws {
    let head = Signal()
    let handler = MethodHandler(Control.download) { call in
      _ = try await call.stream.onlyMessage()
      try await call.stream.sendHead()
      await head.wait()
    }
    try await transport.run(handler) { client in
      let options = CallOptions(onHead: { _ in head.fire() })
      let call = try await client.open(Control.download, options: options)
      try await call.write([1])
      call.finishWriting()
      #expect(try await call.nextMessage() == nil)
    }
  }

  @Test("A handler may answer before the upload is complete", arguments: Transport.allCases)
  func earlyAnswer(transport: Transport) async throws {
    let handler = MethodHandler(Control.upload) { call in
      _ = try await call.stream.nextMessage()
      throw RPCError(.outOfRange, "enough")
    }
    try await transport.run(handler) { client in
      let call = try await client.open(Control.upload, options: CallOptions())
      let error = await status {
        while true { try await call.write([UInt8](repeating: 1, count: 10_000)) }
      }
      #expect(error?.code == .outOfRange)
      #expect(call.hasEnded)
      #expect(await status { try await call.onlyMessage() }?.code == .outOfRange)
    }
  }

  @Test("Both sides may end a stream of which nothing was read", arguments: Transport.allCases)
  func unreadUpload(transport: Transport) async throws {
    let handler = MethodHandler(Control.upload) { call in try await call.stream.write([7]) }
    let answer = try await transport.run(handler) { client in
      let call = try await client.open(Control.upload, options: CallOptions())
      try? await call.write([1])
      call.finishWriting()
      return try await call.onlyMessage()
    }
    #expect(answer == [7])
  }

  @Test(
    "A writer on the server waits for a reader that does not read",
    arguments: Transport.allCases
  )
  func serverBackPressure(transport: Transport) async throws {
    let written = Box(0)
    let total = 800
    let handler = MethodHandler(Control.download) { call in
      _ = try await call.stream.onlyMessage()
      for _ in 0..<total {
        try await call.stream.write([UInt8](repeating: 1, count: 64 * 1_024))
        written.update { $0 += 1 }
      }
    }
    try await transport.run(handler, Control.echo) { client in
      let call = try await client.open(Control.download, options: CallOptions())
      try await call.write([1])
      call.finishWriting()
      try await settle(client, written)
      #expect(written.value < total / 2)
      var read = 0
      while try await call.nextMessage() != nil { read += 1 }
      #expect(read == total)
    }
  }

  @Test(
    "A writer on the client waits for a handler that does not read",
    arguments: Transport.allCases
  )
  func clientBackPressure(transport: Transport) async throws {
    let written = Box(0)
    let total = 800
    let mayRead = Signal()
    let handler = MethodHandler(Control.upload) { call in
      await mayRead.wait()
      var read = 0
      while try await call.stream.nextMessage() != nil { read += 1 }
      try await call.stream.write(Array(String(read).utf8))
    }
    try await transport.run(handler, Control.echo) { client in
      let call = try await client.open(Control.upload, options: CallOptions())
      async let writing: Void = {
        for _ in 0..<total {
          try await call.write([UInt8](repeating: 1, count: 64 * 1_024))
          written.update { $0 += 1 }
        }
        call.finishWriting()
      }()
      try await settle(client, written)
      #expect(written.value < total / 2)
      mayRead.fire()
      try await writing
      #expect(try await call.onlyMessage() == Array(String(total).utf8))
    }
  }

  /// Makes calls until a counter has stood still for many of them.
  private func settle(_ client: any ClientTransport, _ counter: Box<Int>) async throws {
    var last = -1
    var still = 0
    while still < 50 {
      _ = try await client.unary([1])
      still = counter.value == last && last > 0 ? still + 1 : 0
      last = counter.value
    }
  }

  @Test(
    "A second reader or writer of a call leaves no first one waiting",
    arguments: Transport.allCases
  )
  func twoOfEach(transport: Transport) async throws {
    let handler = MethodHandler(Control.chat) { call in
      async let first = call.stream.nextMessage()
      async let second = call.stream.nextMessage()
      let messages = try await [first, second].compactMap { $0 }
      async let one: Void = call.stream.write(messages[0])
      async let other: Void = call.stream.write(messages[messages.count - 1])
      _ = try await (one, other)
    }
    let large = [UInt8](repeating: 7, count: 300_000)
    let sizes = try await transport.run(handler) { client in
      let call = try await client.open(Control.chat, options: CallOptions())
      async let one: Void = call.write(large)
      async let other: Void = call.write(large)
      _ = try await (one, other)
      async let first = call.nextMessage()
      async let second = call.nextMessage()
      return try await [first, second].map { $0?.count }
    }
    #expect(sizes == [300_000, 300_000])
  }
}
