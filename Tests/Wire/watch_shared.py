"""Streams that show the same, read by hand: who takes gzip gets it made once for all, and the same."""

import collections
import concurrent.futures
import gzip
import socket
import struct

import h2.config
import h2.connection
import h2.events

from house import (
    Server, Stubs, common_pb2, dossier_pb2, make_token, set_up, submission, temporary_folder)
from watch_measure import frame

SUBMISSIONS = 60
ENCODINGS = ("identity, deflate, gzip",) * 5 + ("identity",) * 2 + (None,)


class Streams:
    """Calls of WatchEvents on one connection, one for each list of encodings."""

    def __init__(self, address, token, encodings):
        host, port = address.rsplit(":", 1)
        self.wire = socket.create_connection((host, int(port)), timeout=60)
        self.connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=True))
        self.connection.initiate_connection()
        self.head, self.unread = {}, collections.defaultdict(bytes)
        self.messages = collections.defaultdict(list)
        body = frame(dossier_pb2.WatchEventsRequest())
        for index, accepted in enumerate(encodings):
            stream = 2 * index + 1
            self.connection.send_headers(stream, [
                (":method", "POST"), (":scheme", "http"), (":authority", "x"),
                (":path", "/motcua.v1.DossierService/WatchEvents"), ("te", "trailers"),
                ("content-type", "application/grpc"), ("authorization", f"Bearer {token}"),
                *([("grpc-accept-encoding", accepted)] if accepted else [])])
            self.connection.send_data(stream, body, end_stream=True)
        self.streams = [2 * index + 1 for index in range(len(encodings))]
        self.flush()

    def flush(self):
        self.wire.sendall(self.connection.data_to_send())

    def read_until(self, is_enough):
        """Reads whole messages until each stream has enough of them."""
        while not all(is_enough(self.messages[stream]) for stream in self.streams):
            data = self.wire.recv(1 << 20)
            assert data, "the server has closed"
            for event in self.connection.receive_data(data):
                if isinstance(event, h2.events.ResponseReceived):
                    self.head[event.stream_id] = dict(event.headers)
                elif isinstance(event, h2.events.DataReceived):
                    self.connection.acknowledge_received_data(
                        event.flow_controlled_length, event.stream_id)
                    self.take(event.stream_id, event.data)
                else:
                    assert not isinstance(event, (
                        h2.events.StreamReset, h2.events.TrailersReceived)), event
            self.flush()

    def take(self, stream, data):
        self.unread[stream] += data
        while len(self.unread[stream]) >= 5:
            flag, length = struct.unpack_from(">BI", self.unread[stream])
            if len(self.unread[stream]) < 5 + length:
                return
            body = self.unread[stream][5:5 + length]
            self.unread[stream] = self.unread[stream][5 + length:]
            plain = gzip.decompress(body) if flag else body
            self.messages[stream].append(
                (flag, length, dossier_pb2.WatchEventsResponse.FromString(plain)))

    def close(self):
        self.wire.close()


def events(messages):
    return [event for _, _, message in messages for event in message.events]


def check():
    """Six clients submit while eight streams show it; one that goes on is told of the rest."""
    # Rounds are long, so that what is submitted meanwhile goes as one message.
    with temporary_folder() as data:
        server = Server(data, arguments=("--set", "watch.round=1s"))
        admin = Stubs(server.address, server.token())
        set_up(admin)
        streams = Streams(server.address, server.token(), ENCODINGS)
        streams.read_until(lambda messages: messages)
        portal = make_token(admin, common_pb2.PRINCIPAL_KIND_SYSTEM)[1].secret
        writers = [Stubs(server.address, portal) for _ in range(6)]
        with concurrent.futures.ThreadPoolExecutor(len(writers)) as pool:
            list(pool.map(
                lambda i: writers[i % 6].call(writers[i % 6].dossiers.SubmitDossier, submission()),
                range(SUBMISSIONS)))
        streams.read_until(lambda messages: len(events(messages)) >= SUBMISSIONS)
        first = events(streams.messages[1])
        assert [event.position for event in first] == list(range(1, SUBMISSIONS + 1)), first
        for stream, accepted in zip(streams.streams, ENCODINGS):
            messages = streams.messages[stream]
            assert events(messages) == first, f"stream {stream} shows something else"
            takes = "gzip" in (accepted or "")
            assert (streams.head[stream].get(b"grpc-encoding") == b"gzip") == takes, stream
            for flag, length, message in messages:
                plain = message.ByteSize()
                shares = takes and plain - len(message.resume_token) > 1100
                assert flag == shares or plain < 1400, (stream, flag, plain)
                assert not flag or (takes and length < plain / 2), (flag, length, plain)
            assert any(flag for flag, _, _ in messages) == takes, stream
        tokens = [streams.messages[stream][-1][2].resume_token for stream in streams.streams]
        writers[0].call(writers[0].dossiers.SubmitDossier, submission())
        for token in tokens:
            stream = admin.dossiers.WatchEvents(
                dossier_pb2.WatchEventsRequest(resume_token=token), metadata=admin.metadata,
                timeout=30)
            message = next(m for m in stream if m.events)
            assert message.events[0].position == SUBMISSIONS + 1, message
            stream.cancel()
        streams.close()
        server.stop()
