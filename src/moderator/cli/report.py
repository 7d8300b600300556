"""`moderator report`: the as-run report again."""

import argparse
import sys
from pathlib import Path

from moderator.cli.pictures import motion_pictures
from moderator.cli.scene import scene_of
from moderator.journal.captions.told import write_captions
from moderator.journal.reading import read_record
from moderator.journal.report import write_report
from moderator.journal.segments import segment_number
from moderator.motion.library import library
from moderator.robot.registry import robot_class
from moderator.show.load import motions_of


def run(args: argparse.Namespace) -> int:
    """Write a record's report beside it."""
    named = Path(args.directory)
    directory = named.parent if segment_number(named) and not named.is_dir() else named
    motions = motions_of(args.show) if args.show else library()
    record = read_record(directory)
    write_captions(directory, record)
    body = robot_class("simulator").capabilities({}).body
    moved = (record, motions, body)
    print(write_report(directory, motion_pictures(*moved), scene_of(*moved)))
    if record.lacks:
        print(f"moderator: the record is not whole: {record.lacks}", file=sys.stderr)
        return 1
    return 0
