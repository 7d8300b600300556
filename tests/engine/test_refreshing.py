"""Sources of a live show: asked before it, again during it, and never the end of it."""

import asyncio
from dataclasses import replace

import pytest
from tests.knowledge.sources.conftest import PLAN
from tests.knowledge.sources.host import WEATHER

from moderator.engine.preflight import prepare
from moderator.engine.refreshing import refreshing
from moderator.errors import SourceSilent
from moderator.knowledge.sources.fetched import Fetched
from moderator.knowledge.sources.kept import Kept

HEAD = """
hosts: [api.example.org]
sources:
  weather:
    http: https://api.example.org/now
    values: {temperature: {at: x, quantity: "{} °C", sample: 24}}
"""
LINE = '- {cue: "1", speak: "It is {weather.temperature}."}\n- {cue: "2", wait: 1h}'


class Desk(Fetched):
    def __init__(self, kept, date):
        super().__init__(replace(PLAN, as_of=None, every_ns=60 * 10**9), kept, date)
        self.silent, self.hangs = "", False
        self.asked = 0

    async def fetch(self):
        self.asked += 1
        if self.hangs:
            await asyncio.Event().wait()
        if self.silent:
            raise SourceSilent(self.silent)
        return WEATHER, None


@pytest.fixture
async def night(on_stage, tmp_path):
    """Brings a show with a weather desk to standby; the desk may be silent from the start."""
    desks = []

    def outside(silent):
        def made(_materials, date):
            desks.append(Desk(Kept(tmp_path / "kept"), date))
            desks[0].silent = silent
            return {"weather": desks[0]}

        return made

    async def raise_(silent=""):
        show = await on_stage(LINE, head=HEAD, outside=outside(silent))
        show.desk = desks[0]
        return show

    return raise_


def red(show):
    return {check.name: check.why for check in show.conductor.checks() if not check.ok}


async def test_a_source_is_asked_before_standby_is_green(night):
    show = await night()
    assert show.desk.asked == 1
    assert show.state == "standby"
    await show.go()
    said = await show.until("said")
    assert said.data["text"] == "It is 24 °C."
    told = {"fact": "weather.temperature", "as_of": "14:00", "source": "the weather desk"}
    assert said.data["sources"] == [told]


async def test_a_stop_does_not_wait_for_a_source(night):
    show = await night()
    show.stop()
    await show.until_state("stopped")
    show.desk.hangs = True
    preparing = asyncio.create_task(prepare(show.parts, show.conductor))
    await show.after(1)
    assert show.desk.asked == 2
    show.stop()
    await show.after(1)
    assert preparing.done()
    assert show.state == "stopped"


async def test_it_is_asked_again_while_the_show_runs_and_no_more_after_it(night):
    show = await night()
    async with refreshing(show.parts):
        await show.after(150)
        assert show.desk.asked == 3
    await show.after(600)
    assert show.desk.asked == 3


async def test_a_silent_source_stops_no_show_and_is_told_once(night):
    show = await night(silent="it is gone")
    assert show.state == "standby"
    async with refreshing(show.parts):
        await show.after(1000)
    [told] = show.entries("warning")
    assert told.data["what"] == ("the source weather: does not answer: it is gone; known: nothing")
    assert red(show) == {"sources": "weather has not answered: it is gone"}
    assert (await show.go()).reason == "sources: weather has not answered: it is gone"


async def test_one_that_answers_again_is_told(night):
    show = await night(silent="it is gone")
    show.desk.silent = ""
    async with refreshing(show.parts):
        await show.after(70)
    assert show.entries("notice")[-1].data["text"] == "the source weather answers again"
    assert red(show) == {}


async def test_what_is_too_old_is_red_and_can_be_said(night):
    show = await night()
    await show.after(3601)
    assert red(show) == {"sources": "weather is as of 14:00, good for 1h"}
    assert (await show.go()).accepted


async def test_a_defect_in_a_source_is_told_and_ends_nothing(night, monkeypatch):
    show = await night()

    async def defect(_tell):
        await asyncio.sleep(1)
        raise ZeroDivisionError("no weather")

    monkeypatch.setattr(show.desk, "keep_fresh", defect)
    async with refreshing(show.parts):
        await show.after(5)
    assert show.state == "standby"
    assert "nobody asks weather any more" in show.entries("warning")[-1].data["what"]
