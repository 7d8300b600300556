"""`kill -9` at random moments of a running show: nothing acknowledged is lost, and it goes on."""

import pytest
from tests.console.kills import Nights
from tests.console.outside import PLANTED, install_witness

pytestmark = pytest.mark.real_time


@pytest.fixture
def nights(tmp_path, monkeypatch):
    begun = []

    def begin(seed, planted=""):
        told = install_witness(tmp_path / "witness", monkeypatch.setenv, planted)
        begun.append(Nights(tmp_path, told, seed))
        return begun[-1]

    yield begin
    for each in begun:
        each.close()


@pytest.mark.slow
def test_ten_kills_lose_nothing_acknowledged(nights):
    killed = nights(1)
    killed.run(10)
    assert killed.wrong == []
    assert killed.kills == 10
    assert sum(killed.sent.values()) > 20
    assert killed.answered["/go"] >= 3


@pytest.mark.slow
def test_a_journal_that_keeps_too_late_is_found_out(nights):
    killed = nights(4, PLANTED)
    killed.run(4)
    assert any("answered" in what or "messages" in what for what in killed.wrong)


@pytest.mark.proof
@pytest.mark.parametrize("seed", [2, 3])
def test_a_thousand_kills_lose_nothing_acknowledged(nights, seed):
    killed = nights(seed)
    killed.run(500)
    assert killed.wrong == []
    assert killed.kills == 500
