"""A film plays, and is whole or not there."""

import resource
import subprocess
import sys

import imageio_ffmpeg
import numpy as np
import pytest

from moderator.errors import CannotStart, CannotWrite
from moderator.motion.seen import film as filming
from moderator.motion.seen.film import Shot, film, frame

SHOT = Shot((128, 96), 10, 0.5, 1.7)


@pytest.fixture(scope="module")
def filmed(wave, tmp_path_factory):
    path = tmp_path_factory.mktemp("film") / "wave.mp4"
    told = []
    film(wave, SHOT, path, told.append)
    return path, told


def test_it_plays_as_long_as_was_asked_for(filmed):
    path, told = filmed
    frames, seconds = imageio_ffmpeg.count_frames_and_secs(str(path))
    assert (frames, seconds) == (12, pytest.approx(1.2, abs=0.05))
    assert told == list(range(1, 13))


def test_any_player_reads_it(filmed):
    path, _ = filmed
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert "h264" in told
    assert "yuv420p" in told
    assert "128x96" in told


def test_it_begins_to_play_before_it_is_loaded(filmed):
    path, _ = filmed
    content = path.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_it_shows_the_body_moving(filmed):
    path, _ = filmed
    grey = ["-f", "rawvideo", "-pix_fmt", "gray", "-"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(path), *grey]
    played = subprocess.run(command, capture_output=True, check=True).stdout
    frames = np.frombuffer(played, np.uint8).reshape(12, -1).astype(int)
    assert np.ptp(frames[0]) > 150
    assert (np.ptp(frames, axis=0) > 60).sum() > 100


def test_the_name_of_the_form_stands_in_it(wave):
    figure, at = wave.figure(0), wave.places[0, 0] * (1, 1, 0) + (0, 0, 0.76)
    bare, named = (frame(figure, at, (320, 240), (n, n, "")) for n in ("", "7"))
    lines = 3 * 320
    assert bare[: 180 * lines] == named[: 180 * lines]
    assert bare != named


def test_one_that_is_given_up_leaves_nothing(wave, tmp_path):
    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        film(wave, SHOT, tmp_path / "wave.mp4", stop)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_clear_error_and_leaves_the_old_film(wave, tmp_path):
    path = tmp_path / "wave.mp4"
    path.write_bytes(b"the one before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, hard))
    try:
        with pytest.raises(CannotWrite, match=r"cannot write .*wave.mp4"):
            film(wave, SHOT, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"the one before"]


@pytest.mark.parametrize(
    ("code", "why"),
    [(228, "No space left on device"), (226, "Read-only file system"), (1, "Nothing was written")],
)
def test_why_ffmpeg_ended_is_told_in_the_systems_words_where_it_knows_them(code, why):
    told = b"[out#0/mp4 @ 0x55] Error\nNothing was written\n"
    assert why in str(filming.ended(told, code))


def test_without_ffmpeg_it_says_what_to_install(wave, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(CannotStart, match=r"pip install 'moderator\[film\]'"):
        film(wave, SHOT, tmp_path / "wave.mp4")
    assert list(tmp_path.iterdir()) == []
