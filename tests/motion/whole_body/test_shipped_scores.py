from pathlib import Path

import numpy as np
import pytest
from tests.motion.whole_body.conftest import compiled_from

from moderator.body.joints import PARTS
from moderator.motion.library import GESTURES
from moderator.motion.whole_body.kept import kept_score
from moderator.motion.whole_body.knots import sampled_rows

SHOWS = Path(__file__).parents[3] / "scripts"
SCORES = [
    path
    for path in sorted([*GESTURES.glob("*.yaml"), *SHOWS.glob("*/motions/*.yaml")])
    if "score: whole_body" in path.read_text(encoding="utf-8").splitlines()
]
REFRESH = "run python -m moderator.motion.manifest FOLDER and commit what it writes"

pytestmark = pytest.mark.skipif(not SCORES, reason="no show has a score in space")

LONG, SHORT = pytest.mark.proof, pytest.mark.slow


@pytest.mark.parametrize("path", SCORES, ids=lambda path: path.stem)
def test_a_shipped_score_needs_no_working_out(path):
    kept = kept_score(path)
    assert kept, REFRESH
    assert kept.arrays.parent == path.parent, REFRESH
    assert [told for told in kept.problems if told["severity"] == "error"] == []
    assert kept.arrays.stat().st_size < 1_000_000


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=LONG if path.stem == "tai_chi_24" else SHORT) for path in SCORES],
    ids=lambda path: path.stem,
)
def test_what_is_kept_is_what_its_score_makes(path):
    motion, _ = compiled_from(path)
    kept = kept_score(path)
    assert kept, REFRESH
    times = np.linspace(0.0, kept.manifest.duration_s, 997)
    apart = np.abs(sampled_rows(kept.trajectory(), times) - sampled_rows(motion.trajectory, times))
    # Where a palm turns half round, a processor's rounding decides which way the forearm goes.
    arms = [joint in PARTS["arms"] for joint in kept.trajectory().joints]
    assert apart[:, ~np.array(arms)].max() < 0.03, REFRESH
    assert (apart.max(axis=1) < 0.03).mean() > 0.8, REFRESH
    assert kept.manifest.phrases == motion.manifest.phrases
