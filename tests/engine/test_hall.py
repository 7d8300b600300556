"""The hall of a rehearsal: what fails in it, when, and what the record is told of it."""

import asyncio
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.bench import DrivenPeople
from tests.knowledge.fixed import Fixed

from moderator.engine.hall import Hall
from moderator.errors import ModeratorError, SendFailed, SourceSilent, SpeechFailed
from moderator.faults import Fault
from moderator.journal.failing import FailingJournal
from moderator.journal.reading import read_record
from moderator.outputs.message import HttpAddress, HttpRequest, OscAddress, OscMessage
from moderator.people import Standby
from moderator.values.chance import Chance
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound
from moderator.voice.line import Line
from moderator.voice.play import Order

CLOCK = Fixed("clock", {"time": "15:00"}, None)
SECOND = Sound(Path("a second.wav"), NS_PER_S)
ADDRESSES = {"desk": "127.0.0.1:7700", "lamps": "http://127.0.0.1:8080"}
OUTAGE = {"fault": "console", "at": "2s", "for": "3s"}


class Renders:
    """Renders every line as a second of silence."""

    trouble = standing_in = ""

    def render(self, line):
        return SECOND


class Operator(DrivenPeople):
    """Presses every GO at once."""

    async def call(self, standby):
        return "operator"


class InHall:
    """A hall, the record of it, and the parts of a show that are in it."""

    def __init__(self, faults, out, seed):
        written = [Fault.model_validate(fault) for fault in faults]
        self.hall = Hall(written, Chance(seed), Operator(), Renders(), ADDRESSES)
        time = asyncio.get_running_loop().time
        journal = FailingJournal.create(out, lambda: round(time() * NS_PER_S))
        self.journal = self.hall.keeping(journal)
        self._feed = self.journal.follow(limit=1000)

    def told(self):
        """What the record says: when, what, in which cue, and the rest."""
        return [(e.at_s, e.kind, e.cue, dict(e.data)) for e in self._feed.take()]

    async def render(self):
        return self.hall.renderer.render(Line("Good afternoon."))

    async def play(self):
        return await self.hall.player.play(Order(SECOND)).wait()

    async def osc(self):
        await self.hall.outputs.send(OscMessage(OscAddress(ADDRESSES["desk"]), "/go"))

    async def http(self):
        await self.hall.outputs.send(HttpRequest(HttpAddress(ADDRESSES["lamps"]), "post", "/on"))

    async def ask(self):
        return self.hall.sources.asked({"clock": CLOCK})["clock"].read("time")


@pytest.fixture
def in_hall(tmp_path):
    """Build a hall in which something is to fail."""
    with ExitStack() as stack:

        def build(*faults, seed=1):
            night = InHall(faults, tmp_path / "out", seed)
            stack.enter_context(night.journal)
            return night

        yield build


async def test_a_fault_comes_and_goes_in_its_time_and_the_record_says_so(in_hall):
    night = in_hall(OUTAGE)
    with night.hall.open():
        await asyncio.sleep(60)
    told = {"fault": "console", "what": "nobody reaches the console"}
    assert night.told() == [
        (2.0, "fault_injected", None, told | {"for_s": 3.0}),
        (5.0, "fault_over", None, told),
    ]


async def test_a_fault_that_stays_is_told_without_an_end(in_hall):
    night = in_hall({"fault": "console", "at": "2s"})
    with night.hall.open():
        await asyncio.sleep(60)
    told = {"fault": "console", "what": "nobody reaches the console"}
    assert night.told() == [(2.0, "fault_injected", None, told)]


async def test_a_fault_of_a_cue_comes_when_the_record_says_that_it_has_started(in_hall):
    night = in_hall({"fault": "console", "cue": "2", "after": "1s", "for": "1s"})
    with night.hall.open():
        night.journal.write("cue_started", "1")
        await asyncio.sleep(5)
        night.journal.write("cue_ended", "2")
        await asyncio.sleep(5)
        night.journal.write("cue_started", "2")
        await asyncio.sleep(5)
    found = [(at_s, kind, cue) for at_s, kind, cue, _ in night.told() if kind.startswith("fault")]
    assert found == [(11.0, "fault_injected", "2"), (12.0, "fault_over", "2")]


async def test_a_fault_after_readiness_counts_from_the_first_time_that_preflight_was_green(in_hall):
    night = in_hall({"fault": "console", "after": "2s"})
    with night.hall.open():
        for trigger in ("prepare", "ready", "stop", "ready"):
            await asyncio.sleep(10)
            night.journal.write("state", trigger=trigger)
        night.journal.write("order", trigger="ready")
        await asyncio.sleep(10)
    assert [at_s for at_s, kind, *_ in night.told() if kind == "fault_injected"] == [22.0]


async def test_what_fails_in_the_robot_is_left_to_the_robot(in_hall):
    night = in_hall({"fault": "joint", "joint": "waist_yaw", "at": "1s"}, OUTAGE)
    assert night.hall.robot_faults == ({"fault": "joint", "at": NS_PER_S, "joint": "waist_yaw"},)
    with night.hall.open():
        await asyncio.sleep(60)
    assert {entry[3]["fault"] for entry in night.told()} == {"console"}


async def test_what_the_robot_does_of_its_faults_is_told_too(in_hall):
    night = in_hall({"fault": "link", "cue": "3"})
    begun = []
    night.hall.prompter.heed(begun.append)
    with night.hall.open():
        night.journal.write("cue_started", "3")
        night.hall.prompter.on_fault(night.hall.faults[0], True)
    assert begun == ["3"]
    told = {"fault": "link", "what": "the link is lost"}
    assert night.told()[-1] == (0.0, "fault_injected", "3", told)


async def test_a_fault_that_is_left_to_chance_is_drawn_once_for_the_night(in_hall):
    by_chance = {"fault": "console", "at": "0s", "within": "1m"}
    instants = {in_hall(by_chance, seed=seed).hall.faults[0].at for seed in (1, 1, 2)}
    assert len(instants) == 2
    assert not in_hall({"fault": "console", "at": "0s", "chance": 0}).hall.faults


async def test_nothing_comes_after_the_hall_is_left(in_hall):
    night = in_hall(OUTAGE)
    with pytest.raises(ZeroDivisionError), night.hall.open():
        raise ZeroDivisionError
    await asyncio.sleep(60)
    assert night.told() == []


@pytest.mark.parametrize(
    ("fault", "does", "raises", "told"),
    [
        ("speech", "render", SpeechFailed, "the speech engine does not answer"),
        ("sound_device", "play", ModeratorError, "the sound device is gone"),
        ("outputs", "osc", SendFailed, "127.0.0.1:7700: no device answers"),
        ("source", "ask", SourceSilent, "nobody answers what clock.time is: no live facts come"),
    ],
)
async def test_what_is_to_fail_fails_and_works_again(in_hall, fault, does, raises, told):
    night = in_hall({"fault": fault, "at": "2s", "for": "3s"})
    do = getattr(night, does)
    with night.hall.open():
        await do()
        await asyncio.sleep(2.5 - asyncio.get_running_loop().time())
        with pytest.raises(raises) as failed:
            await do()
        assert failed.value.message == told
        await asyncio.sleep(3)
        await do()


async def test_a_device_that_is_silent_silences_no_other(in_hall):
    night = in_hall({"fault": "outputs", "device": "lamps", "at": "0s"})
    with night.hall.open():
        await asyncio.sleep(1)
        await night.osc()
        with pytest.raises(SendFailed, match="lamps does not answer"):
            await night.http()


async def test_a_press_waits_until_the_console_is_reached_again(in_hall):
    night = in_hall(OUTAGE)
    with night.hall.open():
        await asyncio.sleep(3)
        assert await night.hall.people.call(Standby("1", "start cue 1")) == "operator"
    assert asyncio.get_running_loop().time() == 5.0


async def test_a_full_disk_takes_the_word_of_it_and_nothing_after_it(in_hall, tmp_path):
    night = in_hall({"fault": "disk", "at": "2s", "for": "3s"})
    with night.hall.open():
        await asyncio.sleep(0.5)
        for _ in range(8):
            night.journal.write("tick")
            await asyncio.sleep(1)
    await night.journal.flushed(1)
    told = [(entry.at_s, entry.kind) for entry in read_record(tmp_path / "out").entries]
    assert told == [
        (0.5, "tick"),
        (1.5, "tick"),
        (2.0, "fault_injected"),
        (4.5, "hole"),
        (5.0, "fault_over"),
        (5.5, "tick"),
        (6.5, "tick"),
        (7.5, "tick"),
    ]


async def test_a_slow_disk_is_waited_for_no_longer_than_its_patience(in_hall):
    night = in_hall({"fault": "disk", "slow": "200ms", "at": "2s", "for": "3s"})
    with night.hall.open():
        await asyncio.sleep(2.5)
        assert not await night.journal.flushed(0.1)
        assert await night.journal.flushed(0.3)
        assert asyncio.get_running_loop().time() == pytest.approx(2.8)


async def test_the_clock_leaps_by_what_is_written(in_hall):
    night = in_hall({"fault": "clock", "by": "30s", "at": "2s"})
    with night.hall.open():
        await asyncio.sleep(3)
    assert asyncio.get_running_loop().time() == 32.0


@pytest.mark.parametrize("seed", [1, 2])
async def test_everything_is_late_by_what_the_seed_draws_until_it_is_over(in_hall, seed):
    night = in_hall({"fault": "slow", "by": "100ms", "at": "2s", "for": "3s"}, seed=seed)
    loop, late_s = asyncio.get_running_loop(), []
    with night.hall.open():
        for due_s in range(1, 9):
            await asyncio.sleep(due_s - loop.time())
            late_s.append(loop.time() - due_s)
    draw = Chance(seed).stream("faults/slow/late")
    drawn_s = [draw.random() * 0.1 for _ in range(3)]
    assert late_s == pytest.approx([0.0, 0.0, *drawn_s, 0.0, 0.0, 0.0])
