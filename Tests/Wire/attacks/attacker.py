"""One attack in a process of its own; prints its report as JSON.

usage: attacker.py NAME HOST:PORT SECONDS [--short] [--roots FILE]
"""

import argparse
import dataclasses
import importlib
import json
import os
import resource

from frames import Target


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("address")
    parser.add_argument("seconds", type=float)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--roots", default="")
    arguments = parser.parse_args()
    host, port = arguments.address.rsplit(":", 1)
    assert host in ("127.0.0.1", "localhost"), "attacks go to this machine only"
    target = Target(host, int(port), arguments.seconds, arguments.short, arguments.roots)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    # The attacker would sit on a machine of its own; here it must not take the others'. In the short form
    # it shares its cores with whatever else the machine does, and would never have its turn.
    if arguments.short:
        os.nice(19)
    else:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    report = importlib.import_module(arguments.name).run(target)
    print(json.dumps({**dataclasses.asdict(report), "cpu": sum(os.times()[:2])}))


main()
