import pytest

from moderator.body.kuavo import KUAVO
from moderator.motion.library import library
from moderator.motion.motion import Phrase
from moderator.motion.seen.performance import Performance

FORMS = (
    Phrase("1 Rising", 0.0, apex_s=1.0, original="起势"),
    Phrase("2 Waving", 1.2, apex_s=2.0, original="云手"),
    Phrase("3 Closing", 3.0, apex_s=3.5),
)


@pytest.fixture(scope="session")
def wave():
    """A wave of two seconds and a bit, as three forms."""
    return Performance(KUAVO, library(None)["wave"].trajectory(), FORMS)


@pytest.fixture(scope="session")
def unnamed():
    return Performance(KUAVO, library(None)["wave"].trajectory())
