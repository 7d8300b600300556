"""The robot as moderator: a session of talks, whatever its speakers and its operator do."""

import shutil
from collections import Counter

import pytest
from tests.shows.seeded_session import broken_promises, prepared, record_of

from moderator.cues.ladder import Ladder
from moderator.engine.speakers import Speakers


@pytest.fixture(scope="module")
def session():
    show = prepared()
    yield show
    show.renderer.close()


def rehearsed(session, seeds, out):
    """What happened in many rehearsals, how often; none broke a promise."""
    seen = Counter()
    for seed in seeds:
        ended, record = record_of(session, seed, out)
        assert (seed, ended.value, broken_promises(record)) == (seed, "finished", [])
        for entry in record.entries:
            seen[entry.kind] += 1
            seen[entry.data.get("how") or entry.data.get("grade") or ""] += 1
        for entry in record.of("said"):
            seen[" ".join(entry.data["text"].split()[:3])] += 1
        shutil.rmtree(out)
    return seen


HAPPENS = {
    "absent", "rearranged", "time_given", "courtesy_left_out",
    "applause", "handed over", "taken back", "remind", "A small change", "And now we",
}  # fmt: skip


def test_each_speaker_is_introduced_once_or_absent_and_nobody_is_spoken_over(session, tmp_path):
    seen = rehearsed(session, range(50), tmp_path / "out")
    assert {what for what in HAPPENS if seen[what]} >= HAPPENS - {"courtesy_left_out"}


@pytest.mark.proof
def test_it_is_so_in_a_thousand_rehearsals(session, tmp_path):
    seen = rehearsed(session, range(1000), tmp_path / "out")
    print({what: seen[what] for what in sorted(HAPPENS)})
    assert all(seen[what] for what in HAPPENS)


async def _at_once(_):
    return


FAULTS = {
    "over a sentence": lambda patch: patch.setattr(Ladder, "_pause", _at_once),
    "speaker is": lambda patch: patch.setattr(Speakers, "_others", lambda *_: []),
}


@pytest.mark.parametrize("found", FAULTS)
def test_a_planted_fault_is_found(session, tmp_path, monkeypatch, found):
    FAULTS[found](monkeypatch)
    for seed in range(50):
        told = broken_promises(record_of(session, seed, tmp_path / "out")[1])
        shutil.rmtree(tmp_path / "out")
        if any(found in one for one in told):
            return
    pytest.fail("it bites nothing")
