import numpy as np
import pytest
from tests.simulator.physics.standing import ALONE, bent, still, swayed, tried

from moderator_simulator.physics.parameters import Parameters


@pytest.mark.parametrize("wrong", ALONE.values(), ids=ALONE)
def test_it_shifts_its_weight_within_bounds_whatever_is_wrong(wrong):
    world = tried(swayed(), wrong, push=(0, 60, 0))
    assert not world.fallen
    assert world.gauges.centre_mm < 40
    assert world.gauges.slip_mm < 10
    assert world.gauges.rope_n == 0
    assert world.gauges.margin_mm > 0


@pytest.mark.slow
def test_it_stands_with_everything_wrong_at_once():
    everything = Parameters(delay=20_000_000, noise_mm=3, mass=1.05, torque=0.7, friction=0.5)
    for seed in range(4):
        angle = seed * np.pi / 2
        push = (60 * np.cos(angle), 60 * np.sin(angle), 0)
        world = tried(swayed(times=2, lasts_s=12), everything, seed=seed, push=push)
        assert not world.fallen
        assert world.gauges.centre_mm < 40
        assert world.gauges.slip_mm < 10


def test_without_feedback_it_falls():
    assert not tried(swayed(0.11)).fallen
    assert tried(swayed(0.11), feedback=0.0).fallen


def test_the_less_feedback_the_further_it_is_off():
    whole, half, quarter = (
        tried(swayed(0.11), feedback=share).gauges.centre_mm for share in (1.0, 0.5, 0.25)
    )
    assert 1.5 * whole < half < quarter / 1.5


def test_a_fall_that_the_rope_catches_is_a_fall():
    world = tried(bent(1.5))
    assert world.fallen.startswith("it fell, and the rope caught it with")
    assert world.gauges.rope_n > 50
    for _ in range(300):
        world.tick(bent(1.5)[-1])
    assert 100 < world.rope_n < 700
    assert world.poses[0][2] > 0.5


def test_without_its_rope_it_falls_to_the_floor():
    world = tried(bent(1.5), Parameters(rope=False))
    assert world.fallen
    assert world.gauges.rope_n == 0
    for _ in range(200):
        world.tick(bent(1.5)[-1])
    assert world._plant.touching()


def test_a_hard_push_fells_it_and_a_light_one_does_not():
    assert not tried(still(4), push=(60, 0, 0)).fallen
    assert tried(still(4), push=(900, 0, 0)).fallen


def test_standing_still_it_settles_with_noise_too():
    assert tried(still(2)).settled
    assert not tried(swayed(0.1)[:220]).settled
    noisy = tried(still(2), Parameters(noise_mm=3.0))
    settled = []
    for row in still(1):
        noisy.tick(row)
        settled.append(noisy.settled)
    assert sum(settled) > 50


def test_the_same_seed_gives_the_same_angles_to_the_last_bit():
    noisy = Parameters(noise_mm=3.0)
    one, same, other = (tried(swayed(), noisy, seed=seed) for seed in (1, 1, 2))
    assert one.joints_rad.tobytes() == same.joints_rad.tobytes()
    assert one.joints_rad.tobytes() != other.joints_rad.tobytes()
    assert one.gauges == same.gauges
