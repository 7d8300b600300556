"""A run that was cut short, and one that goes on with it."""

from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from shutil import copy

import pytest
from tests.bench import OnStage, assembled, prepared

from moderator import __version__
from moderator.engine.clock import Anchor, ShowClock
from moderator.engine.conductor import Conductor
from moderator.engine.left_off import left_off
from moderator.engine.orders import Verb
from moderator.engine.preflight import prepare
from moderator.engine.session import open_show
from moderator.errors import CannotStart, CannotWrite
from moderator.journal import Journal, Record, read_record
from moderator.journal.board import board_of
from moderator.journal.entry import make_entry
from moderator.journal.reading import read_lines
from moderator.values.duration import NS_PER_S

CUES = """
  - {cue: "1", wait: 5s}
  - {cue: "2", move: wave, continue: auto_follow}
  - {cue: "3", wait: 5s, continue: auto_follow}
  - {cue: "4", wait: 5s}
  - {cue: "5", wait: 5s}
  - {cue: "6", wait: 5s, armed: false}
  - {cue: "7", talk: {by: ji, allotted: 1m}}
"""


@pytest.fixture
async def nights(tmp_path):
    """What is left of a night when its program is killed, and going on with it."""
    async with AsyncExitStack() as stack:
        yield Nights(tmp_path, stack)


class Nights:
    def __init__(self, tmp_path, stack):
        self.tmp_path = tmp_path
        self.stack = stack
        self.left = None
        self.folder = tmp_path / "killed"

    async def killed(self, show):
        """Take what is on the disk now."""
        await show.parts.journal.flushed()
        self.folder.mkdir()
        copy(self.tmp_path / "out/as-run.jsonl", self.folder)

    async def go_on(self, change=lambda left: left, fingerprint="fingerprint"):
        show = prepared(self.tmp_path / "show")
        self.stack.callback(show.renderer.close)
        self.left = left = change(left_off(read_record(self.folder), show.rundown))
        parts = assembled(
            show,
            self.folder,
            first=left.first,
            live=True,
            journal=lambda clock: Journal.go_on(self.folder, clock, left.board.n),
        )
        feed = parts.journal.follow(limit=100_000)
        self.stack.enter_context(parts.journal)
        conductor = Conductor(parts, left.position)
        await self.stack.enter_async_context(open_show(parts, fingerprint, conductor, left))
        return OnStage(parts, conductor, feed)


async def test_nothing_moves_until_preflight_and_go(on_stage, nights):
    show = await on_stage(CUES, first="2", live=True)
    await show.go()
    await show.until("cue_started", "2")
    await nights.killed(show)
    after = await nights.go_on()
    assert after.state == "stopped"
    assert after.robot.told == []
    assert not (await after.go()).accepted
    await after.after(60)
    assert after.robot.told == []
    await prepare(after.parts, after.conductor)
    assert after.robot.told == ["activate"]
    assert (after.state, after.standby) == ("standby", "2")
    assert (await after.go(expecting="2")).accepted
    await after.until("cue_ended", "4")
    assert after.outcomes()["2"] == "succeeded"


async def test_a_cue_without_an_outcome_is_unknown_and_on_standby_again(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await show.go()
    await show.until("cue_ended", "1")
    await show.after(1)
    await show.go()
    await show.until("cue_started", "3")
    await nights.killed(show)
    after = await nights.go_on()
    [ended] = after.entries("cue_ended")
    assert (ended.cue, ended.data["outcome"]) == ("3", "unknown")
    assert after.parts.time.standby == 2
    assert after.conductor.tally() == {"done": 2, "skipped": 0, "failed": 0, "unknown": 1}
    board = board_of(read_record(nights.folder).entries)
    assert dict(board.outcomes) == {"1": "succeeded", "2": "succeeded", "3": "unknown"}
    assert (board.state, board.running) == ("stopped", ())


TALKS = """
- {cue: "1", talk: {by: ji, allotted: 1m, walk_on: 1s, introduce: usual}}
- {cue: "2", talk: {by: host, allotted: 1m, walk_on: 1s, introduce: usual}}
"""


async def test_a_talk_is_still_told_as_moved_from_where_it_is_written(on_stage, nights):
    show = await on_stage(TALKS, live=True)
    await show.conductor.order(Verb.REORDER, "test", "2", words="1")
    await nights.killed(show)
    after = await nights.go_on()
    assert [called.number for called in after.parts.rundown.cues] == ["2", "1"]
    await prepare(after.parts, after.conductor)
    await after.go(expecting="2")
    said = await after.until("said")
    assert said.data["text"].startswith("A small change to our order")


async def test_skipped_and_disarmed_cues_are_as_they_were(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await show.order("skip")
    await show.order("disarm", "5")
    await show.order("arm", "6")
    await nights.killed(show)
    after = await nights.go_on()
    disarmed = [c.number for c in after.parts.rundown.cues if after.conductor.passes_over(c)]
    assert disarmed == ["5"]
    assert after.parts.time.standby == 1
    assert after.conductor.tally()["skipped"] == 1


async def test_on_hold_what_was_to_follow_is_on_standby(on_stage, nights):
    show = await on_stage(CUES, first="2", live=True)
    await show.go()
    await show.until("cue_started", "2")
    await show.hold()
    await show.until("cue_ended", "2")
    await show.after(0.1)
    await nights.killed(show)
    after = await nights.go_on()
    assert nights.left.board.state == "held"
    assert nights.left.unknown == ()
    assert after.parts.time.standby == 2


async def test_a_standby_that_was_moved_stays_where_it_was(on_stage, nights):
    show = await on_stage(CUES, first="2", live=True)
    await show.go()
    await show.until("cue_ended", "4")
    await show.after(0.1)
    await show.order("jump", "3")
    await nights.killed(show)
    after = await nights.go_on()
    assert after.parts.time.standby == 2


async def test_talks_that_were_heard_stay_heard(on_stage, nights):
    show = await on_stage(CUES, first="7", live=True)
    show.people.talks.set()
    await show.go()
    await show.until("talk_ended", "7")
    await nights.killed(show)
    after = await nights.go_on()
    assert after.parts.programme.heard().written() == "Ji Pengfei"


async def test_over_goes_on_with_the_clock(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await show.go()
    await show.until("cue_ended", "1")
    await nights.killed(show)

    def ten_minutes_ago(left):
        assert left.over_ns == pytest.approx(0, abs=10**7)
        zero = datetime.now(UTC) - timedelta(minutes=10)
        return replace(left, anchor=replace(left.anchor, zero=zero))

    after = await nights.go_on(ten_minutes_ago)
    assert after.entries("resumed")[0].at_s == pytest.approx(600, abs=1)
    assert after.conductor.over_ns() / 1e9 == pytest.approx(600 - 7, abs=1)


async def test_before_the_first_go_nothing_is_late_and_that_go_ties_the_plan(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await show.after(30)
    await nights.killed(show)
    after = await nights.go_on()
    assert after.conductor.over_ns() == 0
    await prepare(after.parts, after.conductor)
    await after.go()
    assert len(after.entries("anchor")) == 1
    assert after.conductor.over_ns() == 0


async def test_the_clock_does_not_run_backwards_when_the_date_has_been_set_back(nights):
    clock = ShowClock(datetime.now(UTC), live=True)
    zero = datetime.now(UTC) - timedelta(seconds=50)
    clock.go_on(200 * 10**9, Anchor(zero, 10 * 10**9))
    assert clock.now_ns() == 200 * 10**9
    assert clock.planned_zero_ns == pytest.approx(160 * 10**9, abs=10**8)
    assert abs(clock.date() - datetime.now(UTC)) < timedelta(seconds=1)


async def test_the_first_segment_is_not_touched_and_both_are_one_record(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await show.go()
    await show.until("cue_started", "1")
    await nights.killed(show)
    first = nights.folder / "as-run.jsonl"
    with first.open("ab") as torn:
        torn.write(b'{"n":12,"at":')
    before = first.read_bytes()
    after = await nights.go_on()
    await after.parts.journal.flushed()
    assert first.read_bytes() == before
    record = read_record(nights.folder)
    assert [entry.n for entry in record.entries] == list(range(1, len(record.entries) + 1))
    assert record.damage is None
    assert "is torn" in record.torn[0]
    assert "is torn" in record.of("resumed")[0].data["torn"]


async def test_a_run_that_went_on_can_be_cut_short_and_go_on_again(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await show.go()
    await show.until("cue_started", "1")
    await nights.killed(show)
    await (await nights.go_on()).parts.journal.flushed()
    again = await nights.go_on()
    assert again.entries("cue_ended") == []
    assert again.parts.time.standby == 0
    assert again.conductor.tally()["unknown"] == 1
    assert sorted(path.name for path in nights.folder.glob("*.jsonl")) == [
        "as-run.2.jsonl",
        "as-run.3.jsonl",
        "as-run.jsonl",
    ]


async def test_a_going_on_that_is_killed_before_it_told_what_was_cut_short_is_made_up_for(
    on_stage, nights
):
    show = await on_stage(CUES, live=True)
    await show.go()
    await show.until("cue_started", "1")
    await nights.killed(show)
    await (await nights.go_on()).parts.journal.flushed()
    second = nights.folder / "as-run.2.jsonl"
    second.write_bytes(second.read_bytes().splitlines(keepends=True)[0])
    again = await nights.go_on()
    assert [entry.cue for entry in again.entries("cue_ended")] == ["1"]
    assert again.parts.time.standby == 0
    assert again.conductor.tally()["unknown"] == 1


async def test_every_prefix_of_a_record_says_where_to_go_on_or_that_it_cannot(on_stage, nights):
    """Never behind a cue that has not ended, and never with nothing known."""
    show = await on_stage(CUES, live=True)
    for cue in ("1", "2", "5"):
        await show.go(expecting=cue)
        await show.until_state("running")
        await show.until_state("standby")
        await show.after(1)
    await show.parts.journal.flushed()
    content = (nights.tmp_path / "out/as-run.jsonl").read_bytes()
    numbers = [called.number for called in show.parts.rundown.cues]
    called = []
    for length in [n for n in range(1, len(content)) if content[n - 1 : n] == b"\n"]:
        record = read_lines(content[:length])
        left = left_off(record, show.parts.rundown)
        kind, cue = record.entries[-1].kind, record.entries[-1].cue
        called += [cue] if kind in ("go", "cue_started") and cue not in called else []
        ended = [e.cue for e in record.of("cue_ended")]
        open_cues = [cue for cue in called if cue not in ended]
        if open_cues:
            assert left.position == min(map(numbers.index, open_cues)), record.entries[-1]
        else:
            assert left.position == len(ended), record.entries[-1]


async def test_damage_with_sound_lines_behind_it_is_told_and_not_gone_on_with(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await nights.killed(show)
    path = nights.folder / "as-run.jsonl"
    content = bytearray(path.read_bytes())
    content[50] ^= 1
    path.write_bytes(content)
    record = read_record(nights.folder)
    with pytest.raises(CannotStart) as told:
        await nights.go_on()
    assert told.value.message == (
        f"nobody knows where the show was: {record.damage}; "
        f"{len(content.splitlines()) - 1} sound lines come after it"
    )
    assert told.value.hint == "run the show afresh with --from and another folder"
    assert path.read_bytes() == content
    assert len(list(nights.folder.iterdir())) == 1


async def test_a_show_that_has_come_to_its_end_does_not_go_on(on_stage, nights):
    show = await on_stage('- {cue: "1", wait: 1s}', live=True)
    await show.go()
    await show.until_state("finished")
    await nights.killed(show)
    with pytest.raises(CannotStart) as told:
        await nights.go_on()
    assert told.value.message == "the show has come to its end; there is nothing to go on with"


async def test_a_cue_on_standby_that_is_gone_from_the_show_is_told(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await show.order("jump", "5")
    await nights.killed(show)
    file = nights.tmp_path / "show/show.yaml"
    file.write_text(file.read_text().replace('cue: "5"', 'cue: "5A"'))
    with pytest.raises(CannotStart) as told:
        await nights.go_on()
    assert told.value.message == "cue 5, which was on standby, is not in the show"
    assert told.value.hint == "run the show afresh with --from and another folder"


async def test_a_segment_without_an_entry_is_kept_and_gone_on_behind(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await nights.killed(show)
    (nights.folder / "as-run.2.jsonl").write_bytes(b"")
    await (await nights.go_on()).parts.journal.flushed()
    assert (nights.folder / "as-run.2.jsonl").read_bytes() == b""
    assert read_record(nights.folder).of("resumed")


async def test_the_record_says_how_the_run_that_was_cut_short_went_on(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await show.go()
    await show.until("cue_started", "1")
    await show.after(2)
    await show.order("disarm", "5")
    await nights.killed(show)
    after = await nights.go_on()
    resumed, unknown = after.entries("resumed")[0], after.entries("cue_ended")[0]
    assert resumed.cue is None
    assert {key: value for key, value in resumed.data.items() if key != "date"} == {
        "format": 1,
        "was": "running",
        "unknown": ["1"],
        "model": "simulated humanoid of Kuavo's class, 1.66 m",
        "fingerprint": "fingerprint",
        "version": __version__,
    }
    assert datetime.fromisoformat(resumed.data["date"]) == after.parts.clock.date()
    assert (unknown.cue, unknown.data) == (
        "1",
        {
            "outcome": "unknown",
            "why": "the program ended while it ran",
            "planned_s": 5.0,
            "actual_s": 2.0,
        },
    )
    assert not after.entries("rundown")


async def test_a_cue_that_was_cut_short_at_once_took_no_time(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await show.after(3)
    await show.go()
    await nights.killed(show)
    after = await nights.go_on()
    [unknown] = after.entries("cue_ended")
    assert (unknown.cue, unknown.data["actual_s"]) == ("1", 0.0)


async def test_a_show_that_was_changed_tells_again_what_is_to_happen(on_stage, nights):
    show = await on_stage(CUES, live=True)
    await show.go()
    await show.until("cue_ended", "1")
    await nights.killed(show)
    after = await nights.go_on(fingerprint="another")
    (rundown,) = after.entries("rundown")
    (before,) = show.entries("rundown")
    assert rundown.data == before.data
    assert after.entries("resumed", fingerprint="another")


@pytest.mark.parametrize("trouble", ["", "the record cannot be written (no space left on device)"])
async def test_a_run_whose_record_cannot_say_that_it_goes_on_does_not(
    on_stage, nights, monkeypatch, trouble
):
    show = await on_stage(CUES, live=True)
    await nights.killed(show)
    waited_s = []

    async def never(_, within_s=None):
        waited_s.append(within_s)
        return False

    monkeypatch.setattr(Journal, "flushed", never)
    monkeypatch.setattr(Journal, "trouble", trouble)
    with pytest.raises(CannotWrite) as told:
        await nights.go_on()
    assert told.value.message == f"the show cannot go on: {trouble or 'the disk is slow'}"
    assert told.value.hint == "run it afresh with --from"
    assert waited_s == [5.0]


async def test_a_record_that_breaks_off_before_the_show_says_what_to_do(on_stage):
    show = await on_stage(CUES)
    rundown = show.parts.rundown
    for record in (Record(()), Record((make_entry(1, 0, "state", None, {}),))):
        with pytest.raises(CannotStart) as told:
            left_off(record, rundown)
        assert told.value.message == "the record breaks off before the show began"
        assert told.value.hint == "run the show afresh with --from and another folder"


async def test_a_run_that_began_in_the_midst_goes_on_there(on_stage):
    show = await on_stage(CUES)
    rundown = show.parts.rundown
    told = {"acts": [{"act": "One", "cues": [{"cue": "gone"}, {"cue": "3"}, {"cue": "4"}]}]}
    left = left_off(
        Record(
            (
                make_entry(1, 0, "show_started", None, {"fingerprint": "f", "model": "m"}),
                make_entry(2, 0, "rundown", None, told),
            )
        ),
        rundown,
    )
    assert (left.position, left.first) == (2, 2)
    assert (left.fingerprint, left.model, left.torn, left.unknown) == ("f", "m", "", ())


async def test_the_model_and_fingerprint_are_those_that_were_told_last(on_stage):
    show = await on_stage(CUES)
    started = make_entry(1, 0, "show_started", None, {"fingerprint": "f", "model": "m"})
    resumed = make_entry(2, 0, "resumed", None, {"fingerprint": "g", "model": "n"})
    silent = make_entry(3, 0, "resumed", None, {"fingerprint": "h"})
    nothing = make_entry(1, 0, "show_started", None, {})
    for entries, told in (
        ((started, resumed), ("g", "n")),
        ((started, resumed, silent), ("h", "m")),
        ((nothing,), ("", "")),
    ):
        left = left_off(Record(entries), show.parts.rundown)
        assert (left.fingerprint, left.model) == told


async def test_the_earliest_cue_that_was_cut_short_is_on_standby(on_stage, nights):
    cues = '- {cue: "1", wait: 1m}\n- {cue: "2", wait: 1s}\n- {cue: "3", wait: 1s}'
    show = await on_stage(cues, live=True)
    await show.go()
    await show.after(1)
    await show.go(expecting="2")
    await show.until("cue_ended", "2")
    await nights.killed(show)
    await nights.go_on()
    assert (nights.left.unknown, nights.left.position) == (("1",), 0)


CHAIN = """
  - {cue: "1", wait: 2s}
  - {cue: "2", wait: 20s, continue: auto_follow}
  - {cue: "3", wait: 5s}
  - {cue: "4", wait: 5s}
"""


def until_it_ended(show, number):
    """The record up to a cue's end, before the next of its chain has begun."""
    [ended] = show.entries("cue_ended", number)
    return Record(tuple(entry for entry in show.entries() if entry.n <= ended.n))


async def test_the_next_of_a_chain_is_on_standby_that_was_called_while_another_cue_ran(on_stage):
    show = await on_stage(CHAIN, live=True)
    await show.go()
    await show.after(1)
    await show.go(expecting="2")
    await show.until("cue_started", "3")
    left = left_off(until_it_ended(show, "2"), show.parts.rundown)
    assert (left.unknown, left.position) == ((), 2)


async def test_the_next_of_a_chain_is_on_standby_also_when_go_ended_a_talk_meanwhile(on_stage):
    hot = '- {cue: "H1", talk: {by: ji, allotted: 1m}}'
    show = await on_stage(CHAIN, first="2", hot=hot, live=True)
    await show.go(expecting="2")
    await show.hot("H1")
    await show.after(5)
    assert (await show.go(expecting="H1")).accepted
    await show.until("cue_started", "3")
    assert show.outcomes()["H1"] == "succeeded"
    left = left_off(until_it_ended(show, "2"), show.parts.rundown)
    assert (left.unknown, left.position) == ((), 2)


def told(*entries, planned_zero_s=0.0):
    """A record of a show whose plan is tied to the clock; of each entry: at, kind, cue, data."""
    anchor = {"date": "2025-09-10T14:00:10+08:00", "planned_zero_s": planned_zero_s}
    begun = ((0, "show_started", None, {}), (10, "anchor", None, anchor))
    return Record(
        tuple(
            make_entry(n, at_s * NS_PER_S, kind, cue, data)
            for n, (at_s, kind, cue, data) in enumerate((*begun, *entries), 1)
        )
    )


GO = (14, "go", "1", {"origin": "test"})
MEANT = (17, "go", "1", {"origin": "test", "means": "the talk has ended"})
STARTED = (15, "cue_started", "1", {})
ENDED = (21, "cue_ended", "1", {"outcome": "succeeded"})
SKIPPED = (30, "cue_ended", "2", {"outcome": "skipped"})
HOT = (40, "cue_ended", "H1", {"outcome": "succeeded"})


@pytest.mark.parametrize(
    ("entries", "over_s"),
    [
        ((), None),
        ((GO,), 14),
        ((GO, STARTED), 14),
        ((GO, STARTED, MEANT), 14),
        ((GO, STARTED, ENDED), 21 - 6),
        ((GO, STARTED, ENDED, SKIPPED), 21 - 6),
        ((GO, STARTED, ENDED, HOT), 21 - 6),
        ((GO, STARTED, ENDED, (50, "cue_ended", "5", {"outcome": "aborted"})), 50 - 8 - 7),
    ],
)
async def test_a_show_is_as_late_as_its_last_cue_ended_or_its_first_was_called(
    on_stage, entries, over_s
):
    cues = """
    - {cue: "1", pre_wait: 1s, wait: 5s, post_wait: 2s}
    - {cue: "5", wait: 5s}
    - {cue: "2", wait: 5s}
    """
    show = await on_stage(cues, hot='- {cue: "H1", wait: 1s}')
    rundown = show.parts.rundown
    assert rundown.find("5").planned.end_ns == (8 + 7) * NS_PER_S
    for zero_s in (0, 3):
        left = left_off(told(*entries, planned_zero_s=zero_s), rundown)
        assert left.over_ns == (None if over_s is None else (over_s - zero_s) * NS_PER_S)
        assert left.anchor == Anchor(datetime(2025, 9, 10, 6, tzinfo=UTC), zero_s * NS_PER_S)


async def test_before_the_first_go_nothing_ties_the_plan_to_the_clock(on_stage):
    show = await on_stage(CUES)
    started = make_entry(1, 0, "show_started", None, {})
    left = left_off(Record((started,)), show.parts.rundown)
    assert (left.anchor, left.over_ns, left.at_ns) == (None, None, 0)
