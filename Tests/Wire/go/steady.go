// A client on grpc-go as it comes, which calls for a while over one connection and counts how often it
// had to connect.
//
// usage: steady HOST:PORT SECONDS MIN_CALLS; calls for so long, and until there were so many calls.
//
// grpc-go measures the connection by a PING behind each DATA frame that it receives while no other
// such PING is under way (its BDP estimator), so a quick server gets about one for each answer.
package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	health "google.golang.org/grpc/health/grpc_health_v1"
	reflection "google.golang.org/grpc/reflection/grpc_reflection_v1alpha"
)

func unary(connection *grpc.ClientConn) func() error {
	client := health.NewHealthClient(connection)
	return func() error {
		_, err := client.Check(context.Background(), &health.HealthCheckRequest{})
		return err
	}
}

func stream(connection *grpc.ClientConn) func() error {
	stream, err := reflection.NewServerReflectionClient(connection).
		ServerReflectionInfo(context.Background())
	if err != nil {
		return func() error { return err }
	}
	request := &reflection.ServerReflectionRequest{
		MessageRequest: &reflection.ServerReflectionRequest_ListServices{},
	}
	return func() error {
		if err := stream.Send(request); err != nil {
			return err
		}
		_, err := stream.Recv()
		return err
	}
}

// Calls until the time is over and there were enough; says how it went.
func run(name, address string, seconds float64, least int,
	open func(*grpc.ClientConn) func() error) bool {
	var dials int32
	dialer := func(ctx context.Context, address string) (net.Conn, error) {
		atomic.AddInt32(&dials, 1)
		return (&net.Dialer{}).DialContext(ctx, "tcp", address)
	}
	connection, err := grpc.Dial(
		address, grpc.WithInsecure(), grpc.WithBlock(), grpc.WithContextDialer(dialer))
	if err != nil {
		fmt.Println(name, err)
		return false
	}
	defer connection.Close()
	call := open(connection)
	begun := time.Now()
	calls, failures := 0, 0
	var first error
	for calls < least || time.Since(begun).Seconds() < seconds {
		calls++
		if err := call(); err != nil {
			failures++
			if first == nil {
				first = err
			}
			if name == "stream" {
				break
			}
		}
	}
	rate := float64(calls) / time.Since(begun).Seconds()
	fmt.Printf("%s: %d calls, %.0f a second, %d failed, %d connections\n",
		name, calls, rate, failures, atomic.LoadInt32(&dials))
	if first != nil {
		fmt.Println("first failure:", first)
	}
	return failures == 0 && atomic.LoadInt32(&dials) == 1
}

func main() {
	if len(os.Args) != 4 {
		fmt.Println("usage: steady HOST:PORT SECONDS MIN_CALLS")
		os.Exit(2)
	}
	seconds, err := strconv.ParseFloat(os.Args[2], 64)
	least, other := strconv.Atoi(os.Args[3])
	if err != nil || other != nil {
		fmt.Println("SECONDS and MIN_CALLS are numbers")
		os.Exit(2)
	}
	isGood := run("unary", os.Args[1], seconds, least, unary)
	isGood = run("stream", os.Args[1], seconds, least, stream) && isGood
	if !isGood {
		os.Exit(1)
	}
}
