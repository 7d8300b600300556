import shutil
import wave

import numpy as np
import pytest
from tests.cli.conftest import record
from tests.show.script.conftest import CUES, FACTS
from tests.voice.heard import LOUDNESS_LUFS, loudness

from moderator.cli import main
from moderator.errors import SpeechFailed
from moderator.show.lengths import Estimated
from moderator.show.lines import render_lines
from moderator.show.load import load
from moderator.voice.line import Line, VoiceSettings
from moderator.voice.render import Renderer
from moderator.voice.silent import SilentRenderer

RATE = 22_050
LATE_S = 0.5


def tone(path, seconds, level=0.02):
    """A quiet tone after half a second of silence, as a recorder writes it."""
    path.parent.mkdir(exist_ok=True)
    sound = level * np.sin(2 * np.pi * 330 * np.arange(round(RATE * seconds)) / RATE)
    whole = np.concatenate([np.zeros(round(RATE * LATE_S)), sound])
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((whole * 32_767).astype("<i2").tobytes())


@pytest.fixture
def recorded(script):
    """A show with recordings of some words."""

    def read(*items, cues=CUES, facts=FACTS):
        folder = script().folder
        tone(folder / "audio" / "evening.wav", 2)
        (folder / "recordings.yaml").write_text("recordings:\n" + "\n".join(items) + "\n")
        return script("", cues, facts)

    return read


def item(text, marks=""):
    return f'  - {{file: audio/evening.wav, text: "{text}"{marks}}}'


def ready(read):
    return render_lines(read.loaded.show, read.loaded.materials, SilentRenderer())


def test_a_line_is_played_from_its_recording_as_loud_as_every_other(recorded):
    read = recorded(item("Good evening."))
    lines = ready(read)
    sound = lines["Good [mark: now] evening."].sound
    assert abs(loudness(sound.path) - LOUDNESS_LUFS) <= 0.1
    assert sound.duration_ns / 1e9 == pytest.approx(2.27, abs=0.02)
    assert sound.text == "Good evening."
    assert [word for _, word in sound.words] == ["Good", "evening."]
    assert lines["Thank you."].sound.path != sound.path


def test_a_mark_is_where_it_was_set_or_at_its_share_of_the_line(recorded):
    def mark(read):
        [(name, at)] = ready(read)["Good [mark: now] evening."].sound.marks
        return name, at / 1e9

    shared = 0.02 + 2.0 * len("Good ") / len("Good evening.")
    assert mark(recorded(item("Good evening."))) == ("now", pytest.approx(shared, abs=0.01))
    when_set = recorded(item("Good evening.", ", marks: {now: 1.7s}"))
    assert mark(when_set) == ("now", pytest.approx(1.7 - LATE_S + 0.02, abs=0.01))


@pytest.fixture(scope="module")
def renderer(tmp_path_factory):
    with Renderer(tmp_path_factory.mktemp("voice")) as renderer:
        yield renderer


def test_words_and_marks_are_where_they_are_heard_in_the_recording(recorded, renderer):
    read = recorded(item("Good evening."))
    read_out = renderer.render(Line("Good [mark: now] evening.", VoiceSettings("en-us+m3", 100)))
    shutil.copyfile(read_out.path, read.folder / "audio" / "evening.wav")
    lines = render_lines(read.loaded.show, read.loaded.materials, renderer)
    sound = lines["Good [mark: now] evening."].sound
    assert [word for _, word in sound.words] == ["Good", "evening"]
    assert [at for at, _ in sound.words] == pytest.approx([at for at, _ in read_out.words], abs=4e7)
    assert dict(sound.marks)["now"] == sound.words[1][0]


def test_what_is_known_of_a_recording_does_not_depend_on_what_was_rendered_before(
    recorded, renderer
):
    read = recorded(item("Good evening."))
    silent = ready(read)["Good [mark: now] evening."].sound
    render_lines(read.loaded.show, read.loaded.materials, renderer)
    assert ready(read)["Good [mark: now] evening."].sound == silent


def test_the_script_says_which_lines_are_spoken_from_recordings(recorded):
    found = recorded(item("Thank you.")).sentences
    assert {each.words: each.recording for each in found if each.recording} == {
        "Thank you.": "audio/evening.wav"
    }


def test_check_has_its_length_without_looking_at_its_sound(recorded):
    read = recorded(item("Good evening."))
    lengths = Estimated(read.loaded.materials)
    assert lengths.line_ns("Good [mark: now] evening.") == 2_500_000_000
    assert read.told == []


def test_once_the_words_change_the_recording_is_not_used_and_that_is_told(recorded):
    read = recorded(item("Good evening."), cues=CUES.replace("] evening.", "] evening, all."))
    assert "evening" not in str(ready(read)["Good [mark: now] evening, all."].sound.path.name)
    [told] = read.told
    assert told.startswith("warning: 'audio/evening.wav' is of words that no line has")
    assert told.endswith("cue 1, line, now says 'Good evening, all.': record it anew")


def test_a_recorded_figure_is_of_its_value(recorded):
    words = item("There are 400 seats.")
    assert recorded(words).told == []
    [told] = recorded(words, facts=FACTS.replace("400", "401")).told
    assert "now says 'There are 401 seats.'" in told


def test_an_answer_a_reminder_and_a_hot_cue_may_be_recorded_too(recorded):
    said = ("I do not know.", "Thank you.", "One minute more.", "We go on.", "A short pause.")
    lines = ready(recorded(*map(item, said)))
    lasting = {
        line.written for line in lines.values() if abs(line.sound.duration_ns - 2.27e9) < 2e7
    }
    assert lasting >= set(said)


def test_a_recording_belongs_to_the_shows_fingerprint(recorded):
    read = recorded(item("Good evening."))
    before = read.loaded.fingerprint()
    tone(read.folder / "audio" / "evening.wav", 2.1)
    assert read.loaded.fingerprint() != before


def test_a_recording_of_many_minutes_is_refused_by_its_head_alone(recorded):
    folder = recorded(item("Good evening.")).folder
    with wave.open(str(folder / "audio" / "evening.wav"), "wb") as file:
        file.setparams((1, 1, 10, 0, "NONE", ""))
        file.writeframes(bytes(6_020))
    [told] = load(str(folder), "simulator").problems
    assert "it is longer than 600 s" in told.message


def test_a_recording_in_which_nothing_is_heard_is_no_line(recorded):
    read = recorded(item("Good evening."))
    tone(read.folder / "audio" / "evening.wav", 2, level=0)
    with pytest.raises(SpeechFailed, match=r"audio/evening.wav cannot be spoken: nothing is heard"):
        ready(read)


def test_a_rehearsal_speaks_recordings(recorded, tmp_path):
    cues = 'acts: [{act: One, cues: [{cue: "1", speak: "Good evening."}]}]\n'
    read = recorded(item("Good evening."), cues=cues)
    out = tmp_path / "out"
    assert main(["rehearse", str(read.folder), "--speech", "silent", "--out", str(out)]) == 0
    [said] = [entry for entry in record(out) if entry["kind"] == "said"]
    [ended] = [entry for entry in record(out) if entry["kind"] == "cue_ended"]
    assert (said["text"], said["recording"]) == ("Good evening.", "audio/evening.wav")
    assert ended["at"] - said["at"] == pytest.approx(2.27, abs=0.02)
