"""A picture shows the body, lit, on its floor."""

import numpy as np
import pytest

from moderator.motion.seen.camera import looking
from moderator.motion.seen.frame import picture
from moderator.motion.seen.shading import PAPER

SIZE = (180, 240)


@pytest.fixture(scope="module")
def shot(wave):
    camera = looking(np.array([0, 0, 0.84]), 20, 8, 9, 2, SIZE)
    return (*picture(wave.figure(50), camera), camera)


def test_a_picture_shows_the_body_and_not_an_empty_stage(shot):
    pixels, seen, _ = shot
    inked = (np.abs(pixels.astype(int) - PAPER).max(axis=2) > 40).mean()
    assert 0.03 < inked < 0.5
    assert set(np.unique(seen.number)) > set(range(10))


def test_the_body_is_where_its_links_are(shot, wave):
    pixels, _, camera = shot
    spots, _ = camera.spots(wave.places[50])
    head = spots[[link.name for link in wave.body.links].index("head_pitch")]
    x, y = head.astype(int)
    assert np.abs(pixels[y - 8, x].astype(int) - PAPER).max() > 40
    assert (pixels[5, 5] == PAPER).all()


def test_a_shadow_lies_beside_the_feet_and_fades_into_the_paper(shot):
    pixels, seen, _ = shot
    hidden = np.zeros((SIZE[1] * 2, SIZE[0] * 2), bool)
    hidden[seen.rectangle] = seen.hit
    beside = ~hidden.reshape(SIZE[1], 2, SIZE[0], 2).any(axis=(1, 3))
    assert pixels[beside].astype(int).sum(axis=1).min() < sum(PAPER) - 60
    assert (pixels[:, 0] == PAPER).all()
    assert (pixels[-1] == PAPER).all()


def test_finer_rays_make_smoother_edges(wave):
    camera = looking(np.array([0, 0, 0.84]), 20, 8, 9, 2, (60, 80))
    kinds = [
        len(np.unique(picture(wave.figure(0), camera, n)[0].reshape(-1, 3), axis=0)) for n in (1, 3)
    ]
    assert kinds[1] > kinds[0]


def test_on_the_stage_the_light_falls_off_around_the_body(wave):
    camera = looking(np.array([0, 0, 0.84]), 20, 8, 9, 2, SIZE)
    pixels, _ = picture(wave.figure(0), camera, 1, "stage")
    assert pixels[5, 5].sum() < pixels[-20, 150].sum() < sum(PAPER) + 1
