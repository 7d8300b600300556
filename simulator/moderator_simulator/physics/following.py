"""The body in physics, following its joints by the loop's clock: it ticks, or it sleeps."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from math import cos, degrees, radians, sin
from typing import TYPE_CHECKING

from moderator.adapters.steered.follower import Follower, Told
from moderator.body.kuavo import KUAVO
from moderator.errors import CannotStart
from moderator.faults import CHANGES, Fault
from moderator.robot import Check, Gauge, Outcome
from moderator.values.chance import Chance
from moderator.values.duration import seconds
from moderator_simulator.body import JOINTS, LEGS
from moderator_simulator.physics.parameters import PUSH_S, TICK_S, Parameters
from moderator_simulator.physics.settings import changed, restored

if TYPE_CHECKING:
    from moderator_simulator.physics.world import World

_THERE_RAD = 0.02
_LEGS_THERE_RAD = 0.05
"""Balance moves the legs off what they are told."""
_AWAKE_S = 1.0
"""It sleeps when it was told nothing for so long and is settled; fallen, when it has come down."""
_DOWN_S = 3.0
_MOST_TICKS = 4
_FORGIVEN_S = 0.5
_FELLED_N, _FELLED_S = 600.0, 0.3
_NAMES = tuple(joint.name for joint in JOINTS)


class InPhysics(Follower):
    """Follows as far as gravity, torque and floor let it.

    Args:
        parameters: how far it is from what its controller believes.
        chance: random streams.
    """

    def __init__(self, parameters: Parameters, chance: Chance) -> None:
        super().__init__()
        self._set = self._now = parameters
        self._chance = chance
        self._told: Told | None = None
        self._world: World | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._ticked_s = self._still_since_s = 0.0
        self._waiting: list[asyncio.Future[None]] = []

    def gauges(self) -> tuple[Gauge, ...]:
        """The worst of each since it first stood on its feet; none before."""
        return self._world.gauges.told(rope=self._now.rope) if self._world else ()

    @property
    def asleep(self) -> bool:
        """Whether nothing is computed until something stirs it."""
        return self._timer is None

    async def set_up(self, told: Told) -> None:
        """Stand where the joints are told to be; a body that has fallen is set on its feet."""
        self._told = told
        if self._world is None:
            row = [told.pose()[name] for name in _NAMES]
            self._world = await asyncio.to_thread(_made, self._now, self._chance, row)
        elif self._world.fallen:
            self._set_on_its_feet()

    @property
    def fallen(self) -> str:
        """How it fell, in words."""
        return self._world.fallen if self._world else ""

    @property
    def tracking_error_rad(self) -> float | None:
        """Of the joint that is furthest off at the last tick."""
        if self._world is None or self._told is None:
            return None
        told = self._told.pose(self._ticked_s if self._timer else None)
        told_rad = [told[name] for name in _NAMES]
        return float(abs(self._world.joints_rad - told_rad).max())

    @property
    def tilt_rad(self) -> float | None:
        """Of the pelvis at the last tick."""
        return self._world.tilt_rad if self._world else None

    @property
    def age_s(self) -> float:
        """As late as its sensors are."""
        return seconds(self._now.delay)

    def angles_rad(self) -> dict[str, float]:
        """Measured at the last tick."""
        assert self._world is not None  # it is asked only once it was set up
        return dict(zip(_NAMES, self._world.joints_rad.tolist(), strict=True))

    def missing(self, goal_rad: dict[str, float], since_s: float) -> str:
        """The joint that is furthest off, or one that is not still yet."""
        del since_s  # it is measured when it is asked
        if self.fallen or self._world is None or not goal_rad:
            return ""
        measured = self.angles_rad()
        off_rad, joint = max(
            (abs(measured[joint] - goal) - _tolerance_rad(joint), joint)
            for joint, goal in goal_rad.items()
        )
        if off_rad > 0:
            off = degrees(abs(measured[joint] - goal_rad[joint]))
            return f"{joint} stands {off:.1f}° from where it should"
        still = dict(zip(_NAMES, self._world.still, strict=True))
        return next(
            (f"{joint} does not come to rest" for joint in goal_rad if not still[joint]), ""
        )

    def stir(self) -> None:
        """Go on ticking, or begin."""
        now_s = asyncio.get_running_loop().time()
        self._still_since_s = now_s
        if self._timer is None and self._world is not None:
            self._ticked_s = now_s
            self._time()

    async def stillness(self) -> None:
        """Wait until it is settled, or has come down."""
        while self._timer is not None and not self._is_still():
            waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(waiting)
            await waiting

    def checks(self) -> tuple[Check, ...]:
        """Whether the rope is slack."""
        if self._world is None or not self._now.rope:
            return ()
        now_n, peak_n = self._world.rope_n, self._world.gauges.rope_n
        if now_n:
            return (Check("rope", ok=False, why=f"it carries {now_n:.0f} N; slacken it"),)
        return (Check("rope", ok=True, why=f"it carries 0 N, at most {peak_n:.0f} N so far"),)

    def come(self, fault: Fault) -> bool:
        """Push it, fell it, or change what it is."""
        if fault.fault in CHANGES:
            self._change(changed(self._now, fault))
            return True
        if fault.fault == "push":
            self._push(fault.force_n, fault.angle_deg, seconds(fault.lasts or 0) or PUSH_S)
            return True
        if fault.fault == "balance":
            self._push(_FELLED_N, fault.angle_deg, _FELLED_S)
            return True
        return False

    def gone(self, fault: Fault) -> None:
        """Change it back; after a fall somebody sets it on its feet."""
        if fault.fault in CHANGES:
            self._change(restored(self._now, fault, self._set))
        elif fault.fault == "balance" and self.fallen:
            self._set_on_its_feet()

    def _change(self, parameters: Parameters) -> None:
        self._now = parameters
        if self._world:
            self._world.set(parameters)
            self.stir()

    def _push(self, force_n: float, angle_deg: float | None, lasts_s: float) -> None:
        drawn = self._chance.stream("physics: pushes").uniform(0.0, 360.0)
        angle = radians(drawn if angle_deg is None else angle_deg)
        if self._world:
            self._world.push_n[:] = force_n * cos(angle), force_n * sin(angle), 0.0
            self.stir()
            asyncio.get_running_loop().call_later(lasts_s, self._let_go)

    def _let_go(self) -> None:
        if self._world:
            self._world.push_n[:] = 0.0
            self.stir()

    def _set_on_its_feet(self) -> None:
        assert self._told is not None
        assert self._world is not None
        self._told.stand_up()
        pose = self._told.pose()
        self._world.put([pose[name] for name in _NAMES])
        self.stir()

    def _time(self) -> None:
        loop = asyncio.get_running_loop()
        due_s = max(self._ticked_s + TICK_S, loop.time())
        self._timer = loop.call_at(due_s, self._go_on)

    def _go_on(self) -> None:
        """Catch up with the clock, a few ticks at a time; a long absence is forgiven."""
        assert self._told is not None
        assert self._world is not None
        now_s = asyncio.get_running_loop().time()
        self._ticked_s = max(self._ticked_s, now_s - _FORGIVEN_S)
        for _ in range(_MOST_TICKS):
            if self._ticked_s + TICK_S > now_s + TICK_S / 100:
                break
            self._ticked_s += TICK_S
            pose = self._told.pose(self._ticked_s)
            stood = not self._world.fallen
            self._world.tick([pose[name] for name in _NAMES])
            if stood and self._world.fallen:
                self._still_since_s = now_s
                self.on_failure(Outcome.aborted("balance", self._world.fallen))
        if self._told.busy:
            self._still_since_s = now_s
        self.on_change()
        if self._is_still():
            self._tell()
        if self._may_sleep(now_s):
            self._timer = None
        else:
            self._time()

    def _is_still(self) -> bool:
        return self._world is None or bool(self._world.fallen) or self._world.settled

    def _may_sleep(self, now_s: float) -> bool:
        assert self._world is not None
        still_s = now_s - self._still_since_s
        if self._world.fallen:
            return still_s > _DOWN_S
        return still_s > _AWAKE_S and self._world.settled and not self._world.push_n.any()

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if not one.done():
                one.set_result(None)


def _tolerance_rad(joint: str) -> float:
    return _LEGS_THERE_RAD if joint in LEGS else _THERE_RAD


@contextmanager
def needing_mujoco() -> Iterator[None]:
    """Import what needs MuJoCo.

    Raises:
        CannotStart: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        raise CannotStart(
            f"a body in physics needs {missing.name}, which is not installed",
            "pip install 'moderator[physics]'",
        ) from missing


def _made(parameters: Parameters, chance: Chance, row: list[float]) -> "World":
    """A world with the body set on its feet.

    Raises:
        CannotStart: MuJoCo is not installed.
    """
    with needing_mujoco():
        from moderator_simulator.physics.world import World
    world = World(KUAVO, parameters, chance)
    world.begin(row)
    return world
