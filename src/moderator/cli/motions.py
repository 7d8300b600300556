"""`moderator motions`: the motions that a show can name."""

import argparse
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from moderator.body.joints import PARTS
from moderator.document import Problems
from moderator.motion.library import library
from moderator.motion.stopping import longest_to_stand_s
from moderator.show.load import motions_of


def run(args: argparse.Namespace) -> int:
    """Print each motion once: its variants, lengths, longest freeze, and what the audience sees."""
    motions = motions_of(args.show) if args.show else library()
    problems = Problems()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in (
        "motion",
        "variants",
        "length",
        "apex",
        "stands in",
        "moves",
        "what the audience sees",
    ):
        right = heading in ("variants", "length", "apex", "stands in")
        # A name is there to be copied: in a narrow window the sentences are broken instead.
        table.add_column(heading, justify="right" if right else "left", no_wrap=heading == "motion")
    for name in motions.families():
        found = [motions.manifest(variant, problems) for variant in motions.variants(name)]
        manifests = [manifest for manifest in found if manifest]
        if manifests:
            table.add_row(
                name,
                str(len(found)) if len(found) > 1 else "",
                _between(manifest.duration_s for manifest in manifests),
                _between(m.apex_s for m in manifests if m.apex_s is not None),
                f"{max(map(longest_to_stand_s, manifests)):.2f} s",
                " ".join(part for part in PARTS if any(part in m.claims for m in manifests)),
                escape(manifests[0].about),
            )
    console = Console(highlight=False)
    console.print(table)
    for problem in problems:
        console.print(escape(str(problem)))
    return 1 if problems.errors else 0


def _between(lengths_s: Iterable[float]) -> str:
    """The shortest and the longest, as people read it; nothing where there is none."""
    written = [f"{length:.1f}" for length in sorted(lengths_s)]
    return f"{'–'.join(dict.fromkeys((written[0], written[-1])))} s" if written else ""
