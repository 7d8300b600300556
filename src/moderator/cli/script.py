"""`moderator script`: every sentence that can be spoken, and who has approved it."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from moderator.cli.check import counted, sound_show
from moderator.cli.script_page import write_page
from moderator.cli.script_recorded import print_recorded, take, tell_missing
from moderator.cli.script_written import as_json, state_in_words, write_table
from moderator.cli.settings import read_settings
from moderator.cli.speech import renderer_for
from moderator.cli.wiring import prepare
from moderator.cues.action import Lengths
from moderator.document import Problems
from moderator.errors import CannotStart
from moderator.show.lengths import Estimated, Measured
from moderator.show.load import Loaded, load
from moderator.show.script.approvals import APPROVALS_FILE, Standing, read_approvals, standings
from moderator.show.script.sentences import Sentence, sentences
from moderator.show.script.signing import approve, revoke
from moderator.show.script.spoken_from import spoken_from
from moderator.values.duration import format_clock

_ALL = "--all"
_STYLES = {"approved": "green", "changed": "red", "not approved": "yellow"}


def run(args: argparse.Namespace) -> int:
    """Print a show's script, take in its recordings, or write down who approves it."""
    whole = _take(args) if args.recorded else True
    loaded = sound_show(args.show, args.robot, read_settings(args.config), untold=("not-approved",))
    assert loaded.show is not None
    assert loaded.materials is not None
    found = sentences(loaded.show, loaded.materials)
    lines = spoken_from(found, loaded.materials)
    signs = args.approve is not None or args.revoke is not None
    if signs:
        _sign(args, loaded, found)
    elif args.by or args.note or args.all:
        raise CannotStart("--by, --note and --all go with --approve or --revoke", "add one of them")
    problems = Problems()
    approvals = read_approvals(loaded.path.parent, problems)
    assert approvals is not None  # they were read with the show
    stands = standings(loaded.show, found, approvals)
    lengths = _measured(args, loaded) if args.measure else Estimated(loaded.materials)
    if args.html:
        write_page(Path(args.html), loaded, stands, lines, lengths)
    if args.csv:
        write_table(Path(args.csv), stands, lines, lengths)
    if args.json:
        print(json.dumps(as_json(loaded.show, stands, lines, lengths), ensure_ascii=False))
    elif args.recorded == "":
        print_recorded(lines.values())
    elif args.recorded:
        tell_missing(lines.values())
    elif not (args.html or args.csv or signs):
        _print(loaded.show.show, stands, lengths)
    return 0 if whole else 1


def _take(args: argparse.Namespace) -> bool:
    """Take in the recordings of a folder, where the show is sound; whether all could be used."""
    loaded = load(args.show, args.robot, read_settings(args.config))
    if not loaded.sound:
        return True  # its problems are told next
    assert loaded.show is not None
    assert loaded.materials is not None
    lines = spoken_from(sentences(loaded.show, loaded.materials), loaded.materials)
    return take(loaded.path.parent, args.recorded, lines)


def _measured(args: argparse.Namespace, loaded: Loaded) -> Lengths:
    prepared = prepare(loaded, renderer_for(args.speech, _tell))
    prepared.renderer.close()
    assert loaded.materials is not None
    return Measured(loaded.materials, {text: ready.sound for text, ready in prepared.ready.items()})


def _tell(what: str) -> None:
    print(f"moderator: {what}", file=sys.stderr)


def _sign(args: argparse.Namespace, loaded: Loaded, found: Sequence[Sentence]) -> None:
    """Approve sentences, or take approvals back, and say what was done."""
    if args.approve is not None and args.revoke is not None:
        raise CannotStart("--approve and --revoke are two things", "do one after the other")
    chosen = _chosen(args.approve if args.revoke is None else args.revoke, args.all, found)
    folder = loaded.path.parent
    if args.revoke is not None:
        number = revoke(folder, chosen, args.by)
        whose = f" of {args.by}'s" if args.by else ""
        _tell(f"{counted(number, 'approval')}{whose} taken back in {folder / APPROVALS_FILE}")
        return
    if not args.by:
        raise CannotStart("nobody is named who approves", "add --by NAME")
    assert loaded.show is not None
    number = approve(folder, chosen, args.by, datetime.now().astimezone(), args.note)
    there = len({each.hash for each in chosen}) - number
    more = f", {there} were before" if there else ""
    _tell(f"{counted(number, 'line')} approved by {args.by} in {folder / APPROVALS_FILE}{more}")
    approvals = read_approvals(folder, Problems()) or ()
    open_still = [each for each in standings(loaded.show, chosen, approvals) if each.open]
    for asked in dict.fromkeys(each.asked for each in open_still):
        theirs = sum(each.asked == asked for each in open_still)
        _tell(f"{counted(theirs, 'line')} of them still wanted from {asked}, who approves them")


def _chosen(named: Sequence[str], every: bool, found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of cues and acts that were named.

    Raises:
        CannotStart: nothing was named, or something that nothing is spoken in.
    """
    if every:
        return list(found)
    if not named:
        raise CannotStart("nothing is named to approve", f"name cues and acts, or add {_ALL}")
    chosen: dict[int, Sentence] = {}
    for name in named:
        these = [(n, each) for n, each in enumerate(found) if _is_named(name, each)]
        if not these:
            hint = "see `moderator script SHOW`; one line of a cue is named like 14:closing"
            raise CannotStart(f"nothing is spoken in {name!r}", hint)
        chosen |= dict(these)
    return [chosen[position] for position in sorted(chosen)]


def _is_named(name: str, sentence: Sentence) -> bool:
    cue, _, kind = name.partition(":")
    if name.casefold() == sentence.act.casefold() or name == sentence.cue.cue:
        return True
    return cue == sentence.cue.cue and kind.strip().casefold() == sentence.kind.casefold()


def _print(show: str, stands: Sequence[Standing], lengths: Lengths) -> None:
    console = Console(highlight=False)
    console.print(Text(show, "bold"))
    for act, of_act in groupby(stands, lambda each: each.sentence.act):
        console.print()
        console.print(Text(act or "Hot cues", "bold"))
        for each in of_act:
            sentence = each.sentence
            head = Text.assemble(
                (f"{sentence.cue.cue:>5} ", "bold"),
                (f" {sentence.kind}", "dim"),
                (f" when {sentence.when}" if sentence.when else "", "dim"),
                (f" from {sentence.recording}" if sentence.recording else "", "dim"),
                (f"  {format_clock(lengths.line_ns(sentence.text))}", "dim"),
                ("  " + state_in_words(each) if state_in_words(each) else "", _style(each)),
            )
            console.print(head)
            console.print(Padding(Text(sentence.words), (0, 0, 0, 7)))
            if sentence.sample:
                console.print(Padding(Text(f"such as: {sentence.sample}", "dim"), (0, 0, 0, 7)))
    console.print()
    console.print(Text(_summary(stands), "bold"))


def _style(standing: Standing) -> str:
    return _STYLES.get(standing.state, "dim")


def _summary(stands: Iterable[Standing]) -> str:
    stands = list(stands)
    asked = [each for each in stands if each.asked]
    missing = sum(each.open for each in asked)
    told = f"{counted(len(stands), 'line')}"
    return told + (f", {len(asked) - missing} of {len(asked)} approved" if asked else "")
