"""`moderator motions export`: write a motion for other programs."""

import argparse
from pathlib import Path

from moderator.cli.motion_found import found
from moderator.motion.files import export


def run(args: argparse.Namespace) -> int:
    """Write samples of the motion."""
    motion = found(args.motion, args.show)
    export(Path(args.file), motion.trajectory, args.rate, motion.about)
    length_s, joints = motion.trajectory.duration_s, len(motion.trajectory.joints)
    print(f"{args.file}: {length_s:.2f} s, {joints} joints, {args.rate:g} samples a second")
    return 0
