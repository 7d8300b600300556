"""The parts of the operator's screen that tell how the show stands against its plan."""

from rich.text import Text

from moderator.engine.expecting import Expected
from moderator.engine.parts import Parts
from moderator.show.laying_out import Planned
from moderator.show.rundown import Called
from moderator.values.duration import NS_PER_S, format_clock
from moderator.values.time_of_day import later


def standing(parts: Parts, over_ns: int, coming: Expected) -> Text:
    """How far the show is over, and when it is expected to end."""
    told = _over(over_ns)
    end_ns = coming.end_ns()
    away_ns = end_ns - parts.rundown.planned_ns
    other = f" ({format_clock(away_ns, signed=True)})" if abs(away_ns - over_ns) >= NS_PER_S else ""
    told.append(f" · ends {_at(parts, end_ns)}{other}", style="not bold")
    return told


def offered(parts: Parts, coming: Expected) -> list[Text]:
    """What is missed as it goes now, and what would help; empty while nothing is."""
    offer = coming.offer(parts.rundown.cuttable)
    if offer is None:
        return []
    says = f" {offer.in_words()}{' · c shortens ' if offer.drop else ' '}"
    return [Text(says, style="bold white on red", no_wrap=True, overflow="ellipsis")]


def due(parts: Parts, called: Called) -> str:
    """When a cue is planned."""
    return _at(parts, called.planned.start_ns)


def really(parts: Parts, called: Called, times: Planned | None) -> str:
    """When a cue was called, or is expected where that is not as planned."""
    started_ns = parts.time.started_ns(called)
    if started_ns is not None:
        return _at(parts, started_ns)
    if times is None or abs(times.start_ns - called.planned.start_ns) < NS_PER_S:
        return ""
    return _at(parts, times.start_ns)


def fixed(parts: Parts, called: Called, times: Planned | None) -> str:
    """A cue's fixed time, and the time to spare before it, or by how much it was missed."""
    started_ns = parts.time.started_ns(called)
    if called.fixed_ns is not None and started_ns is not None:
        late_ns = started_ns - called.fixed_ns
        missed = f", missed by {format_clock(late_ns)}" if late_ns >= NS_PER_S else ""
        return f"[{_at(parts, called.fixed_ns)[:5]}{missed}] "
    if called.fixed_ns is None or times is None or times.slack_ns is None:
        return ""
    spare = f"{format_clock(abs(times.slack_ns))} {'to spare' if times.slack_ns >= 0 else 'late'}"
    return f"[{_at(parts, called.fixed_ns)[:5]}, {spare}] "


def _over(over_ns: int) -> Text:
    if abs(over_ns) < NS_PER_S:
        return Text(" on time", style="bold green")
    over = over_ns > 0
    words = f" {format_clock(over_ns, signed=True)} {'over' if over else 'under'}"
    return Text(words, style="bold yellow" if over else "bold green")


def _at(parts: Parts, ns: int) -> str:
    return f"{later(parts.show.starts, ns):%H:%M:%S}"
