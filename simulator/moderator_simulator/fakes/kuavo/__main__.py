"""Run the fake: `python -m moderator_simulator.fakes.kuavo [--port N] [--record FILE]`."""

import argparse
import asyncio
import json
from pathlib import Path

from moderator_simulator.fakes.kuavo.robot import FakeKuavo
from moderator_simulator.fakes.orders import orders
from moderator_simulator.fakes.record import Record
from moderator_simulator.fakes.ros import serve


async def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(description="a Kuavo made of software, behind rosbridge")
    parser.add_argument("--port", type=int, default=0, help="where it listens; 0 for any")
    parser.add_argument(
        "--record", type=Path, help="a file for what came and where its joints were"
    )
    parser.add_argument("--rate", type=float, default=100.0, help="sensor messages a second")
    parser.add_argument("--version", type=int, default=45, choices=(45, 52))
    args = parser.parse_args()
    record = Record(args.record)
    robot = FakeKuavo(record, args.rate, args.version)
    server = await serve(robot.graph, "127.0.0.1", args.port)
    living = asyncio.create_task(robot.live())
    print(json.dumps({"now": "ready", "port": server.port}), flush=True)  # noqa: T201
    async for order in orders():
        if "wire" in order:
            server.wire.set(order["wire"], order.get("delay_s", 0.2))
        if "ask" in order:
            told = {"complaints": robot.graph.complaints, "velocity": robot.body.velocity}
            print(json.dumps(told), flush=True)  # noqa: T201
        robot.obey(order)
    living.cancel()
    await server.stop()
    record.close()


if __name__ == "__main__":
    asyncio.run(main())
