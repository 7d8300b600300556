"""What a source said last is there after a restart, and what is broken there is told and left."""

import errno
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.knowledge.sources.conftest import NOW, PLAN
from tests.knowledge.sources.host import WEATHER
from tests.knowledge.sources.test_fetched import Desk, fails

from moderator.errors import CannotWrite, SourceSilent
from moderator.knowledge.sources.kept import Kept, Said

SAID = Said({"temperature": 23.6, "sky": "Clear"}, NOW - timedelta(days=1))


def gone(kept):
    desk = Desk(kept)
    desk.answers = fails(SourceSilent("it is gone"))
    return desk


async def test_what_was_said_on_another_day_is_known_where_nobody_answers(kept, told):
    kept.keep(PLAN, SAID)
    desk = gone(kept)
    await desk.prepare(told)
    assert desk.read("temperature").value.written() == "24 °C"
    assert desk.read("as_of").value.written() == "14:05 on 9 September 2025"
    [(kind, words)] = told
    assert kind == "warning"
    assert words.endswith("it is gone; known: as of 14:05 on 9 September 2025")


async def test_what_is_said_is_kept(kept, told):
    await Desk(kept).prepare(told)
    found = kept.find(PLAN)
    assert found == Said({"temperature": 23.6, "sky": "<b>Clear</b>"}, NOW - timedelta(minutes=5))
    assert [path.name for path in kept.folder.iterdir()] == ["weather.json"]


def broken(how):
    def breaks(path):
        raw = path.read_bytes()
        path.write_bytes(how(raw))

    return breaks


BROKEN = {
    "cut short": broken(lambda raw: raw[: len(raw) // 2]),
    "empty": broken(lambda raw: b""),
    "one figure changed": broken(lambda raw: raw.replace(b"23.6", b"93.6")),
    "other JSON": broken(lambda raw: b'{"body": [], "crc": 1}'),
    "no JSON": broken(lambda raw: b"\xff" * 20),
    "deep": broken(lambda raw: b"[" * 100_000),
}


@pytest.mark.parametrize("breaks", BROKEN.values(), ids=BROKEN.keys())
async def test_a_broken_file_is_told_and_not_believed(breaks, kept, told):
    kept.keep(PLAN, SAID)
    breaks(kept.folder / "weather.json")
    desk = gone(kept)
    await desk.prepare(told)
    assert "what it said last cannot be read" in told[0][1]
    with pytest.raises(SourceSilent):
        desk.read("temperature")


async def test_a_folder_in_its_place_is_told(kept, told):
    (kept.folder / "weather.json").mkdir(parents=True)
    desk = Desk(kept)
    await desk.prepare(told)
    assert [kind for kind, _ in told] == ["warning"]
    assert desk.read("temperature").value.written() == "24 °C"


@pytest.mark.parametrize(
    "change",
    [
        {"where": "https://other.example.org/now"},
        {"picks": {**PLAN.picks, "temperature": replace(PLAN.picks["temperature"], at="x")}},
    ],
)
def test_another_question_is_not_answered_by_an_old_answer(change, kept):
    kept.keep(PLAN, SAID)
    assert kept.find(PLAN) == SAID
    assert kept.find(replace(PLAN, **change)) is None


async def test_a_value_that_is_of_another_kind_now_is_not_believed(kept, told):
    kept.keep(PLAN, Said({"temperature": "warm", "sky": "Clear"}, NOW))
    desk = gone(kept)
    await desk.prepare(told)
    with pytest.raises(SourceSilent):
        desk.read("sky")


async def test_a_full_disk_is_told_once_and_takes_nothing_away(kept, told, monkeypatch):
    kept.keep(PLAN, SAID)

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    desk = Desk(kept)
    await desk.prepare(told)
    await desk.refresh(told)
    [(kind, words)] = told
    assert (kind, "No space left on device" in words) == ("warning", True)
    assert desk.read("temperature").value.written() == "24 °C"
    assert kept.find(PLAN) == SAID
    assert [path.name for path in kept.folder.iterdir()] == ["weather.json"]


def test_a_place_that_cannot_be_made_says_where(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWrite, match="file"):
        Kept(tmp_path / "file" / "kept").keep(PLAN, SAID)


def test_two_shows_of_one_name_have_two_places(tmp_path):
    first, second = Kept.of_show(tmp_path / "a" / "show"), Kept.of_show(tmp_path / "b" / "show")
    assert first.folder != second.folder
    assert first.folder.name.startswith("show-")
    assert first.folder.is_relative_to(os.environ["XDG_CACHE_HOME"])


async def test_half_a_letter_is_kept_and_found(kept, told):
    desk = Desk(kept)
    desk.answers = lambda: {"current": {**WEATHER["current"], "sky": "Clear \ud800 sky"}}
    await desk.prepare(told)
    assert told == []
    assert desk.read("sky").value.written() == "“Clear sky”"
    assert kept.find(PLAN).raw["sky"] == "Clear \ud800 sky"


async def test_a_defect_in_keeping_is_told_once_and_ends_nothing(kept, told, monkeypatch):
    def defect(_):
        raise ZeroDivisionError("x")

    monkeypatch.setattr(os, "fsync", defect)
    desk = Desk(kept)
    await desk.prepare(told)
    await desk.refresh(told)
    [(kind, words)] = told
    assert kind == "warning"
    assert words.endswith("what it says is not kept: defect: ZeroDivisionError: x")
    assert desk.read("temperature").value.written() == "24 °C"
    assert list(kept.folder.iterdir()) == []


async def test_a_moment_before_all_time_that_lies_there_is_told_and_not_believed(kept, told):
    kept.keep(PLAN, Said(SAID.raw, datetime(1, 1, 1, tzinfo=UTC)))
    desk = gone(kept)
    await desk.prepare(told)
    assert "what it said last cannot be read" in told[0][1]
    with pytest.raises(SourceSilent):
        desk.read("temperature")
