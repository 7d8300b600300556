"""`moderator motions`: the motions that a show can name."""

import argparse

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from moderator.document import Problems
from moderator.motion.library import library
from moderator.show.load import show_file


def run(args: argparse.Namespace) -> int:
    """Print each motion's length and what the audience sees."""
    motions = library(show_file(args.show).parent if args.show else None)
    problems = Problems()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("motion", "length", "moves", "what the audience sees"):
        table.add_column(heading, justify="right" if heading == "length" else "left")
    for name in motions.names():
        if manifest := motions.manifest(name, problems):
            table.add_row(
                name,
                f"{manifest.duration_s:.1f} s",
                " ".join(manifest.claims),
                escape(manifest.about),
            )
    console = Console(highlight=False)
    console.print(table)
    for problem in problems:
        console.print(escape(str(problem)))
    return 1 if problems.errors else 0
