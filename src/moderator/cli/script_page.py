"""The script as a page, to be read, printed and signed."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from moderator.cli.printed import write_printed
from moderator.cli.script_recorded import summary
from moderator.cli.script_written import Lines
from moderator.cues.action import Lengths
from moderator.show.load import Loaded
from moderator.show.script.approvals import Standing
from moderator.show.script.sentences import Used
from moderator.values.duration import format_clock

_NEEDS = {
    "none": "it needs nobody's word",
    "operator": "it needs the operator's word, as every answer there",
    "operator_unless_scripted": "it needs the operator's word",
}


def write_page(
    path: Path, loaded: Loaded, stands: Sequence[Standing], lines: Lines, lengths: Lengths
) -> None:
    """Write the script as a page that is ready for A4.

    Raises:
        CannotWrite: the file cannot be written.
    """
    write_printed(
        path,
        "script.html.jinja",
        loaded,
        "script",
        acts=_by_act(stands),
        asks=any(each.asked for each in stands),
        count=len(stands),
        missing=sum(each.open for each in stands),
        wanted=sum(bool(each.asked) for each in stands),
        dialogues=_unwritten(stands),
        lines=lines,
        recorded=_recorded(lines),
        by_source=_by_source,
        length=lambda each: format_clock(lengths.line_ns(each.sentence.text)),
    )


def _recorded(lines: Lines) -> str:
    """How many lines are recorded; empty where none ever was."""
    return summary(lines.values()) if any(line.file for line in lines.values()) else ""


def _by_act(stands: Sequence[Standing]) -> list[Mapping[str, object]]:
    """Acts of cues of lines, as the page lists them, and who signs each act."""
    acts: list[Mapping[str, object]] = []
    for act, group in groupby(stands, lambda each: each.sentence.act):
        lines = list(group)
        of_cues = groupby(lines, lambda each: each.sentence.cue)
        cues = [{"cue": cue, "lines": list(of_cue)} for cue, of_cue in of_cues]
        asked = dict.fromkeys(each.asked for each in lines if each.asked)
        acts.append({"act": act, "cues": cues, "asked": list(asked)})
    return acts


def _by_source(facts: Sequence[Used]) -> list[tuple[str, str]]:
    """Facts with where they are from: those of one source together."""
    by_source: dict[str, list[str]] = {}
    for fact in facts:
        told = ", ".join(filter(None, (fact.source, f"as of {fact.as_of}" * bool(fact.as_of))))
        by_source.setdefault(told, []).append(fact.written or fact.name)
    return [(source, ", ".join(names)) for source, names in by_source.items()]


def _unwritten(stands: Sequence[Standing]) -> str:
    """Whose word the answers of dialogues need that are not in the script."""
    dialogues = {each.sentence.cue.cue: each.sentence.cue.dialogue for each in stands}
    told = (
        f"in cue {cue} {_NEEDS[dialogue.approval]}"
        for cue, dialogue in dialogues.items()
        if dialogue
    )
    return "; ".join(told)
