"""The as-run report: one page that tells the night, made from the record alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

from moderator.errors import CannotWrite
from moderator.journal.breaks import breaks
from moderator.journal.cue_runs import RUNNING, all_cues, runs_by_act
from moderator.journal.expected import act_times, ahead_s, spared_s
from moderator.journal.file import replace_text
from moderator.journal.incidents import Incident, incidents
from moderator.journal.people_told import presses, questions, speakers
from moderator.journal.reading import Record, read_record
from moderator.journal.robot_told import battery_plots, motions_done, picture_widths
from moderator.journal.scene import Scene
from moderator.journal.summary import clock, last_data, summarise
from moderator.journal.supervised import supervisor_incidents
from moderator.journal.timeline import held_spans, scale_for
from moderator.journal.transcript import sentence, transcript

REPORT_NAME = "report.html"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NOTABLE_S = 5.0
_STARTED = {"starts": "", "model": "", "fingerprint": "", "version": ""}
_CHECK = {"name": "", "ok": False, "why": ""}
_LINE = {"text": "", "spoken": "", "duration_s": None}


def write_report(
    directory: Path, pictures: Mapping[str, str] | None = None, scene: Scene | None = None
) -> Path:
    """Write the report of the record in a folder, beside it.

    Args:
        directory: the folder with the record.
        pictures: an SVG or an `img` for each motion's name, put in as it is.
        scene: the motions for a reader to play.

    Returns:
        The report's path.

    Raises:
        CannotStart: there is no record to read.
        CannotWrite: the folder cannot be written.
    """
    supervised = supervisor_incidents(directory)
    page = report_page(read_record(directory), pictures or {}, supervised, scene)
    path = directory / REPORT_NAME
    try:
        replace_text(path, page)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        hint = "free some space, or make the folder writable"
        raise CannotWrite(f"cannot write {path}: {why}", hint) from error
    return path


def report_page(
    record: Record,
    pictures: Mapping[str, str],
    supervised: Sequence[Incident] = (),
    scene: Scene | None = None,
) -> str:
    """Return the report's HTML; the same record gives the same text.

    Args:
        record: the show's.
        pictures: an `<svg>` for each motion's name, put in as it is.
        supervised: what the supervisor's own record tells.
        scene: the motions for a reader to play.
    """
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        clock=clock, signed=_signed, tone=_tone, sentence=sentence, sentence_date=date_in_words
    )
    here = files("moderator.journal")
    template = environment.from_string((here / "report.html.jinja").read_text("utf-8"))
    style = (here / "report.css").read_text("utf-8")
    drawn = {name: Markup(svg) for name, svg in pictures.items()}  # noqa: S704 — trusted: our own
    return template.render(
        style=Markup(style),  # noqa: S704 — our own
        pictures=drawn,
        scene=scene,
        script=Markup(scene.script if scene else ""),  # noqa: S704 — our own
        scene_data=Markup(scene.data if scene else ""),  # noqa: S704 — no `<` is left in it
        picture_widths=picture_widths(pictures),
        **_told(record, supervised),
    )


def _told(record: Record, supervised: Sequence[Incident]) -> dict[str, Any]:
    """Everything that the page tells, section by section."""
    acts, summary, pressed = runs_by_act(record), summarise(record), presses(record)
    spoke = speakers(record)
    ahead = ahead_s(record)
    waits = [press.after_standby_s for press in pressed if press.after_standby_s is not None]
    return {
        "record": record,
        "started": _STARTED | last_data(record, "show_started"),
        "summary": summary,
        "breaks": breaks(record),
        "acts": acts,
        "act_times": [act_times(act, ahead) for act in acts],
        "spared": {cue.cue: spared_s(cue, acts, ahead) for cue in all_cues(acts)},
        "any_fixed": any(cue.fixed for cue in all_cues(acts)),
        "cue_count": len(list(all_cues(acts))),
        "open_cues": [cue for cue in all_cues(acts) if cue.outcome == RUNNING],
        "not_reached": sum(cue.last is None for cue in all_cues(acts)),
        "scale": scale_for(acts, summary.actual_s),
        "held": held_spans(record),
        "incidents": sorted([*supervised, *incidents(record)], key=lambda one: one.at_s),
        "words": transcript(record),
        "act_of": {cue.cue: act.act for act in acts for cue in act.cues},
        "speakers": spoke,
        "longest_talk_s": max(
            (max(talk.actual_s or 0.0, talk.allotted_s or 0.0) for talk in spoke), default=0.0
        ),
        "questions": questions(record),
        "presses": pressed,
        "median_wait_s": median(waits) if waits else None,
        "checks": [_CHECK | entry.data for entry in record.of("check")],
        "rendered": [_LINE | {"cue": entry.cue} | entry.data for entry in record.of("rendered")],
        "motions": motions_done(record),
        "plots": battery_plots(record),
    }


def date_in_words(starts: str) -> str:
    """Write an ISO 8601 date and time for people: `Wednesday 10 September 2025, 14:00 UTC+08:00`.

    What is no such date is returned as it is.
    """
    try:
        date = datetime.fromisoformat(starts)
    except ValueError:
        return starts
    zone = f" UTC{date.isoformat()[-6:]}" if date.tzinfo else ""
    month = _MONTHS[date.month - 1]
    return f"{_DAYS[date.weekday()]} {date.day} {month} {date.year}, {date:%H:%M}{zone}"


def _signed(seconds: float) -> str:
    return clock(seconds, signed=round(seconds) != 0)


def _tone(over_s: float | None) -> str:
    """Name how far from the plan something is: `over`, `under` or `near`."""
    if over_s is None or abs(over_s) < _NOTABLE_S:
        return "near"
    return "over" if over_s > 0 else "under"
