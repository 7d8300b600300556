"""A page with the moving body: complete in itself, and it runs."""

import base64
import json
import re
import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image

from moderator.body.kuavo import KUAVO
from moderator.motion.library import library
from moderator.motion.motion import Phrase
from moderator.motion.seen.camera import looking
from moderator.motion.seen.page import page, write_page
from moderator.motion.seen.performance import Performance

SIZE = (1200, 800)
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
in_browser = pytest.mark.skipif(BROWSER is None, reason="there is no chromium here")


def data(text):
    return json.loads(re.search(r'id="motion">(.*?)</script>', text, re.DOTALL)[1])


def browse(path, *options):
    """The page as a browser has it in the end, and what it complained of."""
    command = [
        BROWSER, "--headless", "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader", "--hide-scrollbars", "--enable-logging=stderr",
        f"--window-size={SIZE[0]},{SIZE[1]}", "--virtual-time-budget=3000", *options,
    ]  # fmt: skip
    done = subprocess.run([*command, path], capture_output=True, timeout=120, check=True)
    told = done.stderr.decode(errors="replace").splitlines()
    return done.stdout.decode(), [line for line in told if "CONSOLE" in line]


def test_it_needs_nothing_from_outside(wave):
    text = page(wave, "wave", "A wave.")
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|\bsrc=|url\(|@import|<link", text)


def test_what_is_told_of_a_motion_is_escaped():
    nasty = "</script><b>'\"&"
    wave = Performance(KUAVO, library(None)["wave"].trajectory(), (Phrase(nasty, 0.0, 1.0, nasty),))
    text = page(wave, nasty, nasty)
    assert "<b>" not in text
    assert text.count("</script>") == 2
    assert data(text)["forms"][0]["name"] == nasty


def test_it_holds_the_motion_as_it_is(wave):
    held = data(page(wave, "wave"))
    samples = np.frombuffer(base64.b64decode(held["samples"]), "<i2")
    samples = samples.reshape(-1, len(held["units"])) * held["units"]
    np.testing.assert_allclose(samples[:, :3], wave.grounded.poses[:, :3], atol=3e-4)
    np.testing.assert_allclose(samples[:, 7:36], wave.angles, atol=7e-5)
    assert [shape["tone"] for shape in held["shapes"]].count("light") == 2


def test_eight_minutes_take_less_than_six_megabytes(wave):
    a_sample = len(data(page(wave, "wave"))["samples"]) / len(wave.grounded.times_s)
    assert a_sample * 25 * 480 + len(page(wave, "wave")) < 6e6


def test_measured_forces_are_told_as_measured(wave):
    forces = np.full((len(wave.grounded.times_s), 2), 123.0)
    text = page(wave, "wave", measured_n=forces)
    assert "as measured" in text
    assert "as planned" not in text


@pytest.mark.slow
@in_browser
def test_a_browser_runs_it_without_a_complaint(wave, tmp_path):
    write_page(wave, tmp_path / "wave.html", "wave", "A wave.")
    dom, complaints = browse(f"{(tmp_path / 'wave.html').as_uri()}#t=2", "--dump-dom")
    assert complaints == []
    assert 'data-ready="true"' in dom
    assert 'aria-valuetext="0:02"' in dom
    assert dom.count('<path class="line') >= 29 + 3
    assert re.search(r'aria-current="true".*?Waving', dom)


@pytest.mark.slow
@in_browser
def test_the_body_is_drawn_where_it_is(wave, tmp_path):
    """The red spot on its chest is where the camera would see it."""
    write_page(wave, tmp_path / "wave.html", "wave")
    shot = tmp_path / "wave.png"
    browse(f"{(tmp_path / 'wave.html').as_uri()}#t=2", f"--screenshot={shot}")
    pixels = np.asarray(Image.open(shot).convert("RGB")).astype(int)[60:600, 200:800]
    red = np.argwhere((pixels[..., 0] > 90) & (pixels[..., 1] < 60)) + np.array([60, 200])
    i = wave.instant(2.0)
    names = [link.name for link in KUAVO.links]
    chest = names.index("waist_yaw")
    [spot] = [s for s in KUAVO.link("waist_yaw").shapes if s.tone == "accent"]
    place = wave.places[i, chest] + wave.turns[i, chest] @ spot.start
    at = np.array([*wave.places[i, 0, :2], 0.84])
    canvas = (SIZE[0] - 19 * 15, SIZE[1] - 59)
    camera = looking(at, np.degrees(0.35), np.degrees(0.14), 6.5, 2.35, canvas)
    [[across, down]] = camera.spots(place[None])[0]
    assert len(red) > 20
    assert np.abs(np.median(red, axis=0) - (down, across)).max() < 8


@pytest.mark.slow
@in_browser
def test_without_webgl_it_is_sketched(wave, tmp_path):
    text = page(wave, "wave").replace('getContext("webgl2"', 'getContext("none"')
    (tmp_path / "wave.html").write_text(text, encoding="utf-8")
    shot = tmp_path / "wave.png"
    _, complaints = browse((tmp_path / "wave.html").as_uri(), f"--screenshot={shot}")
    assert complaints == []
    pixels = np.asarray(Image.open(shot).convert("L"))[100:600, 200:700]
    assert 0.02 < (pixels < 60).mean() < 0.4
