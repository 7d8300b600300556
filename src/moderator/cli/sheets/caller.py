"""The caller's sheet: every cue with its time, and what each GO does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from moderator.cli.sheets.planned import PlannedShow
from moderator.cues.acting import Acting
from moderator.cues.cue import GoTo
from moderator.cues.groups.child import TimedChild
from moderator.cues.groups.group import Group
from moderator.cues.materials import Materials
from moderator.show.rundown import Called
from moderator.values.duration import format_clock, format_duration

_SHOWN = 110


@dataclass(frozen=True)
class Call:
    """One cue as the caller reads it.

    Attributes:
        time: when it is planned.
        number: its number.
        by: how it begins: `GO`, or by itself, in words.
        title: what the rundown calls it.
        words: the beginning of what is said.
        then: what this GO starts besides, in words.
        within: the children of its groups, in order.
        note: the writer's, for the caller; or empty.
        told: what else there is to know of it.
        length: how long it is planned to take.
        fixed: its fixed time with the time to spare before it, as planned; or empty.
        late: whether the plan misses that.
    """

    time: str
    number: str
    by: str
    title: str
    words: str
    then: str
    within: tuple[str, ...]
    note: str
    told: tuple[str, ...]
    length: str
    fixed: str = ""
    late: bool = False


@dataclass(frozen=True)
class ActCalls:
    """An act as the caller reads it.

    Attributes:
        act: its title; empty for hot cues.
        begins: when it is planned to begin.
        ends: when it is planned to end.
        length: how long it is planned to take.
        calls: its cues.
    """

    act: str
    begins: str
    ends: str
    length: str
    calls: tuple[Call, ...]


def calls(planned: PlannedShow) -> list[ActCalls]:
    """Every act in order, then the hot cues."""
    cues = planned.rundown.cues
    found = []
    for act, of_act in planned.rundown.acts():
        start, end = of_act[0].planned.start_ns, max(each.planned.end_ns for each in of_act)
        found.append(
            ActCalls(
                act,
                planned.time(start),
                planned.time(end),
                format_clock(end - start),
                tuple(_call(called, cues, planned) for called in of_act),
            )
        )
    if hot := planned.rundown.hot:
        found.append(ActCalls("", "", "", "", tuple(_call(each, (), planned) for each in hot)))
    return found


def _call(called: Called, cues: Sequence[Called], planned: PlannedShow) -> Call:
    hot = called.position < 0
    before = cues[called.position - 1] if called.position > 0 else None
    by = _begins(before)
    said = next(iter(called.cue.lines()), "") if called.cue.speak else ""
    return Call(
        time="" if hot else planned.time(called.planned.start_ns),
        number=called.number,
        by="hot" if hot else by,
        title=called.title,
        words=_words(said, called.title, planned),
        then=_chain(called, cues) if by == "GO" and not hot else "",
        note=called.cue.note or "",
        within=tuple(_within(called.cue, planned.materials)),
        told=tuple(_told(called)),
        length=format_clock(called.planned.length_ns),
        fixed=planned.fixed(called),
        late=(called.planned.slack_ns or 0) < 0,
    )


def _begins(before: Called | None) -> str:
    """How a cue begins, by the one before it."""
    if before is None or before.follows == "none":
        return "GO"
    return (
        f"with {before.number}" if before.follows == "auto_continue" else f"after {before.number}"
    )


def _chain(called: Called, cues: Sequence[Called]) -> str:
    """What a GO starts besides the cue itself."""
    together: list[str] = []
    after: list[str] = []
    position = called.position
    by = cues[position].follows
    reached = together
    while by != "none" and position + 1 < len(cues):
        if by == "auto_follow":
            reached = after
        position += 1
        reached.append(cues[position].number)
        by = cues[position].follows
    told = [f"with it {_listed(together)}"] if together else []
    told += [f"then by itself {_listed(after)}"] if after else []
    return "; ".join(told)


def _listed(numbers: Sequence[str]) -> str:
    return ", ".join(numbers) if len(numbers) <= 4 else f"{numbers[0]} to {numbers[-1]}"


def _words(text: str, title: str, planned: PlannedShow) -> str:
    words = planned.materials.shown(text) if text else ""
    if not words or words.startswith(title.removesuffix(" …")):
        return ""
    return f"“{shorten(words, _SHOWN, placeholder=' …')}”"


def _within(acting: Acting, materials: Materials) -> Iterator[str]:
    """The children of a cue's groups, in order, those of a timeline with their times."""
    for action in acting.actions():
        for child in action.children if isinstance(action, Group) else ():
            at = f"{format_clock(child.at)} " if isinstance(child, TimedChild) else ""
            yield f"{at}{child.title(materials)}"


def _told(called: Called) -> list[str]:
    """What is to be known of a cue beyond its time."""
    cue, told = called.cue, []
    if cue.when:
        told.append(f"passed over unless {cue.when}")
    if cue.cuttable:
        told.append("may be dropped to save time")
    if cue.talk:
        told.append("while it lasts, GO means that the talk has ended")
    if cue.dialogue:
        told.append("while it lasts, GO closes it, with its closing line")
    waits = [(cue.pre_wait, "waits {} before it acts"), (cue.post_wait, "{} after it is done")]
    told += [words.format(format_duration(wait)) for wait, words in waits if wait]
    if not cue.armed:
        told.append("disarmed: it does nothing")
    if cue.takes_over:
        told.append("takes over from what still runs")
    if called.on_failure == "skip":
        told.append("if it fails, the show goes on")
    elif isinstance(called.on_failure, GoTo):
        told.append(f"if it fails, {called.on_failure.go_to} comes next")
    return told
