"""A short film from its show to its MP4, looked at and listened to again."""

import fcntl
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from moderator.cli import main
from moderator.film import pictures
from moderator.film.making import pictures as taken
from moderator.motion.seen.film import ffmpeg

pytestmark = pytest.mark.slow

SHOW = """\
show: A Small Night
starts: 2025-09-10T15:00+08:00
robot: {name: Kuafu, needs: [voice, head]}
acts:
  - act: Opening
    cues:
      - cue: "1"
        speak: "Good evening. [mark: nod] I am Kuafu."
        gestures: {nod: nod}
"""
WIDE, TALL, RATE_HZ = 320, 180, 25


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("film")
    (folder / "night").mkdir()
    (folder / "night" / "show.yaml").write_text(SHOW, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        assert film(folder) == 0
        yield folder


def film(folder, *more):
    out = str(folder / "night.mp4")
    size = ("--size", f"{WIDE}x{TALL}")
    return main(["film", str(folder / "night"), "--out", out, *size, *more])


def decoded(folder, *how):
    command = [ffmpeg(), "-loglevel", "error", "-i", str(folder / "night.mp4"), *how, "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def seen(folder):
    raw = decoded(folder, "-f", "rawvideo", "-pix_fmt", "gray")
    return np.frombuffer(raw, np.uint8).reshape(-1, TALL, WIDE)


def heard(folder):
    raw = decoded(folder, "-f", "f32le", "-ac", "1", "-ar", "48000")
    return np.frombuffer(raw, np.float32)


def test_picture_and_sound_are_in_step_to_40_ms(made):
    band = seen(made)[:, int(TALL * 0.91) : int(TALL * 0.94), int(WIDE * 0.48) : int(WIDE * 0.52)]
    shown = band.mean(axis=(1, 2))
    caption_s = np.flatnonzero(shown < 110)[0] / RATE_HZ
    voice_s = np.flatnonzero(np.abs(heard(made)) > 0.02)[0] / 48_000
    assert abs(caption_s - voice_s) <= 0.04


def test_picture_and_sound_are_as_long_as_each_other(made):
    assert abs(len(seen(made)) / RATE_HZ - len(heard(made)) / 48_000) <= 0.04


def test_it_begins_with_the_act_and_the_body_moves(made):
    pictures = seen(made)
    assert pictures[30].mean() > 220
    head = pictures[80:, int(TALL * 0.1) : int(TALL * 0.3), int(WIDE * 0.4) : int(WIDE * 0.6)]
    assert np.abs(np.diff(head.astype(int), axis=0)).max() > 40


def test_a_film_that_was_not_finished_goes_on_where_it_was(made):
    (folder,) = (made / "cache" / "moderator" / "film").iterdir()
    kept = sorted(folder.glob("*.mp4"))
    first, *others = kept
    before = {file: file.stat().st_mtime_ns for file in others}
    first.unlink()
    assert film(made) == 0
    assert first.exists()
    assert {file: file.stat().st_mtime_ns for file in others} == before
    assert {file.name for file in folder.iterdir()} == {*(file.name for file in kept), "rehearsal"}


def test_half_a_stretch_is_never_taken_for_a_whole_one(tmp_path, monkeypatch):
    def broken_off(_):
        yield bytes(3 * WIDE * TALL)
        raise KeyboardInterrupt

    monkeypatch.setattr(pictures, "_pixels", broken_off)
    stretch = pictures.Stretch("a.mp4", (), {}, (WIDE, TALL), RATE_HZ)
    with pytest.raises(KeyboardInterrupt):
        pictures.take(stretch, tmp_path / "a.mp4")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--size", "961x540"], "'961x540' is no size of a film — write two even numbers"),
        (["--fps", "0"], "0 pictures a second"),
        (["--from", "7"], "there is no cue 7"),
        (["--record", "nowhere"], "cannot read the record"),
    ],
)
def test_what_cannot_be_filmed_is_told_in_a_line(made, capsys, options, told):
    before = (made / "night.mp4").read_bytes()
    assert film(made, *options) == 2
    assert told in capsys.readouterr().err
    assert (made / "night.mp4").read_bytes() == before


def test_without_ffmpeg_it_says_what_to_install(made, capsys, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "imageio_ffmpeg", None)
    assert film(made) == 2
    assert "pip install 'moderator[film]'" in capsys.readouterr().err


def test_a_full_disk_is_told_before_an_hour_of_filming(tmp_path, monkeypatch):
    from collections import namedtuple

    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(1, 1, 0))
    with pytest.raises(Exception, match="is full — free some space"):
        taken([], tmp_path)


def test_two_films_of_one_show_are_not_made_beside_each_other(made, capfd):
    [folder] = (made / "cache/moderator/film").iterdir()
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    assert film(made) == 2
    os.close(held)
    assert "another film of" in capfd.readouterr().err


@pytest.mark.parametrize(
    "stretches",
    [pytest.param(0, marks=pytest.mark.proof), 1, pytest.param(2, marks=pytest.mark.proof)],
)
def test_a_film_that_is_killed_goes_on_and_is_whole(made, tmp_path, stretches):
    """Killed with all its processes once some stretches are there, which are not taken again."""
    cache, out = tmp_path / "cache", tmp_path / "night.mp4"
    command = [sys.executable, "-m", "moderator", "film", str(made / "night"), "--out", str(out)]
    command += ["--size", f"{WIDE}x{TALL}"]
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    filming = subprocess.Popen(command, env=env, start_new_session=True, stderr=subprocess.DEVNULL)
    limit = time.monotonic() + 120
    while len(parts := list(cache.glob("moderator/film/*/[0-9a-f]*.mp4"))) < stretches:
        assert filming.poll() is None
        assert time.monotonic() < limit
        time.sleep(0.01)
    os.killpg(filming.pid, signal.SIGKILL)
    filming.wait()
    assert not out.exists()
    before = {part: part.stat().st_mtime_ns for part in parts}
    subprocess.run(command, env=env, check=True, stderr=subprocess.DEVNULL)
    assert {part: part.stat().st_mtime_ns for part in parts} == before
    assert len(seen(tmp_path)) == len(seen(made))
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []
