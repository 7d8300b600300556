"""A short form of the long night: two hours of show time, and what shows when it is not flat."""

import asyncio
import mmap

import pytest
from tests.proving.long_night import long_night

from moderator.console.remote.live_feed import LiveFeed
from moderator.engine.tally import Tally

HOURS, LEAKING_HOURS = 2.0, 1.0


@pytest.fixture(scope="module")
def warm(workshop, tmp_path_factory):
    """A process that has had a night already, and made what is made once."""
    long_night(workshop, 1.0, tmp_path_factory.mktemp("first"))
    return workshop


@pytest.mark.slow
def test_memory_handles_threads_and_tasks_stay_flat(warm, tmp_path):
    day = long_night(warm, HOURS, tmp_path)
    assert day.broken == []
    assert day.grows() == [], day.looks
    assert day.looks[-1].entries > 2000
    assert day.watched["messages read"] > 2000
    assert day.watched["never read, and cut"] > 50
    assert day.watched["reader cut"] == 0


def _objects(_, kept):
    kept.append([object()])


def _memory(_, kept):
    kept.append(mmap.mmap(-1, 40_000))  # not from what was freed before
    kept[-1].write(bytes(40_000))


def _files(_, kept):
    kept.append(open("/dev/null"))  # noqa: SIM115, PTH123 -- left open on purpose


def _tasks(_, kept):
    kept.append(asyncio.ensure_future(asyncio.sleep(1e6)))


@pytest.mark.proof
@pytest.mark.parametrize(
    ("leaks", "what"),
    [(_objects, "objects"), (_memory, "kib"), (_files, "files"), (_tasks, "tasks")],
)
def test_what_grows_with_every_cue_is_seen(warm, tmp_path, monkeypatch, leaks, what):
    kept, true = [], Tally.count

    def leaking(self, outcome):
        true(self, outcome)
        leaks(self, kept)

    monkeypatch.setattr(Tally, "count", leaking)
    try:
        day = long_night(warm, LEAKING_HOURS, tmp_path)
    finally:
        for one in kept:
            if hasattr(one, "close"):
                one.close()
    assert any(told.startswith(what) for told in day.grows())


@pytest.mark.proof
def test_who_is_not_forgotten_when_they_have_gone_is_seen(warm, tmp_path, monkeypatch):
    kept, leave = [], LiveFeed.leave

    def leaking(feed, watcher):
        leave(feed, watcher)
        kept.append(watcher)

    monkeypatch.setattr(LiveFeed, "leave", leaking)
    grows = long_night(warm, LEAKING_HOURS, tmp_path).grows()
    assert any(told.startswith("objects") for told in grows)


@pytest.mark.slow
def test_who_watches_another_show_than_was_recorded_is_seen(warm, tmp_path, monkeypatch):
    tell = LiveFeed._tell
    monkeypatch.setattr(LiveFeed, "_tell", lambda feed, told: "patch" in told or tell(feed, told))
    broken = long_night(warm, 0.1, tmp_path).broken
    assert [promise for promise, _, _ in broken] == ["watched"]
