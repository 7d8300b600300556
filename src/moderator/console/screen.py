"""What the operator sees in a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from moderator.console.people import KeyboardPeople
from moderator.console.screen_cues import entries, rundown, running
from moderator.console.screen_draft import Row, draft_rows, talk_row, typed_rows
from moderator.console.screen_fitted import Fitted, Sized
from moderator.console.screen_times import offered, standing
from moderator.console.typed import Typing
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.parts import Parts
from moderator.engine.supervision import Supervision
from moderator.journal.entry import Entry
from moderator.robot import Limit, Reading, RobotState, Rule, passed

_ENTRIES, _FEW_ENTRIES, _MOST_HOT = 4, 2, 9
_GIVES = {"question": "ask it", "answer": "say it", "order": "do it"}
_LONG_QUESTION = 4
_ALWAYS = "↑↓ move standby · s skip · d disarm/arm · : order"
_DROP_IT = "Space close the dialogue, draft and all"
_TAKE_IT_BACK = "x interrupt · t interrupt and talk"
_KEYS = {
    State.STANDBY: "Space GO · h hold",
    State.RUNNING: "Space GO · h hold",
    State.HELD: "r resume",
    State.STOPPING: "Esc again: FREEZE",
    State.STOPPED: "p preflight, to go on · q quit",
    State.FAULTED: "p preflight, to go on · q quit",
    State.FINISHED: "q quit",
}
_UNDER_WAY = (State.STANDBY, State.RUNNING, State.HELD)
_COLOURS = {
    State.STANDBY: "green",
    State.RUNNING: "bright_green",
    State.HELD: "yellow",
    State.FINISHED: "cyan",
}


def draw(
    parts: Parts,
    conductor: Conductor,
    people: KeyboardPeople,
    typing: Typing | None,
    last: list[Entry],
    told: Sequence[str] = (),
) -> RenderableType:
    """The whole screen, from what matters most downwards.

    Args:
        parts: the run's parts.
        conductor: the show's state.
        people: what the operator is asked for.
        typing: what is being typed, if anything is.
        last: the latest entries of the record.
        told: what the operator has to know before anything moves, a line each.
    """
    state = conductor.lifecycle.now
    colour = _COLOURS.get(state, "red")
    draft = conductor.deciding.asked
    red = [] if draft else _red(parts, conductor)
    acting = running(parts, conductor)
    coming = parts.time.expected()
    offer = offered(parts, coming)
    rows: list[Sized] = [
        (_bar(parts, state, colour), 1),
        (_health(parts, standing(parts, conductor.over_ns(), coming), connected=not told), 1),
        (_go(conductor, colour), 3),
        (Group(*red), len(red)),
        (Group(*offer), len(offer)),
        (Group(*_told(told)), len(told)),
        *_asked(parts, conductor, people, typing),
        (Group(*acting), len(acting)),
    ]
    most = _FEW_ENTRIES if draft else _ENTRIES
    return Fitted(
        rows,
        rundown(parts, conductor, coming.times()),
        1 if draft else 3,
        (entries(last, most), most),
        (_keys(parts, conductor, people, typing), 2),
    )


def _bar(parts: Parts, state: State, colour: str) -> Table:
    bar = Table.grid(expand=True)
    bar.add_column()
    bar.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    bar.add_column(justify="right")
    bar.add_row(
        f" {state.value.upper()}  ", Text(parts.show.show), f"{parts.clock.date():%H:%M:%S} "
    )
    bar.style = f"bold black on {colour}"
    return bar


def _health(parts: Parts, stands: Text, *, connected: bool) -> Table:
    """Over or under, and what the robot, the record and the supervisor say of themselves."""
    row = Table.grid(expand=True, padding=(0, 1))
    row.add_column(ratio=1, no_wrap=True)
    row.add_column(justify="right", no_wrap=True)
    robot = Text("robot: not connected before p ")
    if connected:
        robot = _robot(parts.robot.state(), parts.limits)
    if trouble := parts.journal.trouble:
        robot = Text(f" record: {trouble} ", style="bold white on red")
    row.add_row(stands, Text.assemble(robot, _supervised(parts.supervision)))
    return row


def _supervised(supervision: Supervision) -> Text:
    """Whether there is a second way to stop the robot."""
    if supervision.trouble:
        return Text(" NO SUPERVISOR: stop, then p ", style="bold white on red")
    return Text("· supervised " if supervision.told else "")


def _robot(state: RobotState, limits: Sequence[Limit]) -> Text:
    wrong = state.fault
    if not state.link:
        wrong = "the link is lost"
    elif not state.standing:
        wrong = wrong or "it does not stand"
    if wrong:
        return Text(f" ROBOT: {wrong} ", style="bold white on red")
    beyond = passed(limits, lambda reading: reading.of(state))
    told = f"robot: {'moving · ' if state.moving else ''}"
    told += "" if state.battery is None else f"battery {state.battery:.0%} · "
    told += "" if state.temperature_c is None else f"{state.temperature_c:.0f} °C "
    for reading in dict.fromkeys(limit.reading for limit in beyond):
        if reading not in (Reading.BATTERY, Reading.TEMPERATURE):
            told += f"· {reading.in_words} {reading.written(reading.of(state) or 0.0)} "
    if any(limit.rule is not Rule.WARN for limit in beyond):
        return Text(f" {told}", style="bold white on red")
    return Text(told, style="bold yellow" if beyond else "")


def _go(conductor: Conductor, colour: str) -> Panel:
    """What the next GO does, in words, or why it does nothing."""
    refusal, standby = conductor.refusal(), conductor.standby()
    if not refusal and standby:
        words = Text(f"GO: {standby.says}", style="bold")
    elif standby:
        words = Text(f"no GO: {refusal}   (next: cue {standby.cue})", style="yellow")
    else:
        words = Text(f"no GO: {refusal}", style="yellow")
    words.no_wrap, words.overflow = True, "ellipsis"
    return Panel(words, border_style=colour, padding=(0, 1))


def _red(parts: Parts, conductor: Conductor) -> list[Text]:
    """What is red of the cue on standby, where the line above does not say so already."""
    if conductor.lifecycle.now not in _UNDER_WAY or parts.time.standby >= len(parts.rundown.cues):
        return []
    refusal = conductor.refusal()
    whys = [f"{check.name}: {check.why}" for check in conductor.checks() if not check.ok]
    if not (untold := [why for why in whys if why not in refusal]):
        return []
    number = parts.rundown.cues[parts.time.standby].number
    words = f" not green in cue {number}: {', '.join(untold)}"
    return [Text(words, style="yellow", no_wrap=True, overflow="ellipsis")]


def _told(lines: Sequence[str]) -> list[Text]:
    return [
        Text(f" {line}", style="bold yellow", no_wrap=True, overflow="ellipsis") for line in lines
    ]


def _asked(
    parts: Parts, conductor: Conductor, people: KeyboardPeople, typing: Typing | None
) -> Iterator[Row]:
    """What the operator is asked for, or types."""
    if held := parts.ears.held:
        yield talk_row(held, deaf=parts.ears.deaf)
    if typing:
        yield from typed_rows(typing)
    if draft := conductor.deciding.asked:
        yield from draft_rows(draft, parts.clock.now_ns(), typing=bool(typing))
    elif inquiry := conductor.inquiring.asked:
        yield Text(f" {inquiry.check}: {inquiry.ask} y or n", style="bold yellow"), _LONG_QUESTION
    elif people.waits_for and not typing:
        yield Text(f" {people.waits_for}", style="bold yellow"), 1


def _keys(
    parts: Parts, conductor: Conductor, people: KeyboardPeople, typing: Typing | None
) -> Group:
    keys = Text(" Esc STOP", style="bold red", no_wrap=True, overflow="ellipsis")
    for key in _first_keys(parts, conductor, people, typing):
        keys.append(f" · {key}", style="bold not red")
    hot = [f"{n} {called.title}" for n, called in enumerate(parts.rundown.hot[:_MOST_HOT], 1)]
    if typing:
        second = " the other keys are letters of the line"
    elif conductor.deciding.asked:  # whose digits are no hot cues
        second = f" {_DROP_IT} · {_TAKE_IT_BACK} · {_ALWAYS}"
    elif hot:
        second = f" {'  '.join(hot)} · {_ALWAYS} · 1–9 hot cues"
    else:
        second = f" {_ALWAYS}"
    return Group(keys, Text(second, style="dim", no_wrap=True, overflow="ellipsis"))


def _first_keys(
    parts: Parts, conductor: Conductor, people: KeyboardPeople, typing: Typing | None
) -> list[str]:
    """What the keys do now, Esc and those that always do the same apart."""
    if typing:
        gives = f"Enter {_GIVES[typing.of]}"
        takes = ["Tab take one that fits"] if typing.fitting else []
        return [*([] if typing.kept else [gives]), *takes, "Backspace on nothing: leave"]
    if draft := conductor.deciding.asked:
        offered = len(draft.offered)
        says = ["y say it"] if draft.answer else []
        picks = [f"1{f'–{offered}' if offered > 1 else ''} say that"] if offered else []
        return [*says, "n refuse", *picks, "e type an answer"]
    state = conductor.lifecycle.now
    keys = [_KEYS[state]] if state in _KEYS else []
    if people.takes_text:
        keys += ["? type", "t talk"]
    elif parts.ears.interruptible:
        keys.append(_TAKE_IT_BACK)
    return keys
