"""`moderator ask`: what a dialogue would answer, and from what."""

import argparse
import asyncio
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing, nullcontext
from dataclasses import dataclass, replace
from unicodedata import category

from rich.console import Console
from rich.text import Text

from moderator.cli.check import sound_show
from moderator.cli.models import model_for
from moderator.cli.settings import read_settings
from moderator.cli.sources import Date, asked_by, sampled
from moderator.cues.dialogue import Dialogue
from moderator.cues.in_turn import InTurn
from moderator.cues.materials import Materials
from moderator.engine.book import Book, Edition
from moderator.engine.clock import ShowClock
from moderator.engine.live_facts import live_facts
from moderator.engine.programme import Programme
from moderator.engine.timekeeper import Timekeeper
from moderator.engine.virtual import run as in_virtual_time
from moderator.errors import CannotStart
from moderator.knowledge.finding import How, find
from moderator.knowledge.knowledge import Knowledge, Origin
from moderator.knowledge.model import Model
from moderator.knowledge.sources.source import Live
from moderator.knowledge.sources.web import Web
from moderator.knowledge.template import Filled
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class
from moderator.show.lengths import Estimated
from moderator.show.load import Loaded
from moderator.show.rundown import Called, Rundown, rundown
from moderator.values.language import joined, language_of
from moderator.voice.line import split_marks


@dataclass(frozen=True)
class Told:
    """What a dialogue answers to a question.

    Attributes:
        question: as asked.
        answer: as captions show it.
        kind: how it was found.
        id: the scripted answer's; None of any other.
        sources: where its facts are from.
        failed: the ways to an answer that failed, and why.
    """

    question: str
    answer: str
    kind: How
    id: str | None
    sources: Sequence[Origin]
    failed: Sequence[tuple[How, str]]

    def as_json(self) -> dict[str, object]:
        """As plain data."""
        return {
            "question": self.question,
            "answer": self.answer,
            "kind": self.kind,
            "id": self.id,
            "sources": [source.as_json() for source in self.sources],
        }


def run(args: argparse.Namespace) -> int:
    """Answer a question, or each that comes on standard input."""
    if args.question is not None and not args.question.strip():
        raise CannotStart("the question is empty", "ask in words, or leave it out and pipe some in")
    if args.question is None and sys.stdin is None:
        raise CannotStart("there is no question, and the input is closed", "ask in words")
    loaded = sound_show(args.show, args.robot, read_settings(args.config))
    if args.live:
        return asyncio.run(_ask_live(loaded, args))
    return in_virtual_time(_ask_sampled(loaded, args))


async def _ask_sampled(loaded: Loaded, args: argparse.Namespace) -> int:
    """Answer from samples of what the show's sources say."""
    return await _ask(_Asking(loaded, args.cue, args.robot), args)


async def _ask_live(loaded: Loaded, args: argparse.Namespace) -> int:
    """Answer from what the show's sources say at this moment."""
    assert loaded.show is not None
    model = model_for(loaded.show, _note)
    closing = aclosing(model) if model else nullcontext()
    async with aclosing(Web(loaded.show.hosts)) as web, closing:
        asking = _Asking(loaded, args.cue, args.robot, asked_by(web), model, live=True)
        await asking.prepare()
        return await _ask(asking, args)


async def _ask(asking: "_Asking", args: argparse.Namespace) -> int:
    if args.question is not None:
        tell = _print_json if args.json else _print
        tell(await asking.ask(_readable(args.question)))
        return 0
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for line in sys.stdin:
        if question := _readable(line).strip():
            _print_json(await asking.ask(question))
    return 0


def _readable(question: str) -> str:
    """A question with a sign that can be read for each byte that was no text."""
    return question.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class _Asking:
    """A dialogue at the desk, as it would be when its cue begins as planned.

    Args:
        loaded: the show.
        number: of its cue; the first dialogue of the rundown when None.
        robot: the robot's name.
        outside: makes the show's own sources.
        model: asks a language model; none is asked when left out.
        live: whether the date is the real one.

    Raises:
        CannotStart: there is no such dialogue.
    """

    def __init__(
        self,
        loaded: Loaded,
        number: str | None,
        robot: str,
        outside: Callable[[Materials, Date], Live] = sampled,
        model: Model | None = None,
        *,
        live: bool = False,
    ) -> None:
        assert loaded.show is not None
        assert loaded.materials is not None
        planned = rundown(loaded.show, loaded.materials, Estimated(loaded.materials))
        called, dialogue = _dialogue((*planned.cues, *planned.hot), number)
        clock = ShowClock(loaded.show.starts, live=live, first_ns=called.planned.start_ns)
        book = Book(Edition(loaded.show, loaded.materials, {}))
        programme = _programme_at(called, planned, book, clock)
        own = outside(loaded.materials, clock.date)
        state = replace(robot_class(robot)(RobotSetup()).state(), link=True)  # as on the night
        sources = {**live_facts(clock, programme, lambda: state), **own}
        self._knowledge = Knowledge(loaded.materials.facts, sources, clock.date, model)
        self._ways = dialogue.ways(self._knowledge)
        self._ways_out = InTurn(dialogue.deflect)

    async def prepare(self) -> None:
        """Ask the sources; one that fails is told on standard error."""

        def tell(_: str, words: str) -> None:
            _note(words)

        asked = (source.prepare(tell) for source in self._knowledge.live.values())
        await asyncio.gather(*asked)

    async def ask(self, question: str) -> Told:
        """What it answers."""
        failed: list[tuple[How, str]] = []
        found = await find(question, self._ways, lambda how, why: failed.append((how, why)))
        if found is None:
            line = self._knowledge.fill(next(self._ways_out.of(language_of(question))))
            return Told(question, _shown(line), "deflected", None, (), failed)
        sources = self._knowledge.sources(found.filled.used)
        return Told(question, _shown(found.filled), found.how, found.id, sources, failed)


def _programme_at(called: Called, planned: Rundown, book: Book, clock: ShowClock) -> Programme:
    """The programme when a cue has begun as planned, and all talks before it have been heard."""
    time = Timekeeper(planned, clock)
    time.standby = called.position + 1
    programme = Programme(book, clock, time)
    before = planned.cues[: max(0, called.position)]
    programme.go_on(earlier.number for earlier in before if earlier.cue.talk)
    return programme


def _dialogue(cues: Sequence[Called], number: str | None) -> tuple[Called, Dialogue]:
    """The dialogue of a cue, or the first.

    Raises:
        CannotStart: there is none.
    """
    found = [(called, called.cue.dialogue) for called in cues if called.cue.dialogue]
    if not found:
        raise CannotStart("the show has no dialogue", "write a cue with 'dialogue'")
    for called, dialogue in found:
        if number in (None, called.number):
            return called, dialogue
    numbers = ", ".join(called.number for called, _ in found)
    raise CannotStart(f"cue {number} is no dialogue", f"dialogues: {numbers}")


def _shown(line: Filled) -> str:
    """A line as captions show it."""
    return joined(split_marks(line.written)[0])


def _note(words: str) -> None:
    print(words, file=sys.stderr)


def _print_json(told: Told) -> None:
    print(json.dumps(told.as_json(), ensure_ascii=False), flush=True)


def _print(told: Told) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(plain(told.answer))
    console.print()
    console.print(Text.assemble((told.kind, "bold"), plain(f" {told.id or ''}".rstrip())))
    for line in _from(told):
        console.print(plain(line), style="dim")


def plain(text: str) -> str:
    """A text as it may be shown on a terminal: nothing in it is obeyed there."""
    return "".join(sign for sign in text if not category(sign).startswith("C"))


def _from(told: Told) -> Iterator[str]:
    for source in told.sources:
        yield " · ".join(filter(None, (source.fact, source.as_of, source.source)))
    for how, why in told.failed:
        yield f"{how}: {why}"
