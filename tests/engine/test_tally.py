"""How many cues ended which way."""

from moderator.engine.tally import Tally
from moderator.journal.journal import Journal


def test_what_did_not_succeed_and_was_not_passed_over_has_failed(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        tally = Tally(journal)
    tally.go_on({"succeeded": 2, "unknown": 1})
    for outcome in ("succeeded", "aborted", "cancelled", "rejected", "unknown", "skipped"):
        tally.count(outcome)
    assert tally.as_counts() == {"done": 3, "skipped": 1, "failed": 3, "unknown": 2}
