"""Notes as they are written: `A3`, `C4:2`, `G2+D3:1.5`, `A3~C4:2`, `D5*`, `A3v!`, `-:2`."""

import re
from dataclasses import dataclass

_NOTE = re.compile(
    r"(?P<pitches>-|[A-G][1-6](?:\+[A-G][1-6])*)"
    r"(?:~(?P<slide>[A-G][1-6]))?(?P<how>[*v!]{0,3})(?::(?P<beats>\d{1,2}(?:\.\d{1,3})?))?"
)
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_A4_HZ, _A4 = 440.0, 57
"""Concert pitch, ISO 16:1975, and how many semitones A4 is above C0."""


class NotANote(ValueError):
    """Something that cannot be played; the message says what."""


@dataclass(frozen=True)
class Note:
    """One note, or some plucked together, or a rest.

    Attributes:
        pitches: names such as `A3`; none for a rest.
        beats: until the next one.
        slide: the pitch that the finger slides to, or empty.
        harmonic: touched at a node, so that it rings like a bell.
        vibrato: the finger rocks.
        accent: plucked harder.
    """

    pitches: tuple[str, ...]
    beats: float
    slide: str = ""
    harmonic: bool = False
    vibrato: bool = False
    accent: bool = False


def read_notes(phrase: str) -> list[Note]:
    """Read a phrase: notes with spaces between them; one without beats lasts one.

    Raises:
        NotANote: something in it is none.
    """
    return [_note(written) for written in phrase.split()]


def _note(written: str) -> Note:
    found = _NOTE.fullmatch(written)
    if found is None:
        raise NotANote(f"{written[:20]!r} is no note")
    beats = float(found["beats"] or 1)
    if not beats:
        raise NotANote(f"{written!r} lasts no time")
    pitches = () if found["pitches"] == "-" else tuple(found["pitches"].split("+"))
    if (found["slide"] or found["how"]) and len(pitches) != 1:
        raise NotANote(f"{written!r}: only a single note slides, rings or rocks")
    how = found["how"]
    return Note(pitches, beats, found["slide"] or "", "*" in how, "v" in how, "!" in how)


def hertz(pitch: str) -> float:
    """The frequency of a pitch, equally tempered."""
    semitones = _STEPS[pitch[0]] + 12 * int(pitch[1])
    return float(_A4_HZ * 2 ** ((semitones - _A4) / 12))
