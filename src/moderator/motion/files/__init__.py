"""Motions in files of other programs: NPZ, CSV and Leju's `.tact`, read to a trajectory."""

from moderator.motion.files.reading import READ, FileMotion, is_motion_file, read_motion
from moderator.motion.files.writing import WRITTEN, export, write_motion, write_whole

__all__ = [
    "READ",
    "WRITTEN",
    "FileMotion",
    "export",
    "is_motion_file",
    "read_motion",
    "write_motion",
    "write_whole",
]
