"""A line being spoken: its gestures, and what the record is told of it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from moderator.engine.group import Group
from moderator.knowledge.knowledge import Origin
from moderator.robot import Outcome
from moderator.show.lines import Ready
from moderator.values.duration import NS_PER_S, seconds
from moderator.values.sound import Sound

Record = Callable[..., object]

_NS_PER_MS = 1_000_000


@dataclass(frozen=True)
class Telling:
    """What belongs to a line.

    Attributes:
        gestures: the motion at each mark.
        answer: the scripted answer that it is, if it is one.
        record: writes an entry about the cue.
        group: the gestures' tasks are in it.
        first_word_s: when its first word is to be heard, on the loop's clock; None for now.
        moving: the gestures begun so far.
        lines: what was begun of it so far, sentence by sentence.
    """

    gestures: Mapping[str, str]
    answer: str | None
    record: Record
    group: Group
    first_word_s: float | None = None
    moving: list[asyncio.Task[Outcome]] = field(default_factory=list)
    lines: list[Ready] = field(default_factory=list)

    def begin(self, gesture: Coroutine[Any, Any, Outcome]) -> None:
        """Have a gesture made beside the words."""
        self.moving.append(self.group.create_task(gesture))

    def end_gestures(self) -> None:
        """Have every gesture end before its time."""
        for task in self.moving:
            task.cancel()

    async def gestures_ended(self) -> None:
        """Wait until they have, whoever is cancelled meanwhile."""
        while not all(task.done() for task in self.moving):
            with suppress(asyncio.CancelledError):
                await asyncio.wait(self.moving)

    def starts_s(self, sound: Sound) -> float | None:
        """When the sound that is next is to start, on the loop's clock; None for now."""
        if self.first_word_s is None or self.lines:
            return None
        return self.first_word_s - sound.first_word_ns / NS_PER_S

    def said(self, line: Ready, sources: Iterable[Origin]) -> None:
        """Record what is said from now on."""
        told = [source.as_json() for source in sources]
        self.record(
            "said",
            text=line.written,
            spoken=line.spoken,
            duration_s=seconds(line.sound.duration_ns),
            words_ms=[at_ns // _NS_PER_MS for at_ns, _ in line.sound.words],
            **({"sources": told} if told else {}),
            **({"answer": self.answer} if self.answer else {}),
            **({"language": line.language} if line.language != "en" else {}),
            **({"recording": line.recording} if line.recording else {}),
            **({"stands_in": line.sound.stands_in} if line.sound.stands_in else {}),
            **({"goes_on": True} if self.lines else {}),
            **self._first_word(line),
        )
        self.lines.append(line)

    def _first_word(self, line: Ready) -> dict[str, float]:
        """Where a line has its moment: from this entry to its first word, seconds."""
        if self.first_word_s is None or self.lines:
            return {}
        return {"first_word_s": seconds(line.sound.first_word_ns)}

    def unsaid(self, sound: Sound, heard_ns: int, rest: str) -> None:
        """Record the words that begin after a moment of a sound, and what was to follow it."""
        words = (word for at_ns, word in sound.words if at_ns >= heard_ns)
        if text := " ".join((*words, *filter(None, (rest,)))):
            self.record("unsaid", text=text)
