"""`moderator motions show`."""

import errno
import os

import pytest
from PIL import Image

from moderator.cli import main


def show(*args):
    return main(["motions", "show", *map(str, args)])


def test_a_gesture_is_drawn_and_its_file_named(tmp_path, capsys):
    picture = tmp_path / "nod.png"
    assert show("nod", "--png", picture) == 0
    assert capsys.readouterr().out == f"{picture}\n"
    with Image.open(picture) as image:
        assert image.size == (300 + 54, 400 + 66 + 54)


def test_a_file_is_shown_as_a_motion_is(tmp_path, capsys):
    assert main(["motions", "export", "nod", str(tmp_path / "mine.csv")]) == 0
    assert show(tmp_path / "mine.csv", "--html", tmp_path / "mine.html") == 0
    assert "<h1>mine</h1>" in (tmp_path / "mine.html").read_text()


@pytest.mark.slow
def test_a_film_tells_how_long_it_will_take(tmp_path, capsys):
    film = ("--mp4", tmp_path / "nod.mp4", "--size", "64x64", "--fps", "5", "--to", "1s")
    assert show("nod", *film) == 0
    told = capsys.readouterr()
    assert told.out == f"{tmp_path / 'nod.mp4'}\n"
    assert "5 pictures on" in told.err
    assert (tmp_path / "nod.mp4").stat().st_size > 1000


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "nothing to write — add --png, --mp4, --html or --plots and a file"),
        (("--plots", "x.txt"), "plots are not written as x.txt — end it in .png"),
        (("--mp4", "x.mp4", "--size", "3x4"), "no size of a film — write two even numbers"),
        (("--mp4", "x.mp4", "--from", "2"), "--from: '2' has no unit; write 2s or 2m"),
        (("--mp4", "x.mp4", "--from", "90s"), "nothing to film in that time — the motion lasts"),
        (("--mp4", "x.mp4", "--fps", "0"), "0 pictures a second are none"),
        (("--png", "x.png", "--robot", "simulatr"), "did you mean 'simulator'?"),
        (("--mp4", "x.mp4", "--fps", "100000"), "100,000 pictures a second are too many"),
        (("--png", "x.png", "--columns", "0"), "a storyboard of 0 columns — write 1 or more"),
        (("--png", "x.png", "--html", "x.png"), "x.png is named for two things"),
        (("--plots", "x.png", "--png", "./x.png"), "x.png is named for two things"),
        (("--png", "nowhere/x.png"), "no such file or directory — make its folder first"),
        (("--png", "."), "cannot write .: is a directory — name a file in it"),
    ],
)
def test_what_cannot_be_shown_is_one_line_and_what_to_do(args, told, capsys):
    assert show("nod", *args) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1


def test_a_disk_that_nothing_can_be_written_or_removed_on_is_one_clear_line(
    tmp_path, capsys, monkeypatch
):
    def refused(*args, **kwargs):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("PIL.Image.Image.save", refused)
    monkeypatch.setattr("pathlib.Path.unlink", refused)
    assert show("nod", "--png", tmp_path / "x.png") == 2
    told = f"cannot write {tmp_path / 'x.png'}: read-only file system — name a place you may write"
    assert told in capsys.readouterr().err


def test_a_joint_that_the_body_lacks_is_named(tmp_path, capsys):
    (tmp_path / "tail.csv").write_text("time,tail\n0,0\n1,0.5\n")
    assert show(tmp_path / "tail.csv", "--png", tmp_path / "x.png") != 0
    assert "tail" in capsys.readouterr().err
