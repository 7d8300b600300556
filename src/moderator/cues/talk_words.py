"""The lines of a talk: who speaks, on what, in which place; the usual ones and those as written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from moderator.cues.person import PersonWritten
from moderator.values.language import Language, language_of
from moderator.values.number_words import ORDINALS

USUAL = "usual"
"""Written instead of a line: the one that is composed here."""

PLACES = ("speaker.name", "speaker.office", "talk.title", "talk.place")
"""What stands in braces in a talk's lines, beside facts."""

Kind = Literal["introduce", "welcome", "thanks", "remind", "if_absent", "earlier", "later"]

_IN_WORDS = {number: word for word, number in ORDINALS.items()}
_HAN_NUMBERS = "一二三四五六七八九十"
_SIGNS = str.maketrans("{}[]<>", "()()  ")
_ENDS = re.compile(r"[.!?。！？…]\W*$")

_ENGLISH: dict[Kind, str] = {
    "welcome": "Please welcome {speaker.name}.",
    "thanks": "Thank you, {speaker.name}.",
    "remind": "{speaker.name}, thank you. May I ask for your closing thought?",
    "if_absent": "{speaker.name} cannot be with us. We go on.",
    "earlier": "A small change to our order: we will hear {speaker.name} {talk.place}.",
    "later": "And now we come back to {speaker.name}.",
}
_MANDARIN: dict[Kind, str] = {
    "welcome": "有请{speaker.name}。",
    "thanks": "谢谢{speaker.name}。",
    "remind": "{speaker.name}，谢谢。请您作最后的总结。",
    "if_absent": "{speaker.name}今天不能到场。我们继续。",
    "earlier": "发言顺序有一点调整：{talk.place}发言的是{speaker.name}。",
    "later": "现在，请{speaker.name}发言。",
}


@dataclass(frozen=True)
class Speaker:
    """Who speaks, on what, and among how many.

    Attributes:
        person: as written.
        title: of the talk, or empty.
        number: the talk's place among its act's talks as written, from 1.
        of: how many talks the act has.
        language: that of the usual lines.
    """

    person: PersonWritten
    title: str = ""
    number: int = 1
    of: int = 1
    language: Language = "en"

    def line(self, text: str, kind: Kind, place: int | None = None) -> str:
        """A line of the talk as it is spoken.

        Args:
            text: as written, or `usual`.
            kind: which of the talk's lines it is.
            place: in which place the talk is heard; as written when left out.
        """
        return self.filled(self._usual(kind) if text == USUAL else text, place)

    def filled(self, text: str, place: int | None = None) -> str:
        """A text with its places filled in; what is put in holds no places and no marks."""
        language = language_of(text)
        name, office = self.person.name_in(language), self.person.office_in(language)
        told = name, office, self.title, _in_words(place or self.number, language)
        for where, value in zip(PLACES, told, strict=True):
            text = text.replace(f"{{{where}}}", " ".join(value.translate(_SIGNS).split()))
        return text

    def variants(self, text: str, kind: Kind) -> Iterator[str]:
        """A line in every place in which the talk may be heard."""
        for place in range(1, self.of + 1):
            yield self.line(text, kind, place)

    def _usual(self, kind: Kind) -> str:
        if self.language == "zh":
            return _MANDARIN.get(kind) or self._introduced_in_mandarin()
        return _ENGLISH.get(kind) or self._introduced()

    def _introduced(self) -> str:
        which = "{talk.place} speaker" if self.of > 1 else "speaker"
        office = self.person.office_in("en")
        who = "{speaker.name}, {speaker.office}" if office else "{speaker.name}"
        told = _ended(f"Our {which} is {who}", office or self.person.name_in("en"))
        return told + (_ended(" The talk: {talk.title}", self.title) if self.title else "")

    def _introduced_in_mandarin(self) -> str:
        which = "{talk.place}发言的是" if self.of > 1 else "现在发言的是"
        office = "{speaker.office}，" if self.person.office_in("zh") else ""
        told = f"{which}{office}{{speaker.name}}。"
        return told + ("题目是：{talk.title}。" if self.title else "")


def _ended(line: str, last: str) -> str:
    """A line with its full stop, unless what it ends with has one."""
    return line if _ENDS.search(last) else f"{line}."


def _in_words(place: int, language: Language) -> str:
    """A place in a row: `second`, `第二位`."""
    if language == "zh":
        number = _HAN_NUMBERS[place - 1] if place <= len(_HAN_NUMBERS) else str(place)
        return f"第{number}位"
    return _IN_WORDS.get(place, f"number {place}")
