"""Trying every sentence on a robot, and what was found."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from moderator.errors import ModeratorError
from moderator.robot.conformance.bench import Bench, NotReady, can
from moderator.robot.conformance.endings import SENTENCES as ENDINGS
from moderator.robot.conformance.failing import SENTENCES as FAILING
from moderator.robot.conformance.life import SENTENCES as LIFE
from moderator.robot.conformance.losing import SENTENCES as LOSING
from moderator.robot.conformance.motions import SENTENCES as MOTIONS
from moderator.robot.conformance.offline import SENTENCES as OFFLINE
from moderator.robot.conformance.route import SENTENCES as ROUTE
from moderator.robot.conformance.sentence import Broken, Sentence
from moderator.robot.conformance.speaking import SENTENCES as SPEAKING
from moderator.robot.conformance.stopping import SENTENCES as STOPPING
from moderator.robot.conformance.walking import SENTENCES as WALKING
from moderator.robot.conformance.watching import SENTENCES as WATCHING
from moderator.robot.contract import Robot, RobotSetup

SENTENCES: tuple[Sentence, ...] = (
    *OFFLINE,
    *LIFE,
    *MOTIONS,
    *ENDINGS,
    *SPEAKING,
    *WALKING,
    *STOPPING,
    *ROUTE,
    *FAILING,
    *LOSING,
    *WATCHING,
)
_LONGEST_S = 60.0


@dataclass(frozen=True)
class Result:
    """What was found of one sentence.

    Attributes:
        sentence: as the contract has it.
        passed: whether the robot keeps it; True when it was passed over.
        finding: what was seen instead, empty when it was kept.
        skipped: why it was passed over, empty when it was tried.
    """

    sentence: str
    passed: bool
    finding: str = ""
    skipped: str = ""


@dataclass(frozen=True)
class Report:
    """What was found of all of them, in order."""

    results: tuple[Result, ...]

    @property
    def ok(self) -> bool:
        """Whether the robot keeps every sentence that was tried."""
        return all(result.passed for result in self.results)

    @property
    def broken(self) -> tuple[Result, ...]:
        """The sentences that it does not keep."""
        return tuple(result for result in self.results if not result.passed)


async def run(
    make_robot: Callable[[RobotSetup], Robot], sentences: Sequence[Sentence] = SENTENCES
) -> Report:
    """Try sentences on fresh robots, one after the other.

    A real robot moves a little, arms and head by at most 0.3 rad, and walks on the spot: have the
    cordon clear and a hand on the hardware emergency stop.

    Args:
        make_robot: makes a robot; called for each sentence.
        sentences: which to try.
    """
    return Report(tuple([await _result(make_robot, one) for one in sentences]))


async def _result(make_robot: Callable[[RobotSetup], Robot], one: Sentence) -> Result:
    bench = Bench(make_robot)
    try:
        if one.need and not one.need.met(can(bench.made())):
            return Result(one.says, passed=True, skipped=one.need.otherwise)
        finding = await _finding(bench, one)
    except Exception as error:  # noqa: BLE001 — a robot may fail in any way of its own
        finding = f"{type(error).__name__}: {error}"
    return Result(one.says, passed=not finding, finding=finding)


async def _finding(bench: Bench, one: Sentence) -> str:
    try:
        async with asyncio.timeout(_LONGEST_S):
            await one.tried(bench)
    except Broken as broken:
        return str(broken)
    except NotReady as red:
        return f"it could not be tried: {red}"
    except TimeoutError:
        return "what was waited for did not happen"
    except ModeratorError as error:
        return f"refused: {error}"
    finally:
        await bench.close()
    return ""
