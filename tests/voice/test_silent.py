import wave

from moderator.voice.estimate import estimate_ns
from moderator.voice.line import Line, VoiceSettings
from moderator.voice.silent import SilentRenderer

LINE = Line("Good afternoon, everybody. [mark: bow] Welcome to the forum.", VoiceSettings())


def test_a_line_is_as_long_as_it_is_estimated_to_be(tmp_path):
    with SilentRenderer(tmp_path) as renderer:
        sound = renderer.render(LINE)
    estimated_ns = estimate_ns("Good afternoon, everybody. Welcome to the forum.", 150)
    assert abs(sound.duration_ns - estimated_ns) < 1_000_000
    with wave.open(str(sound.path)) as file:
        assert not any(file.readframes(file.getnframes()))


def test_its_words_and_marks_come_in_order(tmp_path):
    with SilentRenderer(tmp_path) as renderer:
        sound = renderer.render(LINE)
    assert [word for _, word in sound.words] == [
        "Good", "afternoon,", "everybody.", "Welcome", "to", "the", "forum.",
    ]  # fmt: skip
    starts = [at_ns for at_ns, _ in sound.words]
    assert starts == sorted(starts)
    assert starts[-1] < sound.duration_ns
    [(name, at_ns)] = sound.marks
    assert name == "bow"
    assert starts[2] < at_ns <= starts[3]


def test_a_line_of_nothing_but_signs_has_some_length(tmp_path):
    with SilentRenderer(tmp_path) as renderer:
        assert renderer.render(Line("…")).duration_ns > 0
