"""The excerpt for a tight rundown on its own feet, on a night with everything wrong at once."""

from pathlib import Path

import pytest

from moderator.body.kuavo import KUAVO
from moderator.motion.library import library
from moderator.motion.stopping import longest_to_stand_s
from moderator_simulator.physics.trial import night, tried

SHOW = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum"


@pytest.mark.slow
def test_it_stands_pushed_in_every_form_and_holds_its_promise_to_freeze():
    excerpt = library(SHOW)["tai_chi_excerpt"]
    trial = tried(KUAVO, excerpt, night(1, excerpt))
    assert trial.stood, trial
    assert trial.rope_n == 0
    assert trial.centre_mm <= 30
    assert trial.slip_mm < 10
    assert trial.away_m <= 0.3
    assert trial.turned_deg <= 10
    promised_s = longest_to_stand_s(excerpt.manifest)
    assert all(freeze.still_s and freeze.still_s <= promised_s for freeze in trial.freezes)
