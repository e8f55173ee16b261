// A unary echo on grpc-go.
//
// usage: server [-port N]; prints one line, `listening HOST:PORT`, when it is ready.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	testing "google.golang.org/grpc/test/grpc_testing"
)

type echo struct {
	testing.UnimplementedTestServiceServer
}

type tenantKey struct{}

// Refuses calls that do not say whose they are, and tells the handler who it is.
func tenant(ctx context.Context, request interface{}, _ *grpc.UnaryServerInfo,
	next grpc.UnaryHandler) (interface{}, error) {
	fields, _ := metadata.FromIncomingContext(ctx)
	names := fields.Get("x-tenant")
	if len(names) == 0 {
		return nil, status.Error(codes.Unauthenticated, "The header x-tenant is missing.")
	}
	return next(context.WithValue(ctx, tenantKey{}, names[0]), request)
}

func (echo) UnaryCall(ctx context.Context, request *testing.SimpleRequest) (
	*testing.SimpleResponse, error) {
	_, hasDeadline := ctx.Deadline()
	if !hasDeadline || ctx.Value(tenantKey{}) == nil {
		return nil, status.Error(codes.FailedPrecondition, "The call has no tenant or no deadline.")
	}
	return &testing.SimpleResponse{Payload: request.Payload}, nil
}

// Answers every request of a stream, so that a stream can be held open.
func (echo) FullDuplexCall(stream testing.TestService_FullDuplexCallServer) error {
	for {
		request, err := stream.Recv()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		answer := &testing.StreamingOutputCallResponse{Payload: request.Payload}
		if err := stream.Send(answer); err != nil {
			return err
		}
	}
}

func main() {
	port := flag.Int("port", 0, "the port; 0 takes a free one")
	flag.Parse()
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	server := grpc.NewServer(grpc.UnaryInterceptor(tenant))
	testing.RegisterTestServiceServer(server, echo{})
	fmt.Printf("listening %s\n", listener.Addr())
	if err := server.Serve(listener); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
