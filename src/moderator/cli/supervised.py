"""From the command line to the supervisor of a live show."""

import argparse
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path

from moderator.console.remote.sockets import read_networks
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.parts import Parts
from moderator.errors import CannotStart
from moderator.robot import Grade, StopEffect
from moderator.supervisor.supervision import (
    LOOPBACK,
    LOOPBACKS,
    Engine,
    Supervisor,
    SupervisorSetup,
)

_LAST_PORT = 65_535


def supervisor_for(
    args: argparse.Namespace, stops: Mapping[Grade, StopEffect], out: Path
) -> Supervisor:
    """The supervisor that a live show is to have; not started yet.

    Args:
        args: the command line, with `stop_osc`, `stop_http` and `osc_from`.
        stops: what each grade of stop does to the robot.
        out: the record's folder.

    Raises:
        CannotStart: a port or an address is none, or would let everybody in.
    """
    host, colon, port = args.stop_osc.rpartition(":")
    osc = _host(host) if colon else LOOPBACK, _port("--stop-osc", port)
    if not ip_address(osc[0]).is_loopback and not args.osc_from:
        hint = "name who may with --osc-from ADDRESS, or listen on this machine alone"
        raise CannotStart(f"--stop-osc: {osc[0]} can be reached by others", hint)
    heard = (*LOOPBACKS, *map(str, read_networks(args.osc_from)))
    http_port = _port("--stop-http", args.stop_http)
    return Supervisor(SupervisorSetup(stops, out, osc, http_port, osc_from=heard))


def supervised_by(supervisor: Supervisor, parts: Parts, conductor: Conductor) -> None:
    """Tie a supervisor and an engine together.

    A robot that was lost is somebody else's: nothing is sent to it when the engine dies.
    """
    supervisor.serve(
        Engine(
            stop=conductor.stop,
            watched=lambda: conductor.lifecycle.now is not State.FAULTED,
            tell=lambda what: parts.journal.write("fault", what=what),
            now_ns=parts.clock.now_ns,
        )
    )


def _host(written: str) -> str:
    try:
        return str(ip_address(written.strip("[]")))
    except ValueError:
        hint = "write a numeric one, such as --stop-osc 192.168.1.20:53010"
        raise CannotStart(f"--stop-osc: {written!r} is no address", hint) from None


def _port(option: str, written: str) -> int:
    if written.isascii() and written.isdecimal() and int(written) <= _LAST_PORT:
        return int(written)
    hint = f"write a number up to {_LAST_PORT}; 0 takes any that is free"
    raise CannotStart(f"{option}: {written!r} is no port", hint)
