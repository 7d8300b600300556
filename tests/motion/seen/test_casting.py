"""Rays meet the solids exactly where the solids are."""

import numpy as np
import pytest

from moderator.body.kuavo import KUAVO
from moderator.body.table import Shape
from moderator.motion.seen.camera import looking
from moderator.motion.seen.casting import cast
from moderator.motion.seen.solids import Solid, solid_of, solids

HERE = (np.zeros((1, 3)), np.eye(3)[None])
SHAPES = {
    "ellipsoid": Shape("ellipsoid", (0.1, 0, 0), (0.1, 0, 0), (0.3, 0.2, 0.1)),
    "capsule": Shape("capsule", (0, -0.1, 0), (0.2, 0.3, 0.2), (0.15,)),
    "tapered": Shape("capsule", (0, -0.1, 0), (0.2, 0.3, 0.2), (0.2, 0.08)),
    "widening": Shape("capsule", (0.3, 0.1, -0.2), (0.2, 0.1, 0.2), (0.05, 0.12)),
    "ball": Shape("capsule", (0, 0, 0.1), (0, 0, 0.1), (0.2,)),
    "box": Shape("box", (0, 0, 0), (0.1, 0, 0), (0.3, 0.2, 0.1)),
}


def inside(solid: Solid, points: np.ndarray) -> np.ndarray:
    """How far points are within a solid: 0 on it, more outside. Not in metres for all kinds."""
    local = (points - solid.middle) @ solid.axes
    if solid.kind == "ellipsoid":
        return np.linalg.norm(local / solid.half, axis=1) - 1
    if solid.kind == "box":
        return np.abs(local / solid.half).max(axis=1) - 1
    start, end, half = solid.half
    shares = np.linspace(0, 1, 801)
    middles = np.column_stack([0 * shares, 0 * shares, half * (2 * shares - 1)])
    radii = start + (end - start) * shares
    away = np.linalg.norm(local[:, None] - middles[None], axis=2)
    return (away - radii).min(axis=1)


@pytest.fixture(params=SHAPES)
def met(request):
    """A solid, and the points where rays meet it, with the way its surface faces there."""
    solid = solid_of(0, SHAPES[request.param])
    seen = cast([solid], *HERE, looking(np.zeros(3), 40, 25, 3, 1.2, (40, 40)))
    points, facing = seen.surface()
    assert len(points) > 40
    return solid, points.astype(float), facing


def test_a_ray_ends_on_the_surface(met):
    solid, points, _ = met
    assert np.abs(inside(solid, points)).max() < 1e-4


def test_a_surface_faces_outward(met):
    solid, points, facing = met
    assert (inside(solid, points + 1e-3 * facing) > 0).all()
    assert (inside(solid, points - 1e-3 * facing) < 0).all()


def test_every_ray_that_goes_through_a_solid_meets_it(met):
    solid, _, _ = met
    camera = looking(np.zeros(3), 40, 25, 3, 1.2, (40, 40))
    seen = cast([solid], *HERE, camera)
    whole = np.zeros((40, 40), bool)
    whole[seen.rectangle] = seen.hit
    right, up = np.meshgrid(*camera.rays())
    ways = np.stack([right, up, np.ones_like(up)], axis=-1).reshape(-1, 3) @ camera.axes
    least = [
        inside(solid, camera.eye + np.linspace(2.4, 3.6, 150)[:, None] * way).min() for way in ways
    ]
    through = np.reshape(least, (40, 40))
    unclear = np.abs(through) < 0.02
    assert (whole == (through < 0))[~unclear].all()


def test_of_two_solids_the_nearer_one_is_seen():
    near, far = (solid_of(0, Shape("ellipsoid", (x, 0, 0), (x, 0, 0), (0.2,) * 3)) for x in (1, 0))
    for order in ([near, far], [far, near]):
        seen = cast(order, *HERE, looking(np.zeros(3), 0, 0, 5, 1, (30, 30)))
        assert {order[number] is near for number in np.unique(seen.number[seen.hit])} == {True}


def test_what_is_out_of_the_picture_is_no_part_of_it():
    aside = solid_of(0, Shape("ellipsoid", (0, 9, 0), (0, 9, 0), (0.2,) * 3))
    assert not cast([aside], *HERE, looking(np.zeros(3), 0, 0, 5, 1, (30, 30))).hit.any()


def test_a_point_appears_on_the_pixel_whose_ray_goes_through_it():
    camera = looking(np.array([0.3, 0.2, 0.9]), -35, 20, 4, 2, (64, 48))
    right, up = camera.rays()
    way = camera.axes.T @ (right[50], up[7], 1)
    spots, depths = camera.spots((camera.eye + 3.5 * way)[None])
    np.testing.assert_allclose(spots, [[50.5, 7.5]], atol=1e-9)
    assert depths == pytest.approx(3.5)


def test_all_shapes_of_the_table_are_seen():
    assert len(solids(KUAVO)) == sum(len(link.shapes) for link in KUAVO.links)
