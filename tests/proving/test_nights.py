"""A short form of `make soak`, and what makes it worth believing."""

import json
import shutil
import statistics

import pytest
from tests.proving.night import night
from tests.proving.shows import drawn_show
from tests.proving.soak import batch, never_seen, replay
from tests.proving.workshop import FORUM

from moderator.journal.board import board_of
from moderator.journal.failing import FailingJournal
from moderator.journal.reading import read_lines, read_record
from moderator.show.load import load
from moderator.values.chance import Chance

SHORT = (*range(1, 241), *range(600, 640))


@pytest.fixture(scope="module")
def total(workshop):
    """What the nights of the short form came to."""
    return batch(workshop, SHORT)


@pytest.mark.slow
def test_no_night_breaks_a_promise(total):
    assert [(*broken, replay(broken[0])) for broken in total.broken] == []


@pytest.mark.slow
def test_the_nights_see_every_state_trigger_outcome_kind_order_and_fault(total):
    assert never_seen(total) == []


@pytest.mark.slow
def test_shows_have_thirty_cues_or_more_and_nights_two_faults(total):
    assert statistics.median(total.cues.elements()) >= 30
    assert min(total.faults) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("first", [1001, 2001])
def test_no_other_night_breaks_a_promise(workshop, first):
    told = batch(workshop, range(first, first + 150))
    assert [(*broken, replay(broken[0])) for broken in told.broken] == []


def test_the_same_seed_gives_the_same_bytes_whatever_came_before(workshop):
    seeds = range(300, 312)
    before = {seed: night(workshop, seed).content for seed in seeds}
    assert {seed: night(workshop, seed).content for seed in reversed(seeds)} == before
    assert len(set(before.values())) == len(seeds)


def test_a_record_on_disk_holds_what_the_one_in_memory_does(workshop, tmp_path):
    holes = 0
    for seed in range(410, 451):
        told = night(workshop, seed)
        if told.entries[0].data["seed"] is None:  # it is to be killed, and then has several files
            continue
        out = tmp_path / str(seed)
        night(workshop, seed, lambda clock, out=out: FailingJournal.create(out, clock))
        record = read_record(out)
        assert record.entries == read_lines(told.content).entries
        holes += bool(record.of("hole"))
    assert holes


def test_a_record_read_back_gives_the_console_that_the_night_had(workshop):
    for seed in range(420, 430):
        told = night(workshop, seed)
        record = read_lines(told.content)
        assert record.damage is None
        assert board_of(record.entries) == board_of(told.entries)


def test_drawn_shows_are_shows_that_a_writer_could_have_written(tmp_path, workshop):
    workshop.sounds_in(tmp_path)
    shutil.copytree(FORUM / "motions", tmp_path / "motions")
    for seed in range(1, 25):
        written = drawn_show(Chance(seed).stream("show"))
        (tmp_path / "show.yaml").write_text(json.dumps(written), encoding="utf-8")
        found = load(str(tmp_path), "simulator").problems
        assert [str(problem) for problem in found if problem.severity == "error"] == []
