"""The robot's lines: rendered beforehand or on the spot, spoken, with gestures at their marks."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import shorten

from moderator.cues.materials import Materials
from moderator.engine.doing import known, until_ended
from moderator.engine.group import Group
from moderator.engine.variants import Variants
from moderator.errors import ModeratorError, SourceSilent
from moderator.knowledge.knowledge import Knowledge
from moderator.robot import Grade, Handle, Outcome, Robot, Support
from moderator.show.lines import Ready, worded
from moderator.values.duration import NS_PER_S, seconds
from moderator.values.sound import Sound
from moderator.voice.line import split_marks
from moderator.voice.play import Player, Playing
from moderator.voice.render import Renders

_SHOWN = 40

Record = Callable[..., object]


class Speaker:
    """Speaks lines.

    Args:
        ready: lines that lie rendered, by their text as written.
        renderer: renders those with live facts.
        robot: whose voice is used where it has one.
        player: plays on the show computer where it has none, and everything that is no speech.
        knowledge: facts for lines with live ones.
        materials: the voice and how words are pronounced.
        variants: which variant of a gesture is made.
    """

    def __init__(
        self,
        ready: Mapping[str, Ready],
        renderer: Renders,
        robot: Robot,
        player: Player,
        knowledge: Knowledge,
        materials: Materials,
        variants: Variants,
    ) -> None:
        self._ready = ready
        self._renderer = renderer
        self._robot = robot
        self._player = player
        self._knowledge = knowledge
        self._materials = materials
        self._variants = variants
        self._stopped = self._finishing = False
        self._speaking: list[Handle | _Played] = []
        self._gone: frozenset[str] = frozenset()

    def ready_lines(self, texts: Iterable[str]) -> Iterator[Ready]:
        """Those of some lines that lie rendered."""
        yield from (self._ready[text] for text in texts if text in self._ready)

    def look(self, texts: Iterable[str]) -> None:
        """See whether the sounds of lines are still there, or what renders them; blocking."""
        texts = tuple(texts)
        lying = ((text, line.sound) for text, line in self._ready.items())
        self._gone = frozenset(text for text, sound in lying if not sound.readable())
        if any(text not in self._ready for text in texts):
            self._renderer.look()

    def wrong_with(self, text: str) -> str:
        """What is known to be wrong with a line, in words; empty when nothing is."""
        if text not in self._ready:
            return self._renderer.trouble
        if text not in self._gone:
            return ""
        words = shorten(self._ready[text].written, _SHOWN, placeholder=" …")
        return f"the sound of {words!r} is gone"

    def ready(self) -> None:
        """Speak again after a stop."""
        self._stopped = self._finishing = False

    def stop(self, grade: Grade) -> None:
        """Relax lets the line under way come to its end; graver grades cut it off."""
        self._stopped = True
        self._finishing = grade is Grade.RELAX
        if not self._finishing:
            for speech in self._speaking:
                speech.cancel()

    async def say(
        self, text: str, gestures: Mapping[str, str], answer: str | None, record: Record
    ) -> Outcome:
        """Speak a line to its end.

        Args:
            text: the line as written.
            gestures: the motion at each mark.
            answer: the scripted answer that it is, if it is one.
            record: writes an entry about the cue.
        """
        try:
            line = self._ready.get(text) or await self._rendered(text)
        except SourceSilent as error:
            return Outcome.aborted("source", error.message)
        except ModeratorError as error:
            return Outcome.aborted("speech", error.message)
        self._may_begin()
        sources = [source.as_json() for source in self._knowledge.sources(line.facts)]
        record(
            "said",
            text=line.written,
            spoken=line.spoken,
            duration_s=seconds(line.sound.duration_ns),
            **({"sources": sources} if sources else {}),
            **({"answer": answer} if answer else {}),
        )
        speech = self._begin(line.sound)
        self._speaking.append(speech)
        try:
            async with Group() as group:
                moving = [
                    group.create_task(self._gesture(at_ns, mark, gestures[mark], record))
                    for mark, at_ns in line.sound.marks
                    if mark in gestures
                ]
                spoken = known(await speech.outcome())
                for task in moving if not spoken.ok else ():
                    task.cancel()
        except BaseException:
            await self._to_its_end(speech)
            raise
        finally:
            self._speaking.remove(speech)
        outcomes = [spoken, *(task.result() for task in moving if not task.cancelled())]
        return next((outcome for outcome in outcomes if not outcome.ok), spoken)

    async def _to_its_end(self, speech: "Handle | _Played") -> None:
        """Cut a line off that is not wanted any more; relaxed, let it come to its end."""
        if not self._finishing:
            speech.cancel()
        try:
            known(await speech.outcome())
        except asyncio.CancelledError:
            speech.cancel()
            known(await speech.outcome())
            raise

    async def _rendered(self, text: str) -> Ready:
        filled = self._knowledge.fill(text)
        line = worded(filled, self._materials)
        sound = await asyncio.to_thread(self._renderer.render, line)
        return Ready(line.written, split_marks(line.text)[0], filled.used, sound)

    def _begin(self, sound: Sound) -> "Handle | _Played":
        if self._materials.robot.voice is Support.NONE:
            return _Played(self._player.play(sound))
        return self._robot.say(sound)

    def _may_begin(self) -> None:
        """A stop is obeyed before the cue has even heard of it."""
        if self._stopped:
            raise asyncio.CancelledError

    async def _gesture(self, at_ns: int, mark: str, motion: str, record: Record) -> Outcome:
        await asyncio.sleep(at_ns / NS_PER_S)
        self._may_begin()
        found = self._materials.motion(self._variants.pick(motion))
        record("gesture", motion=found.name, mark=mark)
        return await until_ended(self._robot.play(found))


class _Played:
    """A sound on the show computer, seen as the robot's own speech is.

    Args:
        playing: the sound.
    """

    def __init__(self, playing: Playing) -> None:
        self._playing = playing

    def cancel(self) -> None:
        """Silence it."""
        self._playing.kill()

    async def outcome(self) -> Outcome:
        """Wait for its end."""
        try:
            whole = await self._playing.wait()
        except ModeratorError as error:
            return Outcome.aborted("sound", error.message)
        return Outcome.succeeded() if whole else Outcome.cancelled()
