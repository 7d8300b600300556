"""The robot's lines: rendered beforehand or on the spot, spoken, with gestures at their marks."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from textwrap import shorten

from moderator.cues.stage import HALF_SAID
from moderator.engine.book import Book
from moderator.engine.doing import known, until_ended
from moderator.engine.group import Group
from moderator.engine.mixing import Mixing
from moderator.engine.played import Played
from moderator.engine.telling import Record, Telling
from moderator.engine.variants import Variants
from moderator.engine.voicing import Voicing, to_its_end
from moderator.errors import ModeratorError, SourceSilent
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.template import Filled, fill
from moderator.robot import Grade, Handle, Outcome, Robot
from moderator.show.lines import Ready, worded
from moderator.values.duration import NS_PER_S
from moderator.voice.line import split_marks
from moderator.voice.master import Master
from moderator.voice.render import Renders
from moderator.voice.sentences import first_sentence

_SHOWN = 40


class Speaker:
    """Speaks lines.

    Args:
        book: the lines that lie rendered, the voice and how words are pronounced.
        renderer: renders those with live facts.
        robot: whose voice is used where it has one.
        player: plays on the show computer where it has none, and everything that is no speech.
        knowledge: facts for lines with live ones.
        variants: which variant of a gesture is made.
    """

    def __init__(
        self,
        book: Book,
        renderer: Renders,
        robot: Robot,
        player: Master,
        knowledge: Knowledge,
        variants: Variants,
    ) -> None:
        self._book = book
        self._renderer = renderer
        self._robot = robot
        self._voice = Voicing(robot, player, book.materials.robot)
        self.mixing = Mixing(player)
        """What plays beside the words."""
        self._knowledge = knowledge
        self._variants = variants
        self._stopped = self._finishing = False
        self._speaking: list[Handle | Played] = []
        self._gone: frozenset[str] = frozenset()

    def ready_lines(self, texts: Iterable[str]) -> Iterator[Ready]:
        """Those of some lines that lie rendered."""
        yield from (self._book.ready[text] for text in texts if text in self._book.ready)

    def look(self, texts: Iterable[str]) -> None:
        """See whether the sounds of lines are still there, or what renders them; blocking."""
        texts = tuple(texts)
        lying = ((text, line.sound) for text, line in self._book.ready.items())
        self._gone = frozenset(text for text, sound in lying if not sound.readable())
        if any(text not in self._book.ready for text in texts):
            self._renderer.look()

    def wrong_with(self, text: str) -> str:
        """What is known to be wrong with a line, in words; empty when nothing is."""
        if text not in self._book.ready:
            return self._renderer.trouble
        if text not in self._gone:
            return ""
        words = shorten(self._book.ready[text].written, _SHOWN, placeholder=" …")
        return f"the sound of {words!r} is gone"

    def stands_in(self, text: str) -> str:
        """Why another voice says a line than the one asked for; empty when none does."""
        line = self._book.ready.get(text)
        return line.sound.stands_in if line else self._renderer.standing_in

    def ready(self) -> None:
        """Speak again after a stop."""
        self._stopped = self._finishing = False
        self.mixing.ready()

    def stop(self, grade: Grade) -> None:
        """Relax lets the line under way come to its end; graver grades cut it off."""
        self._stopped = True
        self._finishing = grade is Grade.RELAX
        self.mixing.stop(grade)
        if not self._finishing:
            for speech in self._speaking:
                speech.cancel()

    async def say(
        self,
        text: str,
        gestures: Mapping[str, str],
        answer: str | None,
        record: Record,
        filled: Filled | None = None,
        heard: asyncio.Event | None = None,
        first_word_s: float | None = None,
    ) -> Outcome:
        """Speak a line to its end; one that lies not rendered, while its rest is rendered.

        Args:
            text: the line as written.
            gestures: the motion at each mark.
            answer: the scripted answer that it is, if it is one.
            record: writes an entry about the cue.
            filled: the same with its facts, where they are to be those; else the facts of now.
            heard: set when the words are over, whatever gestures still last.
            first_word_s: when its first word is to be heard, on the loop's clock; None for now.
        """
        async with Group() as group:
            told = Telling(gestures, answer, record, group, first_word_s)
            spoken = await self._spoken(text, told, filled)
            if heard:
                heard.set()
            if not spoken.ok:
                told.end_gestures()
        outcomes = [spoken, *(task.result() for task in told.moving if not task.cancelled())]
        return next((outcome for outcome in outcomes if not outcome.ok), spoken)

    async def _spoken(self, text: str, told: Telling, filled: Filled | None) -> Outcome:
        """Have the line heard; its gestures may still be under way."""
        try:
            if line := self._book.ready.get(text):
                return await self._said(line, told)
            return await self._said_by_sentences(*self._sentences(text, filled), told)
        except SourceSilent as error:
            return Outcome.aborted("source", error.message)
        except ModeratorError as error:
            return Outcome.aborted("speech", error.message)

    def _sentences(self, text: str, filled: Filled | None) -> tuple[Filled, Filled | None]:
        """The first sentence of a line and the rest, with facts of one moment."""
        value = filled.values.__getitem__ if filled else self._knowledge.value
        begins, *goes_on = (fill(part, value) for part in first_sentence(text) if part)
        if filled and not filled.values:  # a draft in words, which tells nothing of its facts
            begins = replace(begins, used=filled.used)
        return begins, next(iter(goes_on), None)

    async def _said_by_sentences(
        self, begins: Filled, rest: Filled | None, told: Telling
    ) -> Outcome:
        """Speak the first sentence as soon as it is rendered, and what follows it then.

        Raises:
            ModeratorError: the first cannot be rendered.
        """
        line = await self._rendered(begins)
        if rest is None:
            return await self._said(line, told)
        rendering = asyncio.ensure_future(self._rendered(rest))
        shown = split_marks(rest.written)[0]
        try:
            outcome = await self._said(line, told, shown)
            if not outcome.ok:
                return outcome
            try:
                following = await rendering
                self._may_begin()
            except ModeratorError as error:
                told.record("unsaid", text=shown)
                return Outcome.aborted(HALF_SAID, error.message)
            except BaseException:
                told.record("unsaid", text=shown)
                raise
            return await self._said(following, told)
        finally:
            rendering.cancel()
            await asyncio.gather(rendering, return_exceptions=True)

    async def _said(self, line: Ready, told: Telling, rest: str = "") -> Outcome:
        """Speak what lies rendered; what of it, and of the rest, is not heard is recorded."""
        self._may_begin()
        begun = await self._voice.begin_at(told.starts_s(line.sound), line.sound)
        try:
            self._may_begin()
        except asyncio.CancelledError:
            if begun:
                await to_its_end(begun, at_once=True)
            raise
        told.said(line, self._knowledge.sources(line.facts))
        with self.mixing.words():
            return await self._followed(begun or self._voice.begin(line.sound), line, told, rest)

    async def _followed(
        self, speech: Handle | Played, line: Ready, told: Telling, rest: str
    ) -> Outcome:
        """Make the gestures of a line that has begun, and wait for its end."""
        loop = asyncio.get_running_loop()
        began_s, cut = loop.time(), False
        self._speaking.append(speech)
        try:
            for mark, at_ns in line.sound.marks:
                if mark in told.gestures:
                    told.begin(self._gesture(at_ns, mark, told))
            spoken = known(await speech.outcome())
            cut = not spoken.ok
        except BaseException:
            told.end_gestures()
            if self._finishing:  # one that fails of it cancels this task: not to cut the line off
                await told.gestures_ended()
            await to_its_end(speech, at_once=not self._finishing)
            cut = True
            raise
        finally:
            self._speaking.remove(speech)
            if cut:
                told.unsaid(line.sound, round((loop.time() - began_s) * NS_PER_S), rest)
        return spoken

    async def _rendered(self, filled: Filled) -> Ready:
        line = worded(filled, self._book.materials)
        sound = await asyncio.to_thread(self._renderer.render, line)
        return Ready(line.written, split_marks(line.text)[0], filled.used, sound)

    def _may_begin(self) -> None:
        """A stop is obeyed before the cue has even heard of it."""
        if self._stopped:
            raise asyncio.CancelledError

    async def _gesture(self, at_ns: int, mark: str, told: Telling) -> Outcome:
        await asyncio.sleep(at_ns / NS_PER_S)
        self._may_begin()
        found = self._book.materials.motion(self._variants.pick(told.gestures[mark]))
        told.record("gesture", motion=found.name, mark=mark)
        return await until_ended(self._robot.play(found))
