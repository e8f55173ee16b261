// A unary echo on gRPC C++ with its callback interface, as its own documentation recommends it.
//
// usage: server [--port N]; prints one line, `listening HOST:PORT`, when it is ready.

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include "grpc/testing/test.grpc.pb.h"

namespace {

class Echo final : public grpc::testing::TestService::CallbackService {
  grpc::ServerUnaryReactor *UnaryCall(grpc::CallbackServerContext *context,
                                      const grpc::testing::SimpleRequest *request,
                                      grpc::testing::SimpleResponse *response) override {
    auto *reactor = context->DefaultReactor();
    // What the interceptor and the handler of the others check.
    const auto &metadata = context->client_metadata();
    if (metadata.find("x-tenant") == metadata.end() ||
        context->deadline() == std::chrono::system_clock::time_point::max()) {
      reactor->Finish({grpc::StatusCode::UNAUTHENTICATED, "No header x-tenant or no deadline."});
      return reactor;
    }
    *response->mutable_payload() = request->payload();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  // Answers every request of a stream, so that a stream can be held open.
  grpc::ServerBidiReactor<grpc::testing::StreamingOutputCallRequest,
                          grpc::testing::StreamingOutputCallResponse> *
  FullDuplexCall(grpc::CallbackServerContext *) override {
    class Stream final
        : public grpc::ServerBidiReactor<grpc::testing::StreamingOutputCallRequest,
                                         grpc::testing::StreamingOutputCallResponse> {
     public:
      Stream() { StartRead(&request_); }
      void OnReadDone(bool ok) override {
        if (!ok) return Finish(grpc::Status::OK);
        *response_.mutable_payload() = request_.payload();
        StartWrite(&response_);
      }
      void OnWriteDone(bool ok) override {
        if (ok) StartRead(&request_);
      }
      void OnDone() override { delete this; }

     private:
      grpc::testing::StreamingOutputCallRequest request_;
      grpc::testing::StreamingOutputCallResponse response_;
    };
    return new Stream();
  }
};

}  // namespace

int main(int argc, char **argv) {
  const int wanted = argc > 2 && !std::strcmp(argv[1], "--port") ? std::atoi(argv[2]) : 0;
  int port = 0;
  Echo service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:" + std::to_string(wanted),
                           grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (!server) return 1;
  std::printf("listening 127.0.0.1:%d\n", port);
  std::fflush(stdout);
  server->Wait();
}
