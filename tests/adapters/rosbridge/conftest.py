"""A robot's ROS behind a rosbridge server, on this loop, and a link to it."""

from contextlib import AsyncExitStack

import pytest

from moderator.adapters.rosbridge import Patience, Rosbridge
from moderator_simulator.fakes.ros import Graph, serve


class Bench:
    """Servers and links that end with the test."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack
        self.graph = Graph()
        self.server = None

    async def serve(self, ros: int = 1):
        """Have a server over a graph of that ROS."""
        self.graph = Graph(ros)
        self.server = await serve(self.graph, "127.0.0.1", 0)
        self._stack.push_async_callback(self.server.stop)
        return self.server

    async def link(self, **patience: float) -> Rosbridge:
        """Open a link to it."""
        if self.server is None:
            await self.serve()
        bridge = await Rosbridge.opened(
            "127.0.0.1", self.server.port, within_s=5, patience=Patience(**patience)
        )
        self._stack.push_async_callback(bridge.close)
        return bridge


@pytest.fixture
async def bench():
    """Have none of it yet."""
    async with AsyncExitStack() as stack:
        yield Bench(stack)
