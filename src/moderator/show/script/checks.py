"""What `check` says of words that are not approved, and what preflight does."""

from collections.abc import Sequence
from textwrap import shorten

from moderator.cues.checking import Checking, Path_
from moderator.cues.materials import Materials
from moderator.document import Problems
from moderator.robot import Check
from moderator.show.model import Show
from moderator.show.script.approvals import Standing, read_approvals, standings
from moderator.show.script.recording_checks import check_recordings
from moderator.show.script.sentences import Sentence, sentences

_SHOWN = 50
_NAMED = 3
"""So many of the lines that are not approved are named by preflight; the others are counted."""


def check_script(show: Show, checking: Checking) -> None:
    """Warn of words that are not approved, and of recordings that are not of the show's words."""
    approvals = read_approvals(checking.materials.folder, checking.problems)
    if approvals is None or checking.problems.errors:
        return
    script = sentences(show, checking.materials)
    _check_approvals(show, standings(show, script, approvals), checking)
    check_recordings(script, checking)


def _check_approvals(show: Show, found: Sequence[Standing], checking: Checking) -> None:
    """Warn of words that were changed since they were approved, and of those that never were."""
    never: dict[Path_, list[Standing]] = {}
    for standing in found:
        if standing.state == "changed":
            assert standing.approval is not None
            when = f"{standing.approval.at:%Y-%m-%d %H:%M}"
            what = f"this was changed since {standing.asked} approved it on {when}"
            hint = f"it was: {_where_it_differs(standing)}"
            checking.warning(_written_at(standing.sentence, checking), "changed-since", what, hint)
        elif standing.open:
            never.setdefault(_place(show, standing.sentence), []).append(standing)
    for place, lines in never.items():
        asked, act = lines[0].asked, lines[0].sentence.act
        number = f"{len(lines)} line{'s' * (len(lines) > 1)}"
        what = f"{number} not approved by {asked}: {_first(lines)}"
        chosen = "--all" if place[0] == "approved_by" else repr(act)
        hint = f"moderator script SHOW --approve {chosen} --by {asked!r}"
        checking.warning(place, "not-approved", what, hint)


def _written_at(sentence: Sentence, checking: Checking) -> Path_:
    """Where a sentence is written; a group's children may stand there without their key."""
    short = tuple(key for key in sentence.path if key != "children")
    return max((_reached(path, checking) for path in (sentence.path, short)), key=len)


def _reached(path: Path_, checking: Checking) -> Path_:
    """As much of a path as is written."""
    while path and checking.document.at(*path) is None:
        path = path[:-1]
    return path


def _first(lines: Sequence[Standing]) -> str:
    first = lines[0].sentence
    return (
        f"the first is of cue {first.cue.cue}, {shorten(first.words, _SHOWN, placeholder=' …')!r}"
    )


def _where_it_differs(standing: Standing) -> str:
    """What was approved, from just before the first word that is another now."""
    assert standing.approval is not None
    before, now = standing.approval.text.split(), standing.sentence.words.split()
    pairs = enumerate(zip(before, now, strict=False))
    first = next((n for n, (old, new) in pairs if old != new), min(len(before), len(now)))
    begins = max(0, first - 2)
    shown = shorten(" ".join(before[begins:]), _SHOWN, placeholder=" …")
    return f"… {shown}" if begins else shown


def _place(show: Show, sentence: Sentence) -> Path_:
    """Where it is written who approves a sentence."""
    where, position, *_ = sentence.path
    if where == "acts" and show.acts[int(position)].approved_by:
        return (where, position, "approved_by")
    return ("approved_by",)


def approved(show: Show, materials: Materials, *, needed: bool) -> tuple[Check, ...]:
    """The check of preflight, made anew each time; none where nobody has to approve anything.

    Args:
        show: what is written.
        materials: what it refers to.
        needed: whether it is red when an approval is missing, as it is not in a rehearsal.
    """
    if not any((show.approved_by, *(act.approved_by for act in show.acts))):
        return ()
    problems = Problems()
    approvals = read_approvals(materials.folder, problems)
    if approvals is None:
        return (Check("words", ok=not needed, why=str(next(iter(problems)))),)
    found = standings(show, sentences(show, materials), approvals)
    if missing := [each for each in found if each.open]:
        told = [_told(each) for each in missing[:_NAMED]]
        more = [f"and {len(missing) - _NAMED} more"] if len(missing) > _NAMED else []
        return (Check("words", ok=not needed, why="; ".join((*told, *more))),)
    asked = sum(bool(each.asked) for each in found)
    return (Check("words", ok=True, why=f"{asked} of {len(found)} lines are approved"),)


def _told(standing: Standing) -> str:
    sentence = standing.sentence
    what = "changed since" if standing.state == "changed" else "not approved by"
    by = standing.asked + (" approved it" if standing.state == "changed" else "")
    shown = shorten(sentence.words, _SHOWN, placeholder=" …")
    return f"cue {sentence.cue.cue}, {sentence.kind}, {shown!r}: {what} {by}"
