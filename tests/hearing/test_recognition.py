"""The bars of recognition, with a neural voice: a short form of what bench/hearing.py measures."""

from importlib.util import find_spec

import pytest
from tests.hearing.recognition import tally
from tests.hearing.spoken import CHECK, questions, scripted, talk, unanswerable

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(not find_spec("pocketsphinx"), reason="extra [hearing] is not installed"),
    pytest.mark.skipif(not find_spec("piper"), reason="extra [neural] is not installed"),
]


@pytest.fixture(scope="module")
def recogniser():
    from moderator.hearing.sphinx import Sphinx

    return Sphinx("", questions())


@pytest.mark.parametrize(("noise_db", "least"), [(None, 0.90), (20, 0.75)])
def test_scripted_questions_find_their_answer(recogniser, noise_db, least):
    tallied = tally(recogniser, scripted(CHECK[:1]), noise_db)
    print(tallied)
    assert tallied.right >= least * tallied.said


@pytest.mark.parametrize("noise_db", [None, 20])
@pytest.mark.parametrize("said", [talk("check", CHECK[:1]), unanswerable(CHECK[:1])[::3]])
def test_four_of_five_that_ask_nothing_of_the_show_are_rejected(recogniser, noise_db, said):
    tallied = tally(recogniser, said, noise_db)
    print(tallied)
    assert tallied.rejected >= 0.80 * tallied.said
