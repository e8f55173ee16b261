/* The floor: what nghttp2 and the kernel cost for a unary echo, and nothing else. One thread, epoll,
   no deadlines, no limits, no checks of gRPC; the body of a request comes back as it is.

   usage: floor [--port N]; prints one line, `listening HOST:PORT`, when it is ready. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <nghttp2/nghttp2.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BODY_MAX = 4096, EVENTS_MAX = 64, BUFFER = 65536 };

struct stream {
  size_t length, sent;
  uint8_t body[BODY_MAX];
};

struct connection {
  int socket;
  nghttp2_session *session;
  const uint8_t *pending;
  ssize_t pending_length;
};

#define FIELD(name, value) \
  { (uint8_t *)name, (uint8_t *)value, sizeof name - 1, sizeof value - 1, NGHTTP2_NV_FLAG_NONE }

static const nghttp2_nv head[] = {
    FIELD(":status", "200"), FIELD("content-type", "application/grpc")};
static const nghttp2_nv trailers[] = {FIELD("grpc-status", "0")};

static int on_begin_headers(nghttp2_session *session, const nghttp2_frame *frame, void *data) {
  (void)data;
  struct stream *stream = malloc(sizeof *stream);
  if (!stream) return NGHTTP2_ERR_CALLBACK_FAILURE;
  stream->length = stream->sent = 0;
  return nghttp2_session_set_stream_user_data(session, frame->hd.stream_id, stream);
}

static int on_data(nghttp2_session *session, uint8_t flags, int32_t id, const uint8_t *bytes,
                   size_t length, void *data) {
  (void)flags, (void)data;
  struct stream *stream = nghttp2_session_get_stream_user_data(session, id);
  if (!stream || stream->length + length > BODY_MAX) return NGHTTP2_ERR_CALLBACK_FAILURE;
  memcpy(stream->body + stream->length, bytes, length);
  stream->length += length;
  return 0;
}

static ssize_t read_body(nghttp2_session *session, int32_t id, uint8_t *buffer, size_t length,
                         uint32_t *flags, nghttp2_data_source *source, void *data) {
  (void)data;
  struct stream *stream = source->ptr;
  size_t left = stream->length - stream->sent;
  if (length > left) length = left;
  memcpy(buffer, stream->body + stream->sent, length);
  stream->sent += length;
  if (stream->sent == stream->length) {
    *flags |= NGHTTP2_DATA_FLAG_EOF | NGHTTP2_DATA_FLAG_NO_END_STREAM;
    nghttp2_submit_trailer(session, id, trailers, 1);
  }
  return (ssize_t)length;
}

static int on_frame(nghttp2_session *session, const nghttp2_frame *frame, void *data) {
  (void)data;
  if (frame->hd.type != NGHTTP2_DATA || !(frame->hd.flags & NGHTTP2_FLAG_END_STREAM)) return 0;
  struct stream *stream = nghttp2_session_get_stream_user_data(session, frame->hd.stream_id);
  nghttp2_data_provider provider = {{.ptr = stream}, read_body};
  return nghttp2_submit_response(session, frame->hd.stream_id, head, 2, &provider);
}

static int on_close(nghttp2_session *session, int32_t id, uint32_t code, void *data) {
  (void)code, (void)data;
  free(nghttp2_session_get_stream_user_data(session, id));
  return 0;
}

static nghttp2_session *make_session(struct connection *connection) {
  nghttp2_session_callbacks *table;
  nghttp2_option *option;
  if (nghttp2_session_callbacks_new(&table) || nghttp2_option_new(&option)) exit(1);
  nghttp2_session_callbacks_set_on_begin_headers_callback(table, on_begin_headers);
  nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table, on_data);
  nghttp2_session_callbacks_set_on_frame_recv_callback(table, on_frame);
  nghttp2_session_callbacks_set_on_stream_close_callback(table, on_close);
  nghttp2_option_set_no_closed_streams(option, 1);
  nghttp2_session *session;
  if (nghttp2_session_server_new2(&session, table, connection, option)) exit(1);
  nghttp2_session_callbacks_del(table);
  nghttp2_option_del(option);
  nghttp2_settings_entry settings[] = {
      {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 128},
      {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 1 << 20}};
  nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings, 2);
  nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, 0, 4 << 20);
  return session;
}

/* Sends what the socket takes; false if the connection is over. */
static int flush(struct connection *connection) {
  static uint8_t buffer[BUFFER];
  for (;;) {
    size_t length = 0;
    while (length < BUFFER) {
      if (connection->pending_length == 0) {
        connection->pending_length =
            nghttp2_session_mem_send(connection->session, &connection->pending);
        if (connection->pending_length < 0) return 0;
        if (connection->pending_length == 0) break;
      }
      size_t part = (size_t)connection->pending_length;
      if (part > BUFFER - length) part = BUFFER - length;
      memcpy(buffer + length, connection->pending, part);
      connection->pending += part;
      connection->pending_length -= (ssize_t)part;
      length += part;
    }
    if (length == 0) return 1;
    /* A measured client reads; one that does not blocks this program. */
    for (size_t sent = 0; sent < length;) {
      ssize_t count = send(connection->socket, buffer + sent, length - sent, MSG_NOSIGNAL);
      if (count < 0) return 0;
      sent += (size_t)count;
    }
  }
}

static int serve(struct connection *connection) {
  static uint8_t buffer[BUFFER];
  ssize_t count = recv(connection->socket, buffer, BUFFER, MSG_DONTWAIT);
  if (count <= 0) return 0;
  if (nghttp2_session_mem_recv(connection->session, buffer, (size_t)count) != count) return 0;
  return flush(connection);
}

int main(int argc, char **argv) {
  int port = argc > 2 && !strcmp(argv[1], "--port") ? atoi(argv[2]) : 0, one = 1;
  int listener = socket(AF_INET, SOCK_STREAM, 0), epoll = epoll_create1(0);
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 1024) ||
      getsockname(listener, (struct sockaddr *)&address, &size)) {
    perror("floor");
    return 1;
  }
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, events[EVENTS_MAX];
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  printf("listening 127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    int count = epoll_wait(epoll, events, EVENTS_MAX, -1);
    for (int index = 0; index < count; index++) {
      struct connection *connection = events[index].data.ptr;
      if (!connection) {
        connection = calloc(1, sizeof *connection);
        connection->socket = accept(listener, NULL, NULL);
        setsockopt(connection->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        connection->session = make_session(connection);
        event.data.ptr = connection;
        epoll_ctl(epoll, EPOLL_CTL_ADD, connection->socket, &event);
        continue;
      }
      if (serve(connection)) continue;
      nghttp2_session_del(connection->session);
      close(connection->socket);
      free(connection);
    }
  }
}
