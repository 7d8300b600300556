"""Records for tests, from what is told in short: kind, cue and data, one entry a second."""

from moderator.journal import Record
from moderator.journal.entry import make_entry


def record(*told):
    return Record(tuple(entries(*told)))


def entries(*told):
    return [
        make_entry(n, n * 10**9, kind, cue, data) for n, (kind, cue, data) in enumerate(told, 1)
    ]
