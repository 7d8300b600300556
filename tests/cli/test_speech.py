"""Whose voice is heard, as a show or the command line asks for it."""

import pytest
from tests.cli.conftest import record

from moderator.voice import neural_voice
from moderator.voice.neural_voice import neural_version
from moderator.voice.speech_engine import find_engine


@pytest.fixture
def without_piper(monkeypatch):
    """No neural voice is installed."""
    monkeypatch.setattr(neural_voice, "_DISTRIBUTIONS", ("no-such-piper", "onnxruntime"))
    for search in (find_engine, neural_version):
        search.cache_clear()
    yield
    for search in (find_engine, neural_version):
        search.cache_clear()


@pytest.fixture
def neural(small):
    """A small show whose voice is to be neural."""
    text = (small / "show.yaml").read_text()
    voice = "defaults: {voice: {neural: joe}}\nrobot:"
    (small / "show.yaml").write_text(text.replace("robot:", voice, 1))
    return small


@pytest.mark.usefixtures("without_piper")
def test_a_neural_voice_that_is_not_installed_is_stood_in_for_warned_of_and_recorded(
    moderator, neural
):
    why = "the neural voice joe: no-such-piper is not installed"
    checked = moderator("check", neural)
    assert checked.code == 0
    assert "no-such-piper is not installed: en-us+f5 stands in" in checked.out + checked.err
    ran = moderator("rehearse", neural)
    assert ran.code == 0
    assert f"{why}: en-us+f5 stands in" in " ".join(ran.err.split())
    entries = record(neural.parent / "rehearsals" / "small")
    said = [entry for entry in entries if entry["kind"] == "said"]
    assert said
    assert {entry["stands_in"] for entry in said} == {why}
    red = [entry["red"] for entry in entries if entry["kind"] == "unready"]
    assert red
    assert red[0]["voice"] == why


@pytest.mark.usefixtures("without_piper")
def test_one_engine_for_all_lines_asks_for_no_neural_voice(moderator, neural):
    ran = moderator("rehearse", neural, "--speech", "bundled")
    assert ran.code == 0
    entries = record(neural.parent / "rehearsals" / "small")
    assert not any("stands_in" in entry for entry in entries)


@pytest.mark.parametrize(
    ("speech", "why"),
    [
        ("neurall", "'neurall' is no speech engine (choose bundled, system, neural, silent, or"),
        ("gone.onnx", "there is no voice model 'gone.onnx' — name the file of a Piper voice"),
    ],
)
def test_an_engine_that_there_is_not_is_told_in_a_line(moderator, small, speech, why):
    ran = moderator("rehearse", small, "--speech", speech)
    assert ran.code == 2
    assert why in " ".join(ran.err.split())


@pytest.mark.usefixtures("without_piper")
def test_the_neural_voice_that_was_asked_for_everywhere_is_not_stood_in_for(moderator, small):
    ran = moderator("rehearse", small, "--speech", "neural")
    assert ran.code == 2
    assert "no-such-piper is not installed — pip install 'moderator[neural]'" in ran.err
