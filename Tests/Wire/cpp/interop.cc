// gRPC's public interop cases in C++, as a client and as a server.
//
// usage: interop client HOST:PORT [ROOTS.pem]      runs all cases, a line for each
//        interop server [CHAIN.pem KEY.pem]        says "listening 127.0.0.1:PORT"

#include <grpcpp/grpcpp.h>

#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "grpc/testing/test.grpc.pb.h"

namespace pb = grpc::testing;

namespace {

const std::vector<int> kRequests = {27182, 8, 1828, 45904};
const std::vector<int> kResponses = {31415, 9, 2653, 58979};
const char* const kInitial = "x-grpc-test-echo-initial";
const char* const kTrailing = "x-grpc-test-echo-trailing-bin";

std::string Read(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void Expect(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error(what);
}

void ExpectOk(const grpc::Status& status) {
  Expect(status.ok(), "status " + std::to_string(status.error_code()) + ": " +
                          status.error_message());
}

void ExpectCode(const grpc::Status& status, grpc::StatusCode code) {
  Expect(status.error_code() == code, "status " + std::to_string(status.error_code()) + ": " +
                                          status.error_message());
}

void SetDeadline(grpc::ClientContext& context) {
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
}

pb::SimpleRequest LargeRequest() {
  pb::SimpleRequest request;
  request.set_response_size(314159);
  request.mutable_payload()->set_body(std::string(271828, '\0'));
  return request;
}

pb::StreamingOutputCallRequest Output(int size, int payload = 0) {
  pb::StreamingOutputCallRequest request;
  request.add_response_parameters()->set_size(size);
  request.mutable_payload()->set_body(std::string(payload, '\0'));
  return request;
}

class Client {
 public:
  explicit Client(const std::shared_ptr<grpc::Channel>& channel)
      : channel_(channel), stub_(pb::TestService::NewStub(channel)) {}

  int Run() {
    int failed = 0;
    for (const auto& [name, body] : Cases()) {
      try {
        body();
        std::cout << name << ": passed" << std::endl;
      } catch (const std::exception& error) {
        failed += 1;
        std::cout << name << ": FAILED: " << error.what() << std::endl;
      }
    }
    return failed == 0 ? 0 : 1;
  }

 private:
  std::vector<std::pair<std::string, std::function<void()>>> Cases() {
    return {
        {"empty_unary", [this] { EmptyUnary(); }},
        {"large_unary", [this] { LargeUnary(LargeRequest(), GRPC_COMPRESS_NONE); }},
        {"client_compressed_unary", [this] { ClientCompressedUnary(); }},
        {"server_compressed_unary", [this] { ServerCompressedUnary(); }},
        {"client_streaming", [this] { ClientStreaming(); }},
        {"server_streaming", [this] { ServerStreaming(); }},
        {"server_compressed_streaming", [this] { ServerCompressedStreaming(); }},
        {"ping_pong", [this] { PingPong(); }},
        {"empty_stream", [this] { EmptyStream(); }},
        {"half_duplex", [this] { HalfDuplex(); }},
        {"custom_metadata", [this] { CustomMetadata(); }},
        {"status_code_and_message", [this] { StatusCodeAndMessage("test status message"); }},
        {"special_status_message",
         [this] {
           StatusCodeAndMessage(
               "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001F608\t\n");
         }},
        {"unimplemented_method", [this] { UnimplementedMethod(); }},
        {"unimplemented_service", [this] { UnimplementedService(); }},
        {"cancel_after_begin", [this] { CancelAfterBegin(); }},
        {"cancel_after_first_response", [this] { CancelAfterFirstResponse(); }},
        {"timeout_on_sleeping_server", [this] { TimeoutOnSleepingServer(); }},
    };
  }

  void EmptyUnary() {
    grpc::ClientContext context;
    SetDeadline(context);
    pb::Empty response;
    ExpectOk(stub_->EmptyCall(&context, pb::Empty(), &response));
  }

  void LargeUnary(const pb::SimpleRequest& request, grpc_compression_algorithm compression) {
    grpc::ClientContext context;
    SetDeadline(context);
    context.set_compression_algorithm(compression);
    pb::SimpleResponse response;
    ExpectOk(stub_->UnaryCall(&context, request, &response));
    Expect(response.payload().body() == std::string(314159, '\0'), "another payload");
  }

  void ClientCompressedUnary() {
    auto request = LargeRequest();
    request.mutable_expect_compressed()->set_value(true);
    grpc::ClientContext context;
    SetDeadline(context);
    pb::SimpleResponse response;
    ExpectCode(stub_->UnaryCall(&context, request, &response),
               grpc::StatusCode::INVALID_ARGUMENT);
    LargeUnary(request, GRPC_COMPRESS_GZIP);
    request.mutable_expect_compressed()->set_value(false);
    LargeUnary(request, GRPC_COMPRESS_NONE);
  }

  void ServerCompressedUnary() {
    for (bool wish : {true, false}) {
      auto request = LargeRequest();
      request.mutable_response_compressed()->set_value(wish);
      LargeUnary(request, GRPC_COMPRESS_NONE);
    }
  }

  void ClientStreaming() {
    grpc::ClientContext context;
    SetDeadline(context);
    pb::StreamingInputCallResponse response;
    auto stream = stub_->StreamingInputCall(&context, &response);
    for (int size : kRequests) {
      pb::StreamingInputCallRequest request;
      request.mutable_payload()->set_body(std::string(size, '\0'));
      Expect(stream->Write(request), "the stream has ended");
    }
    stream->WritesDone();
    ExpectOk(stream->Finish());
    Expect(response.aggregated_payload_size() == 74922, "another sum");
  }

  template <typename Stream>
  void ExpectSizes(Stream& stream, const std::vector<int>& sizes) {
    pb::StreamingOutputCallResponse response;
    for (int size : sizes) {
      Expect(stream.Read(&response), "too few responses");
      Expect(response.payload().body().size() == static_cast<size_t>(size), "another size");
    }
    Expect(!stream.Read(&response), "too many responses");
  }

  void ServerStreaming() {
    grpc::ClientContext context;
    SetDeadline(context);
    pb::StreamingOutputCallRequest request;
    for (int size : kResponses) request.add_response_parameters()->set_size(size);
    auto stream = stub_->StreamingOutputCall(&context, request);
    ExpectSizes(*stream, kResponses);
    ExpectOk(stream->Finish());
  }

  void ServerCompressedStreaming() {
    grpc::ClientContext context;
    SetDeadline(context);
    auto request = Output(31415);
    request.mutable_response_parameters(0)->mutable_compressed()->set_value(true);
    auto* second = request.add_response_parameters();
    second->set_size(92653);
    second->mutable_compressed()->set_value(false);
    auto stream = stub_->StreamingOutputCall(&context, request);
    ExpectSizes(*stream, {31415, 92653});
    ExpectOk(stream->Finish());
  }

  void PingPong() {
    grpc::ClientContext context;
    SetDeadline(context);
    auto stream = stub_->FullDuplexCall(&context);
    for (size_t index = 0; index < kRequests.size(); index++) {
      Expect(stream->Write(Output(kResponses[index], kRequests[index])), "the stream has ended");
      pb::StreamingOutputCallResponse response;
      Expect(stream->Read(&response), "no response");
      Expect(response.payload().body().size() == static_cast<size_t>(kResponses[index]),
             "another size");
    }
    stream->WritesDone();
    ExpectSizes(*stream, {});
    ExpectOk(stream->Finish());
  }

  void EmptyStream() {
    grpc::ClientContext context;
    SetDeadline(context);
    auto stream = stub_->FullDuplexCall(&context);
    stream->WritesDone();
    ExpectSizes(*stream, {});
    ExpectOk(stream->Finish());
  }

  void HalfDuplex() {
    grpc::ClientContext context;
    SetDeadline(context);
    auto stream = stub_->HalfDuplexCall(&context);
    for (int size : kResponses) Expect(stream->Write(Output(size)), "the stream has ended");
    stream->WritesDone();
    ExpectSizes(*stream, kResponses);
    ExpectOk(stream->Finish());
  }

  void ExpectEchoes(const grpc::ClientContext& context) {
    const auto& head = context.GetServerInitialMetadata();
    const auto& trailers = context.GetServerTrailingMetadata();
    auto initial = head.find(kInitial);
    auto trailing = trailers.find(kTrailing);
    Expect(initial != head.end() && initial->second == "test_initial_metadata_value",
           "no initial metadata");
    Expect(trailing != trailers.end() && trailing->second == "\xab\xab\xab",
           "no trailing metadata");
  }

  void CustomMetadata() {
    for (bool streams : {false, true}) {
      grpc::ClientContext context;
      SetDeadline(context);
      context.AddMetadata(kInitial, "test_initial_metadata_value");
      context.AddMetadata(kTrailing, "\xab\xab\xab");
      if (streams) {
        auto stream = stub_->FullDuplexCall(&context);
        stream->Write(Output(314159, 271828));
        stream->WritesDone();
        ExpectSizes(*stream, {314159});
        ExpectOk(stream->Finish());
      } else {
        pb::SimpleResponse response;
        ExpectOk(stub_->UnaryCall(&context, LargeRequest(), &response));
      }
      ExpectEchoes(context);
    }
  }

  void StatusCodeAndMessage(const std::string& message) {
    grpc::ClientContext context;
    SetDeadline(context);
    pb::SimpleRequest request;
    request.mutable_response_status()->set_code(2);
    request.mutable_response_status()->set_message(message);
    pb::SimpleResponse response;
    auto status = stub_->UnaryCall(&context, request, &response);
    ExpectCode(status, grpc::StatusCode::UNKNOWN);
    Expect(status.error_message() == message, "another message");
  }

  void UnimplementedMethod() {
    grpc::ClientContext context;
    SetDeadline(context);
    pb::Empty response;
    ExpectCode(stub_->UnimplementedCall(&context, pb::Empty(), &response),
               grpc::StatusCode::UNIMPLEMENTED);
  }

  void UnimplementedService() {
    grpc::ClientContext context;
    SetDeadline(context);
    pb::Empty response;
    auto stub = pb::UnimplementedService::NewStub(channel_);
    ExpectCode(stub->UnimplementedCall(&context, pb::Empty(), &response),
               grpc::StatusCode::UNIMPLEMENTED);
  }

  void CancelAfterBegin() {
    grpc::ClientContext context;
    SetDeadline(context);
    pb::StreamingInputCallResponse response;
    auto stream = stub_->StreamingInputCall(&context, &response);
    context.TryCancel();
    ExpectCode(stream->Finish(), grpc::StatusCode::CANCELLED);
  }

  void CancelAfterFirstResponse() {
    grpc::ClientContext context;
    SetDeadline(context);
    auto stream = stub_->FullDuplexCall(&context);
    stream->Write(Output(31415, 27182));
    pb::StreamingOutputCallResponse response;
    Expect(stream->Read(&response), "no response");
    context.TryCancel();
    ExpectCode(stream->Finish(), grpc::StatusCode::CANCELLED);
  }

  void TimeoutOnSleepingServer() {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(1));
    auto stream = stub_->FullDuplexCall(&context);
    pb::StreamingOutputCallRequest request;
    request.mutable_payload()->set_body(std::string(27182, '\0'));
    stream->Write(request);
    ExpectCode(stream->Finish(), grpc::StatusCode::DEADLINE_EXCEEDED);
  }

  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<pb::TestService::Stub> stub_;
};

class Service final : public pb::TestService::Service {
  static void Echo(grpc::ServerContext* context) {
    const auto& metadata = context->client_metadata();
    auto initial = metadata.find(kInitial);
    if (initial != metadata.end()) {
      context->AddInitialMetadata(
          kInitial, std::string(initial->second.data(), initial->second.size()));
    }
    auto trailing = metadata.find(kTrailing);
    if (trailing != metadata.end()) {
      context->AddTrailingMetadata(
          kTrailing, std::string(trailing->second.data(), trailing->second.size()));
    }
  }

  static grpc::Status Asked(const pb::EchoStatus& status) {
    return {static_cast<grpc::StatusCode>(status.code()), status.message()};
  }

  grpc::Status EmptyCall(grpc::ServerContext* context, const pb::Empty*, pb::Empty*) override {
    Echo(context);
    return grpc::Status::OK;
  }

  grpc::Status UnaryCall(grpc::ServerContext* context, const pb::SimpleRequest* request,
                         pb::SimpleResponse* response) override {
    Echo(context);
    if (request->response_status().code() != 0) return Asked(request->response_status());
    if (request->response_compressed().value()) {
      context->set_compression_algorithm(GRPC_COMPRESS_GZIP);
    }
    response->mutable_payload()->set_body(std::string(request->response_size(), '\0'));
    return grpc::Status::OK;
  }

  grpc::Status StreamingInputCall(grpc::ServerContext*,
                                  grpc::ServerReader<pb::StreamingInputCallRequest>* reader,
                                  pb::StreamingInputCallResponse* response) override {
    pb::StreamingInputCallRequest request;
    int sum = 0;
    while (reader->Read(&request)) sum += static_cast<int>(request.payload().body().size());
    response->set_aggregated_payload_size(sum);
    return grpc::Status::OK;
  }

  template <typename Writer>
  static void Answer(const pb::StreamingOutputCallRequest& request, Writer& writer) {
    for (const auto& parameters : request.response_parameters()) {
      pb::StreamingOutputCallResponse response;
      response.mutable_payload()->set_body(std::string(parameters.size(), '\0'));
      grpc::WriteOptions options;
      if (!parameters.compressed().value()) options.set_no_compression();
      writer.Write(response, options);
    }
  }

  grpc::Status StreamingOutputCall(
      grpc::ServerContext* context, const pb::StreamingOutputCallRequest* request,
      grpc::ServerWriter<pb::StreamingOutputCallResponse>* writer) override {
    Echo(context);
    context->set_compression_algorithm(GRPC_COMPRESS_GZIP);
    Answer(*request, *writer);
    return grpc::Status::OK;
  }

  grpc::Status FullDuplexCall(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<pb::StreamingOutputCallResponse, pb::StreamingOutputCallRequest>*
          stream) override {
    Echo(context);
    pb::StreamingOutputCallRequest request;
    while (stream->Read(&request)) {
      if (request.response_status().code() != 0) return Asked(request.response_status());
      Answer(request, *stream);
    }
    return grpc::Status::OK;
  }

  grpc::Status HalfDuplexCall(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<pb::StreamingOutputCallResponse, pb::StreamingOutputCallRequest>*
          stream) override {
    std::vector<pb::StreamingOutputCallRequest> requests;
    pb::StreamingOutputCallRequest request;
    while (stream->Read(&request)) requests.push_back(request);
    for (const auto& each : requests) Answer(each, *stream);
    return grpc::Status::OK;
  }
};

int Serve(const std::vector<std::string>& arguments) {
  auto credentials = grpc::InsecureServerCredentials();
  if (arguments.size() == 2) {
    grpc::SslServerCredentialsOptions options;
    options.pem_key_cert_pairs.push_back({Read(arguments[1]), Read(arguments[0])});
    credentials = grpc::SslServerCredentials(options);
  }
  Service service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", credentials, &port);
  builder.RegisterService(&service);
  auto server = builder.BuildAndStart();
  if (!server) return 1;
  std::cout << "listening 127.0.0.1:" << port << std::endl;
  server->Wait();
  return 0;
}

int Call(const std::vector<std::string>& arguments) {
  auto credentials = grpc::InsecureChannelCredentials();
  if (arguments.size() == 2) {
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = Read(arguments[1]);
    credentials = grpc::SslCredentials(options);
  }
  return Client(grpc::CreateChannel(arguments[0], credentials)).Run();
}

}  // namespace

int main(int count, char** values) {
  std::vector<std::string> arguments(values + 1, values + count);
  if (arguments.empty()) return 2;
  const std::string mode = arguments[0];
  arguments.erase(arguments.begin());
  if (mode == "server") return Serve(arguments);
  if (mode == "client" && !arguments.empty()) return Call(arguments);
  return 2;
}
