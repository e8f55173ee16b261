import RPCCore
import RPCTelemetry
import Testing

@Test("A method's labels are its service, its name and its kind")
func labels() {
  let labels = MethodLabels(
    MethodDescriptor(service: "grpc.health.v1.Health", name: "Watch", kind: .serverStreaming)
  )
  #expect(labels.service == "grpc.health.v1.Health")
  #expect(labels.method == "Watch")
  #expect(labels.type == "server_stream")
}
