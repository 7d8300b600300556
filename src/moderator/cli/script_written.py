"""The script as a page, as a table for a spreadsheet, and as JSON."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from moderator.cues.action import Lengths
from moderator.motion.seen.writing import written
from moderator.show.model import Show
from moderator.show.script.approvals import Standing
from moderator.show.script.sentences import Used
from moderator.show.script.spoken_from import SpokenFrom
from moderator.values.duration import NS_PER_S

_COLUMNS = (
    "cue", "name", "act", "kind", "when", "language", "voice", "spoken", "recording", "record as",
    "seconds", "words",
    "sample", "facts", "asked", "state", "approved by", "approved at", "note", "hash",
)  # fmt: skip
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""A spreadsheet takes a cell that begins so for a formula, wherever its text is from.

Source: OWASP, CSV injection, https://owasp.org/www-community/attacks/CSV_Injection
"""


Lines = Mapping[str, SpokenFrom]
"""What each line is spoken from, by the hash of its words."""


def as_json(
    show: Show, stands: Sequence[Standing], lines: Lines, lengths: Lengths
) -> dict[str, object]:
    """The script as plain data."""
    return {"show": show.show, "lines": [_line(each, lines, lengths) for each in stands]}


def _line(standing: Standing, lines: Lines, lengths: Lengths) -> dict[str, object]:
    sentence, approval = standing.sentence, standing.approval
    line = lines[sentence.hash]
    return {
        "act": sentence.act,
        "cue": sentence.cue.cue,
        "kind": sentence.kind,
        "when": sentence.when,
        "language": sentence.language,
        "voice": sentence.voice,
        "spoken": line.state,
        "recording": line.file,
        "record_as": line.name,
        "seconds": _seconds(standing, lengths),
        "words": sentence.words,
        "sample": sentence.sample,
        "facts": [
            {"fact": each.name, "written": each.written, "as_of": each.as_of, "source": each.source}
            for each in sentence.facts
        ],
        "asked": standing.asked,
        "state": standing.state,
        "approval": approval and approval.model_dump(mode="json", exclude_none=True),
        "hash": sentence.hash,
    }


def _seconds(standing: Standing, lengths: Lengths) -> float:
    return round(lengths.line_ns(standing.sentence.text) / NS_PER_S, 1)


def state_in_words(standing: Standing) -> str:
    """How a sentence stands, as a person reads it; empty where nobody has to approve it."""
    approval = standing.approval
    if standing.state == "approved":
        assert approval is not None
        return f"approved by {approval.by}, {approval.at:%Y-%m-%d %H:%M}"
    if standing.state == "changed":
        assert approval is not None
        return f"changed since {approval.by} approved it, {approval.at:%Y-%m-%d %H:%M}"
    return f"not approved yet: {standing.asked}" if standing.open else ""


def write_table(path: Path, stands: Sequence[Standing], lines: Lines, lengths: Lengths) -> None:
    """Write the script for a spreadsheet: RFC 4180, UTF-8 with a mark by which Excel knows it.

    Raises:
        CannotWrite: the file cannot be written.
    """
    text = io.StringIO()
    table = csv.writer(text)  # ends its lines with CR LF
    table.writerow(_COLUMNS)
    for each in stands:
        table.writerow(map(_as_text, _row(each, lines[each.sentence.hash], lengths)))
    with written(path) as draft:
        draft.write_bytes(text.getvalue().encode("utf-8-sig"))


def _row(standing: Standing, line: SpokenFrom, lengths: Lengths) -> Iterator[str]:
    sentence, approval = standing.sentence, standing.approval
    yield from (sentence.cue.cue, sentence.cue.name or "", sentence.act, sentence.kind)
    yield from (sentence.when, sentence.language, sentence.voice)
    yield from (line.state, line.file, f"{line.name}.wav")
    yield f"{_seconds(standing, lengths)}"
    yield from (sentence.words, sentence.sample)
    yield "; ".join(map(_fact, sentence.facts))
    yield from (standing.asked, standing.state)
    if approval:
        yield from (approval.by, f"{approval.at:%Y-%m-%d %H:%M}", approval.note or "")
    else:
        yield from ("", "", "")
    yield sentence.hash


def _fact(fact: Used) -> str:
    told = ", ".join(filter(None, (f"as of {fact.as_of}" * bool(fact.as_of), fact.source)))
    value = f"{fact.name} = {fact.written}" if fact.written else fact.name
    return f"{value} ({told})" if told else value


def _as_text(cell: str) -> str:
    """A cell that a spreadsheet shows and does not calculate."""
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
