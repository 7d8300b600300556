"""What of a record is seen and heard: lines, motions, sounds, talks, acts, with their times."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from moderator.errors import CannotStart
from moderator.journal.entry import Entry
from moderator.journal.reading import Record
from moderator.journal.summary import figure, last_data, summarise

_LABEL_S = 8.0
_ORDERS = ("motion", "gesture", "look", "stop", "state", "cue_ended")


@dataclass(frozen=True)
class Line:
    """Something that the robot said, as far as it was heard; times are the show's, seconds."""

    at_s: float
    end_s: float
    cue: str
    text: str
    spoken: str


@dataclass(frozen=True)
class Level:
    """A change of a sound's loudness: from a time on, to a level from 0 to 1, so many seconds."""

    at_s: float
    level: float
    over_s: float


@dataclass(frozen=True)
class Music:
    """A sound of the show's folder, with its changes of loudness."""

    at_s: float
    end_s: float
    file: str
    loop: bool
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Question:
    """What the host asked, at the time when the question was over."""

    at_s: float
    by: str
    text: str


@dataclass(frozen=True)
class Talk:
    """A speaker's time; `colours` are those of the confidence monitor, with when each came."""

    at_s: float
    end_s: float
    name: str
    office: str
    title: str
    allotted_s: float
    colours: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Label:
    """A name and an office that a lower third shows."""

    at_s: float
    end_s: float
    name: str
    office: str


@dataclass(frozen=True)
class Act:
    """An act, at the time when its first cue started."""

    at_s: float
    name: str


@dataclass(frozen=True)
class Cue:
    """A cue that did something."""

    at_s: float
    number: str
    name: str


@dataclass(frozen=True)
class Story:
    """A show as it went.

    Attributes:
        show: its name.
        starts: when it began, by its own clock.
        robot: the robot's name.
        ended: how it ended, in words.
        end_s: the time of the last entry.
        acts: the acts that were reached.
        cues: the cues that were started.
        lines: what the robot said.
        questions: what it was asked.
        talks: what people said on stage.
        labels: names shown.
        music: sounds played.
        moved: spans in which the body was told to move.
        ends: when each cue ended the last time, by its number.
        orders: the entries by which the body moved, in order.
    """

    show: str
    starts: datetime
    robot: str
    ended: str
    end_s: float
    acts: tuple[Act, ...] = ()
    cues: tuple[Cue, ...] = ()
    lines: tuple[Line, ...] = ()
    questions: tuple[Question, ...] = ()
    talks: tuple[Talk, ...] = ()
    labels: tuple[Label, ...] = ()
    music: tuple[Music, ...] = ()
    moved: tuple[tuple[float, float], ...] = ()
    ends: Mapping[str, float] = field(default_factory=dict)
    orders: tuple[Entry, ...] = field(default=(), repr=False)


def plain(value: object) -> str:
    """Words of a record as they may be shown: in one line, without what cannot be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def story(
    record: Record, motion_s: Callable[[str], float | None], zone: tzinfo | None = None
) -> Story:
    """Read a record as a story.

    Args:
        record: of a rehearsal or a run.
        motion_s: how long a motion of a name lasts; None for one that is not there.
        zone: the show's, where clocks may change; the record's offset when left out.

    Raises:
        CannotStart: there is no show in it.
    """
    started = last_data(record, "show_started")
    if not started or not record.entries:
        raise CannotStart("there is no show in the record", "name the folder of a rehearsal")
    entries = record.entries
    starts = datetime.fromisoformat(str(started["starts"]))
    return Story(
        show=plain(started.get("show", "")),
        starts=starts.astimezone(zone or starts.tzinfo),
        robot=plain(started.get("robot") or "The robot"),
        ended=summarise(record).in_words,
        end_s=entries[-1].at_s,
        acts=tuple(_acts(record)),
        cues=tuple(
            Cue(entry.at_s, str(entry.cue), plain(entry.data.get("name", "")))
            for entry in record.of("cue_started")
        ),
        lines=tuple(_line(entry, entries) for entry in record.of("said")),
        questions=tuple(
            Question(entry.at_s, plain(entry.data.get("by", "")), plain(entry.data["question"]))
            for entry in record.of("asked")
            if entry.data.get("question")
        ),
        talks=tuple(_talk(entry, entries) for entry in record.of("talk_started")),
        labels=tuple(_label(entry, entries) for entry in record.of("lower_third")),
        music=tuple(_music(entry, entries) for entry in record.of("sound")),
        moved=tuple(_moved(record, motion_s)),
        ends={str(entry.cue): entry.at_s for entry in record.of("cue_ended")},
        orders=tuple(record.of(*_ORDERS)),
    )


def _acts(record: Record) -> Iterable[Act]:
    started = {entry.cue: entry.at_s for entry in reversed(record.of("cue_started"))}
    for act in last_data(record, "rundown").get("acts", []):
        times = [started[cue["cue"]] for cue in act["cues"] if cue["cue"] in started]
        if times:
            yield Act(min(times), plain(act["act"]))


def _after(entry: Entry, entries: tuple[Entry, ...], *kinds: str) -> Iterable[Entry]:
    """The entries of the same cue and of some kinds that follow one."""
    begin = entry.n - entries[0].n
    following = entries[begin + 1 :] if entries[begin : begin + 1] == (entry,) else entries
    return (
        later
        for later in following
        if later.n > entry.n and later.cue == entry.cue and later.kind in kinds
    )


def _line(entry: Entry, entries: tuple[Entry, ...]) -> Line:
    end_s = entry.at_s + float(entry.data["duration_s"])
    cut = next(iter(_after(entry, entries, "unsaid", "said", "cue_ended")), None)
    if cut and cut.kind == "unsaid":
        end_s = min(end_s, cut.at_s)
    text = plain(entry.data.get("text", ""))
    return Line(entry.at_s, end_s, str(entry.cue), text, str(entry.data.get("spoken") or text))


def _talk(entry: Entry, entries: tuple[Entry, ...]) -> Talk:
    end = next(iter(_after(entry, entries, "talk_ended", "cue_ended")), entries[-1])
    colours = tuple(
        (later.at_s, str(later.data.get("colour", "")))
        for later in _after(entry, entries, "monitor")
        if later.at_s <= end.at_s
    )
    data = entry.data
    name, office, title = (plain(data.get(key) or "") for key in ("name", "office", "title"))
    allotted_s = figure(data, "allotted_s")
    return Talk(entry.at_s, end.at_s, name, office, title, allotted_s, colours)


def _label(entry: Entry, entries: tuple[Entry, ...]) -> Label:
    end_s = entry.at_s + figure(entry.data, "for_s", _LABEL_S)
    ended = (one.at_s for one in _after(entry, entries, "lower_third", "lower_third_ended"))
    name, office = (plain(entry.data.get(key) or "") for key in ("name", "office"))
    return Label(entry.at_s, min([end_s, *ended]), name, office)


def _music(entry: Entry, entries: tuple[Entry, ...]) -> Music:
    data, file = entry.data, str(entry.data["file"])
    ended = next((later.at_s for later in _after(entry, entries, "cue_ended")), entries[-1].at_s)
    loop = bool(data.get("loop"))
    end_s = ended if loop else min(ended, entry.at_s + float(data["duration_s"]))
    first, fade_in_s = figure(data, "level", 1.0), figure(data, "fade_in_s")
    began = [Level(entry.at_s, 0.0, 0.0)] if fade_in_s else []
    changed = tuple(
        Level(later.at_s, float(later.data["level"]), figure(later.data, "over_s"))
        for later in _after(entry, entries, "level")
        if later.data.get("file") == file and later.at_s <= end_s
    )
    return Music(
        entry.at_s, end_s, file, loop, (*began, Level(entry.at_s, first, fade_in_s), *changed)
    )


def _moved(
    record: Record, motion_s: Callable[[str], float | None]
) -> Iterable[tuple[float, float]]:
    for entry in record.of("motion", "gesture", "look"):
        length_s = 0.0 if entry.kind == "look" else motion_s(str(entry.data["motion"])) or 0.0
        yield entry.at_s, entry.at_s + length_s
