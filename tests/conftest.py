"""What every test may use. Async tests run in virtual time unless marked `real_time`."""

import asyncio
from collections.abc import Callable, Mapping

import pytest

from moderator.engine.virtual import VirtualTimeLoop


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop under a test: marked `real_time`, asyncio's own; else a rehearsal's."""
    if item.get_closest_marker("real_time"):
        return {"real time": asyncio.SelectorEventLoop}
    return {"virtual time": VirtualTimeLoop}
