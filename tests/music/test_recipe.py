from pathlib import Path

import pytest

from moderator.document import Problems
from moderator.music import is_recipe, read_music
from moderator.music.notes import NotANote, hertz, read_notes

SOUND = """\
music: Small Rain
instrument: guqin
lasts: 12s
phrases:
  a: D3:2 A3v F3~G3:2 -:1 D2+A2:2
form: [a, a]
"""


def read(folder: Path, text: str):
    path, problems = folder / "rain.yaml", Problems()
    path.write_text(text, encoding="utf-8")
    return read_music(path, "music/rain.yaml", problems), [str(problem) for problem in problems]


def test_notes_are_read_as_they_are_written():
    slide, together, ring, rest = read_notes("A3~C4:2 G2+D3:1.5 D5*! -:2")
    assert (slide.pitches, slide.slide, slide.beats) == (("A3",), "C4", 2)
    assert together.pitches == ("G2", "D3")
    assert ring.harmonic
    assert ring.accent
    assert (rest.pitches, rest.beats) == ((), 2)


def test_a4_is_440_hertz_and_an_octave_doubles():
    assert hertz("A4") == pytest.approx(440)
    assert hertz("D5") == pytest.approx(2 * hertz("D4"))


@pytest.mark.parametrize("written", ["H3", "A9", "A3:0", "A3~", "G2+D3*", "A3:-1", "A3#", "a3"])
def test_what_is_no_note_is_refused(written):
    with pytest.raises(NotANote):
        read_notes(written)


def test_a_piece_is_read_whole(tmp_path):
    music, told = read(tmp_path, SOUND)
    assert told == []
    assert len(music.notes()) == 10
    assert music.beat_s == pytest.approx(5 / 16)


@pytest.mark.parametrize(
    ("was", "written", "told"),
    [
        ("D3:2 A3v", "D3:2 H3", "music/rain.yaml:5:6: error: 'H3' is no note"),
        ("[a, a]", "[a, b]", "music/rain.yaml:6:11: error: there is no phrase 'b'"),
        ("lasts: 12s", "lasts: 7s", "music/rain.yaml:3:8: error: no length for a piece"),
        ("lasts: 12s", "lasts: 29m", "music/rain.yaml:3:8: error: a beat lasts"),
        ("guqin", "kazoo", "music/rain.yaml:2:13: error"),
        ("form:", "forms:", "music/rain.yaml:6:1: error"),
        ("[a, a]", f"[{'a, ' * 499}a]", "error: a beat lasts"),
    ],
)
def test_what_is_wrong_with_a_piece_is_told_in_its_place(tmp_path, was, written, told):
    music, problems = read(tmp_path, SOUND.replace(was, written))
    assert music is None
    assert any(told in problem for problem in problems), problems


def test_a_sound_is_music_by_its_ending():
    assert is_recipe("music/tai_chi.yaml")
    assert not is_recipe("music/tai_chi.wav")
