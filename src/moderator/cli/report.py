"""`moderator report`: the as-run report again."""

import argparse
from pathlib import Path

from moderator.cli.pictures import motion_pictures
from moderator.journal.reading import read_record
from moderator.journal.report import write_report
from moderator.motion.library import library


def run(args: argparse.Namespace) -> int:
    """Write a record's report beside it."""
    directory = Path(args.directory)
    record = read_record(directory)
    print(write_report(directory, motion_pictures(record, library(None))))
    return 0
