#!/usr/bin/env python3
"""Writes the seeds for the receive paths and the decoders; run it in this folder."""

import gzip
import pathlib
import struct


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def block(*fields):
    """Literal fields without indexing (RFC 7541 section 6.2.2)."""
    return b"".join(
        b"\0" + bytes([len(name)]) + name + bytes([len(value)]) + value for name, value in fields
    )


def request(path=b"/f.E/U", *more):
    return block(
        (b":method", b"POST"), (b":scheme", b"http"), (b":path", path), (b":authority", b"l"),
        (b"te", b"trailers"), (b"content-type", b"application/grpc"), *more,
    )


def message(data, flag=0):
    return bytes([flag]) + struct.pack(">I", len(data)) + data


HEAD = block((b":status", b"200"), (b"content-type", b"application/grpc"))
OK = block((b"grpc-status", b"0"))
SERVER = {
    "unary": frame(1, 4, 1, request()) + frame(0, 1, 1, message(b"abc")),
    "two": frame(1, 4, 1, request()) + frame(0, 1, 1, message(b"a") + message(b"b")),
    "chat": frame(1, 4, 1, request(b"/f.E/C")) + frame(0, 0, 1, message(b"a")) + frame(0, 1, 1, message(b"b")),
    "reset": frame(1, 4, 1, request(b"/f.E/C")) + frame(3, 0, 1, b"\0\0\0\x08"),
    "timeout": frame(1, 4, 1, request(b"/f.E/C", (b"grpc-timeout", b"1S"))) + frame(0, 0, 1, message(b"a")),
    "gzip": frame(1, 4, 1, request(b"/f.E/U", (b"grpc-encoding", b"gzip"), (b"grpc-accept-encoding", b"gzip")))
    + frame(0, 1, 1, message(gzip.compress(b"a" * 300, mtime=0), 1)),
    "binary": frame(1, 4, 1, request(b"/f.E/U", (b"a-bin", b"qw==,qw"), (b"b-bin", b"!!"))),
    "unknown": frame(1, 5, 1, request(b"/x")) + frame(0x42, 255, 0, b"x"),
    "pings": b"".join(frame(6, 0, 0, bytes([n] * 8)) for n in range(5)),
    "goaway": frame(1, 4, 1, request(b"/f.E/C")) + frame(7, 0, 0, bytes(8)),
    "windows": frame(4, 0, 0, b"\0\x04\0\0\0\x01") + frame(1, 4, 1, request()) + frame(0, 1, 1, message(b"abc"))
    + frame(8, 0, 1, b"\0\0\0\x05"),
    "http1": b"GET / HTTP/1.1\r\n\r\n",
    "long": frame(1, 4, 1, request()) + frame(0, 0, 1, b"\0\xff\xff\xff\xff"),
}
CLIENT = {
    "answer": frame(4, 1, 0) + frame(1, 4, 1, HEAD) + frame(0, 0, 1, message(b"abc")) + frame(1, 5, 1, OK),
    "stream": frame(1, 4, 3, HEAD) + frame(0, 0, 3, message(b"a") + message(b"b")) + frame(1, 5, 3, OK),
    "only": frame(1, 5, 1, block((b":status", b"200"), (b"content-type", b"application/grpc"),
                                 (b"grpc-status", b"5"), (b"grpc-message", b"%41%zz"))),
    "again": frame(1, 5, 1, block((b":status", b"200"), (b"content-type", b"application/grpc"),
                                  (b"grpc-status", b"14"), (b"grpc-retry-pushback-ms", b"10"))),
    "html": frame(1, 4, 1, block((b":status", b"503"), (b"content-type", b"text/html"))) + frame(0, 1, 1, b"x"),
    "reset": frame(3, 0, 1, b"\0\0\0\x07") + frame(3, 0, 3, b"\0\0\0\x08"),
    "goaway": frame(7, 0, 0, struct.pack(">II", 1, 11) + b"too_many_pings"),
    "push": frame(5, 4, 1, struct.pack(">I", 2) + HEAD),
    "interim": frame(1, 4, 1, block((b":status", b"103"))) + frame(1, 4, 1, HEAD) + frame(0, 0, 1, message(b"q"))
    + frame(1, 5, 1, OK),
    "gzip": frame(1, 4, 3, block((b":status", b"200"), (b"content-type", b"application/grpc"),
                                 (b"grpc-encoding", b"gzip")))
    + frame(0, 0, 3, message(gzip.compress(b"b" * 300, mtime=0), 1)) + frame(1, 5, 3, OK),
    "settings": frame(4, 0, 0, b"\0\x03\0\0\0\x01\0\x04\0\0\0\x02") + frame(8, 0, 0, b"\0\0\0\x09"),
}
CODECS = {
    "gzip": (0, gzip.compress(b"hello hello hello", mtime=0)),
    "gzip-bomb": (0, gzip.compress(bytes(200_000), mtime=0)),
    "gzip-name": (0, b"\x1f\x8b\x08\x08\0\0\0\0\0\x03name\0\x03\0\0\0\0\0\0\0\0\0"),
    "timeout": (1, b"12345678m"), "timeout-long": (1, b"99999999H"), "timeout-zero": (1, b"0n"),
    "percent": (2, b"a%20b%E1%BB%93"), "percent-broken": (2, b"%%4%zz"), "percent-bytes": (2, b"%ff%fe"),
    "base64": (3, b"Zm9vYmFy"), "base64-padded": (3, b"Zg=="), "base64-broken": (3, b"Zg="),
    "messages": (4, message(b"") + message(b"abc") + message(b"d")), "messages-flag": (4, message(b"x", 1)),
    "messages-cut": (4, message(b"abc")[:-1]), "messages-long": (4, b"\0\xff\xff\xff\xff"),
    "list": (5, b"identity, gzip;q=1, deflate"), "list-type": (5, b"application/grpc+proto;a=b"),
    "list-pushback": (5, b"100"),
}


def main():
    here = pathlib.Path(__file__).parent
    for name in ("wire", "codecs"):
        (here / name).mkdir(exist_ok=True)
    for side, seeds in ((0, SERVER), (1, CLIENT)):
        for name, data in seeds.items():
            prefix = "client" if side else "server"
            has_preface = 0 if name == "http1" else 2
            (here / "wire" / f"{prefix}-{name}").write_bytes(bytes([side | has_preface, 255]) + data)
            (here / "wire" / f"{prefix}-{name}-pieces").write_bytes(bytes([side | has_preface | 12, 0]) + data)
    for name, (choice, data) in CODECS.items():
        (here / "codecs" / name).write_bytes(bytes([choice]) + data)


if __name__ == "__main__":
    main()
