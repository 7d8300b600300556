import shutil
from pathlib import Path

import pytest
from tests.show.script.conftest import CUES
from tests.show.script.test_recordings import tone

from moderator.document import Problems
from moderator.errors import CannotStart
from moderator.show.load import load
from moderator.show.script.recordings import RECORDINGS_FILE, read_recordings
from moderator.show.script.sentences import sentences
from moderator.show.script.spoken_from import spoken_from
from moderator.show.script.taking_in import take_in


@pytest.fixture
def taking(script):
    """Take in recordings that are called so, each of another length."""

    def take(*names, cues=CUES):
        read = script(cues=cues)
        lasts = [0.8 + 0.1 * n for n in range(len(names))]
        for name, seconds in zip(names, lasts, strict=True):
            tone(read.folder / "audio" / name, seconds)
        return again(cues)

    def again(cues=CUES):
        read = script(cues=cues)
        lines = spoken_from(read.sentences, read.loaded.materials)
        taken = take_in(read.folder, read.folder / "audio", lines)
        read = script(cues=cues)
        after = spoken_from(read.sentences, read.loaded.materials)
        states = {line.name: line.state for line in after.values()}
        return read, taken, states

    take.again = again
    return take


def text_in(read):
    return (read.folder / RECORDINGS_FILE).read_text("utf-8")


def test_files_called_as_their_lines_are_what_these_are_spoken_from(taking):
    read, taken, states = taking("1.wav", "3-Closing.WAV", "H1.wav")
    assert (taken.new, taken.refused) == (
        ["audio/1.wav", "audio/3-Closing.WAV", "audio/H1.wav"],
        [],
    )
    assert [name for name, state in states.items() if state == "recorded"] == [
        *("1", "3-closing", "H1")
    ]
    assert text_in(read).splitlines()[-6:] == [
        '  - cue: "H1"',
        '    line: "line"',
        '    file: "audio/H1.wav"',
        '    text: "A short pause."',
        f'    words: "{read.sentences[-1].hash}"',
        f'    sound: "{next(iter(reversed(recordings(read).values()))).sound}"',
    ]


def recordings(read):
    problems = Problems()
    found = read_recordings(read.folder, problems)
    assert not problems.errors
    return found


def test_a_file_may_be_called_by_the_hash_of_the_words(taking):
    words = taking("1.wav")[0].sentences[1].hash
    _, taken, states = taking(f"{words}.wav")
    assert taken.new == [f"audio/{words}.wav"]
    assert states["2"] == "recorded"


def test_each_line_of_a_whole_show_has_a_name_of_its_own():
    show = Path(__file__).parents[3] / "scripts" / "open-cooperation-forum"
    loaded = load(str(show), "simulator")
    lines = spoken_from(sentences(loaded.show, loaded.materials), loaded.materials)
    names = [line.name.casefold() for line in lines.values()]
    assert len(names) == len(set(names)) > 100


def test_what_was_taken_in_before_is_left_as_it_is_and_so_are_notes(taking):
    read, *_ = taking("1.wav")
    (read.folder / RECORDINGS_FILE).write_text("# Read by Otto.\n" + text_in(read) + "# The end.\n")
    before = text_in(read)
    _, taken, _ = taking.again()
    assert (taken.new, taken.same, text_in(read)) == ([], ["audio/1.wav"], before)
    tone(read.folder / "audio" / "2.wav", 1.5)
    _, taken, _ = taking.again()
    assert taken.new == ["audio/2.wav"]
    assert text_in(read).startswith(before)


def test_a_line_that_is_recorded_anew_has_the_new_one_alone(taking):
    read, *_ = taking("1.wav", "2.wav")
    tone(read.folder / "audio" / "1.wav", 2.5)
    read, taken, _ = taking.again()
    assert (taken.new, read.told) == (["audio/1.wav"], [])
    found = recordings(read)
    assert [each.file for each in found.values()] == ["audio/2.wav", "audio/1.wav"]


def test_once_words_change_the_old_recording_is_not_taken_for_the_new_words(taking):
    changed = CUES.replace("] evening.", "] evening, all.")
    taking("1.wav")
    read, taken, states = taking.again(changed)
    why = "the words were changed since it was recorded; record the line anew"
    assert taken.refused == [("audio/1.wav", why)]
    assert states["1"] == "of other words"
    [told] = read.told
    assert "cue 1, line, now says 'Good evening, all.'" in told
    tone(read.folder / "audio" / "1.wav", 1.9)
    read, taken, states = taking.again(changed)
    assert (taken.new, states["1"], read.told) == (["audio/1.wav"], "recorded", [])
    assert [each.text for each in recordings(read).values()] == ["Good evening, all."]


def test_a_line_that_was_wholly_rewritten_is_known_by_its_place(taking):
    taking("1.wav")
    read, _, states = taking.again(CUES.replace("Good [mark: now] evening.", "[mark: now] Hello!"))
    assert states["1"] == "of other words"
    assert "cue 1, line, now says 'Hello!'" in read.told[0]


def test_a_file_changed_since_it_was_taken_in_is_told(taking, script):
    read, *_ = taking("1.wav")
    tone(read.folder / "audio" / "1.wav", 2.5)
    [told] = script().told
    assert "'audio/1.wav' was changed since it was taken in — listen to it" in told


def test_what_cannot_be_used_is_left_out_with_the_reason(taking):
    read, *_ = taking("1.wav")
    audio = read.folder / "audio"
    (audio / "2.wav").write_text("no sound")
    for name in ("clsing", "x", "3-answer-late", read.sentences[0].hash):
        shutil.copyfile(audio / "1.wav", audio / f"{name}.wav")
    (audio / "h1.wav").symlink_to("/etc/hostname")
    _, taken, _ = taking.again()
    assert dict(taken.refused) == {
        "audio/2.wav": "'2.wav' cannot be played: it is no WAV file",
        "audio/clsing.wav": "no line is called so; did you mean 3-closing.wav?",
        "audio/x.wav": "no line is called so; --recorded lists the names",
        "audio/3-answer-late.wav": "it is of a line with facts that are known only when it is "
        "spoken",
        f"audio/{read.sentences[0].hash}.wav": "these words are in audio/1.wav already",
        "audio/h1.wav": "'audio/h1.wav' leaves the show's folder",
    }


def test_a_folder_elsewhere_or_without_wavs_is_told_and_nothing_is_written(script, tmp_path):
    read = script()
    (read.folder / "notes").mkdir()
    for sounds, told in (
        (read.folder / "gone", "there is no folder"),
        (read.folder / "notes", "there is no WAV file"),
        (read.folder.parent, "is outside the show's folder"),
    ):
        with pytest.raises(CannotStart, match=told):
            take_in(read.folder, sounds, {})
    assert not (read.folder / RECORDINGS_FILE).exists()
