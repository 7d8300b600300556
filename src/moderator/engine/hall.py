"""The hall of a rehearsal: what is around the robot, and fails when it is told to."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from moderator.engine.virtual import VirtualTimeLoop
from moderator.faults import IN_HALL, Fault, Kind, Prompter, Timing, drawn
from moderator.journal.entry import Entry
from moderator.journal.failing import FailingJournal
from moderator.knowledge.sources.failing import FailingSources
from moderator.outputs.messages import RecordedOutputs
from moderator.people import People
from moderator.people.console import PeopleAtConsole
from moderator.values.chance import Chance
from moderator.values.duration import seconds
from moderator.voice.failing import FailingRenderer
from moderator.voice.play import NullPlayer
from moderator.voice.render import Renders


class Obeys(Protocol):
    """Something that fails as a fault says."""

    def come(self, fault: Fault) -> None:
        """Begin to fail."""

    def go(self, fault: Fault) -> None:
        """Fail no more."""


class Hall:
    """Everything around the robot; and what fails in it, and in the robot, is told to the record.

    Args:
        faults: what is to fail, as in a faults file.
        chance: draws what is left to it.
        people: the humans.
        renders: renders lines with live facts.
        addresses: of the show's devices, by name.

    Attributes:
        prompter: tells the robot which cue begins, and hears what it does of its faults.
        faults: what fails tonight.
        people: the humans, at a console.
        renderer: the renderer.
        player: sound on the show computer.
        outputs: lights, screens, sound desks.
        sources: of live facts.
    """

    def __init__(
        self,
        faults: Iterable[Fault],
        chance: Chance,
        people: People,
        renders: Renders,
        addresses: Mapping[str, str],
    ) -> None:
        self.faults = tuple(drawn(faults, chance))
        self.prompter = Prompter()
        self.people = PeopleAtConsole(people)
        self.renderer = FailingRenderer(renders)
        self.player = NullPlayer()
        self.outputs = RecordedOutputs(addresses)
        self.sources = FailingSources()
        self._chance = chance
        self._obeying: dict[Kind, Obeys] = {
            "speech": self.renderer,
            "sound_device": self.player,
            "outputs": self.outputs,
            "source": self.sources,
            "console": self.people,
        }
        self._timing = Timing(
            (fault for fault in self.faults if fault.fault in IN_HALL),
            self.prompter,
            lambda fault: self._obeying[fault.fault].come(fault),
            lambda fault: self._obeying[fault.fault].go(fault),
        )

    @property
    def robot_faults(self) -> tuple[Mapping[str, object], ...]:
        """What is to fail in the robot, as its setup takes it."""
        return tuple(fault.plain() for fault in self.faults if fault.fault not in IN_HALL)

    def keeping(self, journal: FailingJournal) -> FailingJournal:
        """Have a show's record tell of the faults; its disk is among what fails."""
        self._journal = self._obeying["disk"] = journal
        return journal

    @contextmanager
    def open(self) -> Iterator[None]:
        """Let faults come, on the loop that runs the show, from now on until this is left."""
        if self.faults:
            self._begin()
        try:
            yield
        finally:
            self._timing.cancel()

    def _begin(self) -> None:
        loop = asyncio.get_running_loop()
        if isinstance(loop, VirtualTimeLoop):
            self._obeying["clock"] = self._obeying["slow"] = _Time(loop, self._chance)
        self.prompter.on_fault = self._tell
        self._journal.heed(self._heard)
        self._timing.from_zero()

    def _heard(self, entry: Entry) -> None:
        """Follow the show by its record."""
        if entry.kind == "cue_started":
            self.prompter.cue(entry.cue or "")
        elif entry.kind == "state" and entry.data["trigger"] == "ready":
            self._timing.from_ready()

    def _tell(self, fault: Fault, comes: bool) -> None:
        """Have the record say what was done on purpose; the disk that takes it is there by then."""
        lasts = {} if fault.lasts is None else {"for_s": seconds(fault.lasts)}
        told = {"fault": fault.fault, "what": fault.in_words}
        if comes:
            self._journal.write("fault_injected", fault.cue, **told, **lasts)
        else:
            self._journal.write("fault_over", fault.cue, **told)
        if fault.fault == "disk":
            self._journal.settle()


class _Time:
    """The loop's clock, which leaps, and runs late by chance.

    Args:
        loop: the loop.
        chance: draws how late.
    """

    def __init__(self, loop: VirtualTimeLoop, chance: Chance) -> None:
        self._loop = loop
        self._chance = chance

    def come(self, fault: Fault) -> None:
        by_s = seconds(fault.by or 0)
        if fault.fault == "clock":
            self._loop.leap(by_s)
            return
        draw = self._chance.stream("faults/slow/late")
        self._loop.late_s = lambda: draw.random() * by_s

    def go(self, _: Fault) -> None:
        self._loop.late_s = None
