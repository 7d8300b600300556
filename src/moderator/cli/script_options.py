"""What `moderator script` takes beside the show."""

import argparse


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add its options."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--html", metavar="FILE", help="write it as a page ready for A4")
    parser.add_argument("--csv", metavar="FILE", help="write it for a spreadsheet")
    parser.add_argument("--measure", action="store_true", help="render the lines for their lengths")
    for option, what in (
        ("--approve", "write down that their words are approved"),
        ("--revoke", "take approvals of their words back"),
    ):
        parser.add_argument(option, nargs="*", metavar="CUE|ACT", help=what)
    parser.add_argument("--all", action="store_true", help="of all cues, hot ones too")
    parser.add_argument("--by", metavar="NAME", help="who approves, or whose approvals go")
    parser.add_argument(
        "--recorded",
        nargs="?",
        const="",
        metavar="FOLDER",
        help="list which lines are recorded, or take in the recordings in a folder",
    )
    parser.add_argument("--note", metavar="TEXT", help="what is to be remembered of the approval")
