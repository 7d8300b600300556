"""A neural voice: its sound, its words, and what stands in for it."""

import importlib.metadata
import os
import signal
from importlib.util import find_spec

import pytest
from tests.voice import onset_detector
from tests.voice.heard import HIGHEST_DBTP, LOUDNESS_LUFS, loudness, true_peak_dbtp

from moderator.errors import NoSpeechEngine
from moderator.voice import neural_voice
from moderator.voice.line import Line, VoiceSettings
from moderator.voice.neural import NeuralRenderer
from moderator.voice.neural_voice import NEURAL, neural_language, neural_settings, neural_version
from moderator.voice.render import Renderer
from moderator.voice.worker_process import WorkerProcess

pytestmark = pytest.mark.skipif(not find_spec("piper"), reason="extra [neural] is not installed")

WITHIN_S = 0.080
VOICE = VoiceSettings(neural=NEURAL)
LINE = Line("Good afternoon. [mark: bow] Before we talk, let me show you something old.", VOICE)
OTHER = Line("Our first speaker is Mary Smith, [mark: palm] Director of the park.", VOICE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("neural")


@pytest.fixture(scope="module")
def renderer(folder):
    with NeuralRenderer(folder) as renderer:
        renderer.render_all([LINE, OTHER])
        yield renderer


def stand_in(line):
    return Line(line.text)


@pytest.mark.parametrize("line", [LINE, OTHER])
def test_a_line_has_its_words_and_each_pause_ends_with_one(renderer, line):
    sound = renderer.render(line)
    assert sound.stands_in == ""
    assert " ".join(word for _, word in sound.words) in sound.text.replace(".", "").replace(",", "")
    onsets = onset_detector.onsets(sound.path, after_silence_s=0.15)
    assert len(onsets) >= 2
    for onset in onsets:
        assert min(abs(at_ns / 1e9 - onset) for at_ns, _ in sound.words) <= WITHIN_S
    for _, at_ns in sound.marks:
        assert min(abs(at_ns / 1e9 - onset) for onset in onsets) <= WITHIN_S


def test_it_is_as_loud_as_any_other_line(renderer):
    path = renderer.render(LINE).path
    assert abs(loudness(path) - LOUDNESS_LUFS) <= 0.1
    assert true_peak_dbtp(path) <= HIGHEST_DBTP


def test_a_line_is_the_same_to_the_byte_whatever_was_said_before(renderer, tmp_path):
    with NeuralRenderer(tmp_path) as other:
        alone = other.render(OTHER)
    assert alone.path.read_bytes() == renderer.render(OTHER).path.read_bytes()


def test_a_voice_for_everywhere_is_that_of_lines_in_its_language(renderer, folder):
    with NeuralRenderer(folder, everywhere=NEURAL) as everywhere:
        assert everywhere.cached(stand_in(LINE)) == renderer.cached(LINE)
        assert everywhere._voice_of(Line("你好。")) == ""


@pytest.fixture
def not_installed(monkeypatch):
    version = importlib.metadata.version

    def found(name):
        if name == "piper-tts":
            raise importlib.metadata.PackageNotFoundError
        return version(name)

    from moderator.voice.speech_engine import find_engine

    neural_version.cache_clear()
    find_engine.cache_clear()
    monkeypatch.setattr(neural_voice.importlib.metadata, "version", found)
    yield
    neural_version.cache_clear()
    find_engine.cache_clear()


@pytest.mark.usefixtures("not_installed")
def test_where_it_is_not_installed_the_usual_voice_stands_in_and_that_is_told_once(tmp_path):
    told = []
    with NeuralRenderer(tmp_path, tell=told.append) as renderer:
        sounds = renderer.render_all([LINE, OTHER])
        assert renderer.cached(LINE) == sounds[0]
    with Renderer(tmp_path) as usual:
        assert usual.cached(stand_in(LINE)).path == sounds[0].path
    why = "the neural voice joe: piper-tts is not installed"
    assert [sound.stands_in for sound in sounds] == [why, why]
    assert told == [f"{why}: en-us+f5 stands in"]
    assert renderer.standing_in == why


@pytest.mark.usefixtures("not_installed")
def test_one_that_was_asked_for_everywhere_and_is_missing_is_an_error(tmp_path):
    with pytest.raises(NoSpeechEngine) as failure:
        NeuralRenderer(tmp_path, everywhere=NEURAL)
    assert failure.value.hint == "pip install 'moderator[neural]'"


def test_one_that_dies_in_the_middle_of_a_line_is_stood_in_for_until_it_is_found_again(
    renderer, monkeypatch
):
    def killed(self, line, *_):
        os.kill(self.pid, signal.SIGKILL)
        return render_line(self, line, *_)

    render_line = WorkerProcess.render
    lines = [Line(f"This is line {word}.", VOICE) for word in ("one", "two", "three")]
    renderer.render(stand_in(LINE))
    with monkeypatch.context() as patched:
        patched.setattr(
            WorkerProcess,
            "render",
            lambda self, line, *_: (killed if line.settings.neural else render_line)(
                self, line, *_
            ),
        )
        assert "the rendering process died" in renderer.render(lines[0]).stands_in
    assert "the rendering process died" in renderer.render(lines[1]).stands_in
    with monkeypatch.context() as patched:
        patched.setattr(WorkerProcess, "render", None)
        assert renderer.render(lines[1]).stands_in  # it lies rendered by now
    assert renderer.trouble == ""
    renderer.look()
    assert renderer.standing_in == ""
    assert renderer.render(lines[2]).stands_in == ""


def test_a_line_that_keeps_the_hall_waiting_is_said_by_the_usual_voice(renderer, monkeypatch):
    monkeypatch.setattr(renderer, "_patience_s", 0.001)
    line = Line("This is line four.", VOICE)
    assert "it took more than 0.001 s" in renderer.render(line).stands_in
    assert renderer.standing_in == ""
    (beforehand,) = renderer.render_all([line])
    assert beforehand.stands_in == ""


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        (None, "has no settings 'voice.onnx.json' beside it"),
        ("{", "has no settings of a Piper voice"),
        ("[" * 100_000, "has no settings of a Piper voice"),
        ('{"espeak": {"voice": 1}}', "has no settings of a Piper voice"),
        ('{"x": "' + "x" * (1 << 20) + '"}', "is larger than 1 MB"),
    ],
)
def test_a_model_without_its_settings_is_no_voice(tmp_path, settings, why):
    model = tmp_path / "voice.onnx"
    model.touch()
    if settings is not None:
        (tmp_path / "voice.onnx.json").write_text(settings)
    with pytest.raises(NoSpeechEngine, match=why):
        neural_settings(model)


def test_a_model_that_is_none_is_stood_in_for(tmp_path):
    settings = neural_voice.neural_model(NEURAL)
    model = tmp_path / "voice.onnx"
    model.write_bytes(b"no model")
    beside = settings.with_name(f"{settings.name}.json")
    (tmp_path / "voice.onnx.json").write_bytes(beside.read_bytes())
    assert neural_language(str(model)) == "en"
    with NeuralRenderer(tmp_path / "cache") as renderer:
        sound = renderer.render(Line(LINE.text, VoiceSettings(neural=str(model))))
    assert "the neural voice voice: the speech engine does not load" in sound.stands_in
