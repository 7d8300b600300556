from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from tests.knowledge.sources.host import body, well
from tests.knowledge.sources.host import host as opened

from moderator.knowledge.sources.kept import Kept
from moderator.knowledge.sources.kinds import JsonSource
from moderator.knowledge.sources.plan import Pick, SourcePlan
from moderator.knowledge.sources.web import Web

NOW = datetime(2025, 9, 10, 14, 5, tzinfo=timezone(timedelta(hours=8)))
PLAN = SourcePlan(
    name="weather",
    kind="http",
    where="",
    source="the weather desk",
    picks={
        "temperature": Pick("current.temperature_2m", "quantity", "{} °C", "21", 0),
        "sky": Pick("current.sky", "text", "{}", "Clear sky"),
    },
    as_of="current.time",
    every_ns=600 * 10**9,
    timeout_ns=5 * 10**9,
    good_for_ns=3600 * 10**9,
    most_bytes=100_000,
)


@pytest.fixture
def host():
    with opened() as host:
        yield host


@pytest.fixture
def elsewhere():
    with opened() as host:
        yield host


class Told(list):
    """What a person was told of a source."""

    def __call__(self, kind, words):
        self.append((kind, words))


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def kept(tmp_path):
    return Kept(tmp_path / "kept")


@pytest.fixture
async def source(host, kept):
    """A source that asks the host; quick to give up where a test says so."""
    async with aclosing(Web([host.name])) as web:
        host.answer = body(b"", Connection="close")
        await web.get(host.at(), 1000)  # what loads the first time takes no test's time
        host.answer = well()
        host.asked.clear()

        def made(**changes):
            plan = replace(PLAN, **{"where": host.at(), **changes})
            return JsonSource(plan, kept, lambda: NOW, web)

        yield made
