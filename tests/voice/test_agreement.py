"""What is told of a rendered line, against what an energy detector hears in it."""

import pytest
from tests.voice import onset_detector

from moderator.voice.line import Line, VoiceSettings
from moderator.voice.render import Renderer
from moderator.voice.sound_edges import LEAD_S, TAIL_S

TOLERANCE_S = 0.020

# Each has its mark after a pause, so that the word after it can be heard to start.
LINES = [
    "Good afternoon. [mark: bow] Before we talk, let me show you something old.",
    "Good afternoon. [mark: bow] Please, sit down.",
    "It is ready. [mark: show] Talk to me about it.",
    "My name is Kuafu. [mark: wave] Come and see.",
    "Thank you. [mark: applaud] Chairman of the board, you are next.",
    "Shall we begin? [mark: palm] Of the three speakers, one is here.",
    "The first half was good. [mark: palm] I am glad to say so.",
    "Ladies and gentlemen, [mark: palm] to be short: we are late.",
    "We grew by seven point six percent. [mark: nod] In the second half we hope for more.",
    "That was the Tai Chi. [mark: salute] Four hundred years old!",
    "Look here; [mark: point] kindly wait for the sign.",
    "Well — [mark: shrug] twenty-three is the answer.",
    "“Is it so?” [mark: nod] “She said: it is.”",
    "Wait. [mark: one] Three. [mark: two] Two. [mark: three] One. [mark: four] Press it now.",
]
VOICES = ["en-us+f5", "en-us", "en-gb", "en-us+m3"]


@pytest.fixture(scope="module")
def renderer(tmp_path_factory):
    with Renderer(tmp_path_factory.mktemp("voice")) as renderer:
        yield renderer


@pytest.fixture(params=VOICES)
def voice(request):
    return VoiceSettings(request.param)


@pytest.mark.parametrize("text", LINES)
def test_a_mark_is_where_the_next_word_is_heard_to_start(renderer, voice, text):
    sound = renderer.render(Line(text, voice))
    onsets = onset_detector.onsets(sound.path)
    for _, at_ns in sound.marks:
        assert min(abs(at_ns / 1e9 - onset) for onset in onsets) <= TOLERANCE_S


@pytest.mark.parametrize("text", LINES)
def test_a_line_is_as_long_as_it_is_heard_and_its_known_silence(renderer, voice, text):
    sound = renderer.render(Line(text, voice))
    heard_s = onset_detector.end(sound.path) - onset_detector.onsets(sound.path)[0]
    assert abs(sound.duration_ns / 1e9 - LEAD_S - TAIL_S - heard_s) <= TOLERANCE_S


@pytest.mark.parametrize("text", LINES)
def test_a_mark_at_the_end_is_where_the_sound_ends(renderer, voice, text):
    sound = renderer.render(Line(f"{text} [mark: end]", voice))
    assert abs(sound.marks[-1][1] / 1e9 - onset_detector.end(sound.path)) <= TOLERANCE_S


@pytest.mark.parametrize("text", LINES)
def test_every_pause_ends_with_a_word(renderer, voice, text):
    sound = renderer.render(Line(text, voice))
    for onset in onset_detector.onsets(sound.path, after_silence_s=0.15):
        assert min(abs(at_ns / 1e9 - onset) for at_ns, _ in sound.words) <= TOLERANCE_S


def test_a_mark_changes_nothing_that_is_heard(renderer):
    plain = renderer.render(Line("Good afternoon. Before we talk."))
    marked = renderer.render(Line("Good afternoon. [mark: bow] Before we talk."))
    assert plain.path.read_bytes() == marked.path.read_bytes()


def test_words_that_are_run_together_each_have_a_time(renderer):
    sound = renderer.render(Line("The speed of the road, I am told, isn't in the twenty-fives."))
    said = [word for _, word in sound.words]
    assert " ".join(said) == "The speed of the road I am told isn't in the twenty-fives"
    times = [at_ns for at_ns, _ in sound.words]
    assert times == sorted(set(times))


def test_a_mark_between_words_that_are_run_together_has_the_second_ones_time(renderer):
    sound = renderer.render(Line("The speed of [mark: here] the road."))
    assert sound.marks == (("here", sound.words[3][0]),)
    assert sound.words[3][1] == "the"


@pytest.mark.parametrize("voice", [*VOICES, "en-gb+m3", "en-us+klatt2", "en-us+f2"])
def test_no_voice_is_so_loud_that_it_is_cut_off(renderer, voice):
    sound = renderer.render(Line("Now! Are you all right? Go on, go on!", VoiceSettings(voice)))
    assert onset_detector.peak(sound.path) < 0.98
