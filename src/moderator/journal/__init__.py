"""The record of a show: written as it happens, read back whole, and told as a report."""

from moderator.journal.entry import Entry
from moderator.journal.follower import Follower
from moderator.journal.journal import Journal
from moderator.journal.reading import Record, read_record
from moderator.journal.segments import RECORD_NAME

__all__ = ["RECORD_NAME", "Entry", "Follower", "Journal", "Record", "read_record"]
