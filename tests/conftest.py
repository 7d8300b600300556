"""What every test may use. Async tests run in virtual time unless marked `real_time`."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping

import pytest

from moderator.engine.virtual import VirtualTimeLoop


def pytest_configure(config: pytest.Config) -> None:
    """Keep what is rendered for the whole session, and out of the user's own cache."""
    if not hasattr(config, "workerinput"):
        os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="moderator-tests-")
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] + "/state"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a proof take what it takes."""
    for item in items:
        if item.get_closest_marker("proof"):
            item.add_marker(pytest.mark.timeout(0))


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop under a test: marked `real_time`, asyncio's own; else a rehearsal's."""
    if item.get_closest_marker("real_time"):
        return {"real time": asyncio.SelectorEventLoop}
    return {"virtual time": VirtualTimeLoop}


@pytest.fixture
async def on_stage(tmp_path):
    """Bring a show, given as the YAML of its cues, to standby; it is ended after the test."""
    from tests.bench import raised

    async with raised(tmp_path) as raise_:
        yield raise_
