"""Run the fake: `python -m moderator_simulator.fakes.unitree_g1 --domain N [--record FILE]`."""

import argparse
import asyncio
import json
import random
import socket
from pathlib import Path

from moderator_simulator.fakes.orders import orders
from moderator_simulator.fakes.record import Record
from moderator_simulator.fakes.unitree_g1.robot import FakeG1


async def main() -> None:
    """Be there until standard input ends."""
    parser = argparse.ArgumentParser(description="a Unitree G1 made of software, on DDS")
    parser.add_argument("--domain", type=int, help="its DDS domain; one that is free without")
    parser.add_argument("--record", type=Path, help="a file for what came and where it was")
    parser.add_argument("--rate", type=float, default=100.0, help="states a second")
    args = parser.parse_args()
    record = Record(args.record)
    domain, lock = (args.domain, None) if args.domain is not None else _free_domain()
    robot = FakeG1(record, domain, args.rate)
    living = asyncio.create_task(robot.live())
    print(json.dumps({"now": "ready", "domain": domain}), flush=True)  # noqa: T201
    async for order in orders():
        if "wire" in order:
            robot.air.set(order["wire"], order.get("delay_s", 0.3))
        if "ask" in order:
            told = {"complaints": robot.body.complaints, "velocity": robot.body.velocity}
            print(json.dumps({**told, "weight": robot.body.weight}), flush=True)  # noqa: T201
        robot.obey(order)
    living.cancel()
    record.close()
    if lock:
        lock.close()


def _free_domain() -> tuple[int, socket.socket]:
    """A domain that no other fake has, by its first port, which DDS leaves free without multicast.

    Source of the ports: DDSI-RTPS 2.5, 9.6.2.
    """
    numbers = list(range(1, 100))
    random.shuffle(numbers)
    for number in numbers:
        lock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            lock.bind(("127.0.0.1", 7400 + 250 * number))
        except OSError:
            lock.close()
        else:
            return number, lock
    raise OSError("no DDS domain is free")


if __name__ == "__main__":
    asyncio.run(main())
