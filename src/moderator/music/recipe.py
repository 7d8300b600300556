"""How a piece of music is written: phrases of notes, and the order in which they come."""

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from moderator.document import Document, Problems, read_document, validated
from moderator.music.notes import NotANote, Note, read_notes
from moderator.values.duration import NS_PER_S, seconds
from moderator.values.fields import DurationNs, Share

_ENDINGS = (".yaml", ".yml")
_LONGEST_NS = 30 * 60 * NS_PER_S
_MOST_NOTES = 4000
RINGS_S = 7.0
"""What is left at the end for the last note to die away."""
_SLOWEST_S, _QUICKEST_S = 4.0, 0.2
"""Between these a beat lasts."""


def _whole(value: object) -> object:
    """A whole number, which a document has as text."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


def _negative(value: object) -> object:
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        told = {"hint": "write it like -20"}
        raise PydanticCustomError("bad-value", "not a number", told) from None


Phrase = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class Music(BaseModel):
    """A music file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    called: ClassVar[str] = "a music file"

    music: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(
        description="the piece's name"
    )
    instrument: Literal["guqin"] = Field(description="what it is played on: guqin")
    lasts: DurationNs = Field(description="its whole length, the last note's dying away included")
    seed: Annotated[int, BeforeValidator(_whole), Field(ge=0, le=2**31)] = Field(
        1, description="of every chance in the playing: touch and timing"
    )
    loudness: Annotated[float, BeforeValidator(_negative), Field(ge=-40, le=-14)] = Field(
        -20.0, description="integrated loudness, LUFS"
    )
    room: Share = Field(0.3, description="how much of the room is heard, 0 to 1")
    phrases: dict[str, Phrase] = Field(description="notes, by the phrase's name")
    form: Annotated[list[str], Field(min_length=1, max_length=500)] = Field(
        description="the phrases in the order in which they are played"
    )

    def notes(self) -> list[Note]:
        """All notes in the order of the form.

        Raises:
            NotANote: something in a phrase is none.
        """
        read = {name: read_notes(phrase) for name, phrase in self.phrases.items()}
        return [note for name in self.form for note in read[name]]

    @property
    def beat_s(self) -> float:
        """How long a beat lasts on average, seconds."""
        return (seconds(self.lasts) - RINGS_S) / sum(note.beats for note in self.notes())


def is_recipe(file: str | Path) -> bool:
    """Whether a sound of a show is written as music."""
    return Path(file).suffix.lower() in _ENDINGS


def read_music(path: Path, file: str, problems: Problems) -> Music | None:
    """Read a music file; what is wrong with it is noted.

    Args:
        path: the file.
        file: its name in problems.
        problems: where to note what is wrong.

    Raises:
        CannotStart: it cannot be read.
    """
    before = problems.errors
    document = read_document(path, file, problems)
    music = validated(Music, document, problems)
    if music is None:
        return None
    _check_notes(music, document, problems)
    _check_form(music, document, problems)
    if problems.errors == before:
        _check_length(music, document, problems)
    return music if problems.errors == before else None


def _check_notes(music: Music, document: Document, problems: Problems) -> None:
    for name, phrase in music.phrases.items():
        try:
            read_notes(phrase)
        except NotANote as error:
            place = document.place("phrases", name)
            problems.error(place, "bad-note", str(error), "write it like A3, C4:2 or G2+D3:1.5")


def _check_form(music: Music, document: Document, problems: Problems) -> None:
    for i, name in enumerate(music.form):
        if name not in music.phrases:
            there = f"there are: {', '.join(music.phrases)}"
            problems.error(
                document.place("form", i), "unknown-name", f"there is no phrase {name!r}", there
            )


def _check_length(music: Music, document: Document, problems: Problems) -> None:
    notes, place = music.notes(), document.place("lasts")
    if not 1 <= sum(bool(note.pitches) for note in notes) <= _MOST_NOTES:
        what = f"a piece of {len(notes):,} notes"
        problems.error(document.place("form"), "bad-length", what, f"at most {_MOST_NOTES:,}")
    elif music.lasts > _LONGEST_NS or music.lasts <= RINGS_S * NS_PER_S:
        hint = f"more than {RINGS_S:.0f}s, at most 30m"
        problems.error(place, "bad-length", "no length for a piece", hint)
    elif not _QUICKEST_S <= music.beat_s <= _SLOWEST_S:
        what = f"a beat lasts {music.beat_s:.2f} s"
        hint = f"between {_QUICKEST_S:g} and {_SLOWEST_S:g} s: change lasts, or the form"
        problems.error(place, "bad-length", what, hint)
