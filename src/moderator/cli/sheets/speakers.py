"""The speakers' sheets: one for each talk, and one for whoever asks in a dialogue."""

from collections.abc import Iterator
from dataclasses import dataclass

from moderator.cli.sheets.planned import PlannedShow, in_words, where
from moderator.cues.materials import Materials
from moderator.cues.person import said
from moderator.cues.talk import Talk
from moderator.cues.talk_written import Courtesy
from moderator.show.rundown import Called

_ROBOT_DOES: dict[Courtesy, str] = {
    "monitor": "your monitor shows that your time is over",
    "look": "the robot looks at you",
    "gesture": "it turns to you and opens its hand",
    "remind": "at your next pause it says: “{remind}”",
}


@dataclass(frozen=True)
class Speaking:
    """One talk as its speaker reads it.

    Attributes:
        cue: its number.
        name: who speaks.
        office: their office, or empty.
        say: how the robot pronounces the name, or empty.
        title: of the talk, or empty.
        called: when the robot begins to introduce them.
        begins: when they are planned to begin.
        ends: when their time is planned to be over.
        allotted: their time.
        walk_on: the time they have for the way.
        spot: where they stand, in words; empty where that is not written.
        introduced: what the robot says of them first, in order.
        warned: what their monitor shows and when, in words.
        over: what happens past their time and when, in words.
    """

    cue: str
    name: str
    office: str
    say: str
    title: str
    called: str
    begins: str
    ends: str
    allotted: str
    walk_on: str
    spot: str
    introduced: tuple[str, ...]
    warned: tuple[tuple[str, str, str], ...]
    over: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Hosting:
    """One dialogue as whoever asks reads it.

    Attributes:
        cue: its number.
        name: who asks.
        begins: when it is planned to begin.
        at_most: its time.
        answers: how many questions it answers at the most.
        opening: what the robot says first, or empty.
        closing: what it says last, or empty.
        questions: what it is sure to have an answer to, each in one way to ask.
    """

    cue: str
    name: str
    begins: str
    at_most: str
    answers: int
    opening: str
    closing: str
    questions: tuple[str, ...]


def speaking(planned: PlannedShow) -> list[Speaking]:
    """The talks, in order."""
    return [
        _talk(called, called.cue.talk, planned)
        for called in planned.rundown.cues
        if called.cue.talk
    ]


def _talk(called: Called, talk: Talk, planned: PlannedShow) -> Speaking:
    materials, lengths = planned.materials, planned.lengths
    person = talk.speaker(materials).person
    lines = [line for kind in ("introduce", "welcome") if (line := talk.line(kind))]
    starts = called.planned.start_ns + called.cue.pre_wait
    begins = starts + sum(map(lengths.line_ns, lines)) + talk.walk_on
    ends = begins + talk.allotted
    language = materials.language
    return Speaking(
        cue=called.number,
        name=person.name_in(language),
        office=person.office_in(language),
        say=said(materials.people, language).get(person.name_in(language), ""),
        title=talk.title or "",
        called=planned.about(starts),
        begins=planned.about(begins),
        ends=planned.about(ends),
        allotted=in_words(talk.allotted),
        walk_on=in_words(talk.walk_on),
        spot=_spot(talk.at, materials),
        introduced=tuple(map(materials.shown, lines)),
        warned=tuple(
            (colour, in_words(left), planned.about(ends - left))
            for left, colour in sorted(talk.warn.items(), reverse=True)
        ),
        over=tuple(_over(talk, materials)),
    )


def _spot(name: str | None, materials: Materials) -> str:
    if name is None:
        return ""
    return f"{name.replace('_', ' ')}, {where(materials.spots[name].bearing)}"


def _over(talk: Talk, materials: Materials) -> Iterator[tuple[str, str]]:
    """What happens past the speaker's time, by the time over."""
    remind = materials.shown(talk.line("remind"))
    for over, grade in sorted(talk.overtime.items()):
        when = f"after {in_words(over)}" if over else "at once"
        if grade != "hand_over":
            yield when, _ROBOT_DOES[grade].format(remind=remind)
        elif talk.hand_over == "robot":
            yield when, "the robot takes the stage back"
        else:
            yield when, "the operator ends your talk"


def hosting(planned: PlannedShow) -> list[Hosting]:
    """The dialogues, in order."""
    found = []
    for called in planned.rundown.cues:
        if dialogue := called.cue.dialogue:
            name = planned.materials.people[dialogue.with_].name_in(planned.materials.language)
            found.append(
                Hosting(
                    cue=called.number,
                    name=name,
                    begins=planned.about(called.planned.start_ns),
                    at_most=in_words(dialogue.at_most),
                    answers=dialogue.max_answers,
                    opening=planned.materials.shown(dialogue.opening or ""),
                    closing=planned.materials.shown(dialogue.closing or ""),
                    questions=tuple(answer.ask[0] for answer in dialogue.answers),
                )
            )
    return found
