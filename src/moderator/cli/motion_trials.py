"""How a motion goes in physics, night after night: what `motions check` tells last."""

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed

from moderator.cli.ending import cleaning_up
from moderator.cli.motion_found import Found
from moderator.errors import CannotStart
from moderator.motion.motion import Manifest, Motion
from moderator.motion.trajectory import Trajectory
from moderator.robot import Trial
from moderator.robot.registry import robot_class

_MOST = 10_000
_ENDS = (signal.SIGINT, signal.SIGTERM)


def trials(motion: Found, robot: str, more: int) -> list[Trial]:
    """Try a motion on a night with nothing wrong, and on others.

    Args:
        motion: the motion.
        robot: the robot's name.
        more: how many nights after the first.

    Returns:
        How it went, night by night; empty from a robot that cannot try it.

    Raises:
        CannotStart: a wrong number of nights, what it takes is not installed, or nights are wanted
            of a robot that cannot try it.
    """
    if not 0 <= more <= _MOST:
        raise CannotStart(f"--trials is from 0 to {_MOST:,}, not {more}")
    went: list[Trial] = []
    columns = (SpinnerColumn(), TextColumn("trying it in physics"), MofNCompleteColumn(), Elapsed())
    console = Console(stderr=True)
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with cleaning_up(), shown as bar:
        task = bar.add_task("trying", total=1 + more)
        for trial in _each(robot, motion.manifest, motion.trajectory, 1 + more):
            if trial is None:
                break
            went.append(trial)
            bar.advance(task)
    if more and not went:
        hint = "name one that has: --robot simulator-physics"
        raise CannotStart(f"{robot} has no body that could fall, to try it", hint)
    return went


def _each(
    robot: str, manifest: Manifest, trajectory: Trajectory, nights: int
) -> Iterator[Trial | None]:
    first = _try(robot, manifest, trajectory, 0)
    yield first
    if first is None or first.fell or nights == 1:
        return
    workers = min(len(os.sched_getaffinity(0)), nights - 1)
    with ProcessPoolExecutor(workers, get_context("spawn"), _hear_sigterm) as pool:
        try:
            with _whole():  # a worker that is being started is not among those that are ended
                told = [pool.submit(_try, robot, manifest, trajectory, i) for i in range(1, nights)]
            yield from (one.result() for one in told)
        except BaseException:  # nights under way are not waited for: each may take a minute
            for worker in active_children():
                worker.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _whole() -> Iterator[None]:
    """Let no signal end this half-way; processes started in it do not hear Ctrl-C at all."""
    came: list[int] = []
    heard = {one: signal.signal(one, lambda number, _: came.append(number)) for one in _ENDS}
    masked = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, masked)
        for one, before in heard.items():
            signal.signal(one, before)
        if came:
            signal.raise_signal(came[0])


def _hear_sigterm() -> None:
    """Let a worker be ended by the one that started it."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))


def _try(robot: str, manifest: Manifest, trajectory: Trajectory, night: int) -> Trial | None:
    return robot_class(robot).tried(Motion(manifest, lambda: trajectory), night)


def stands(went: Sequence[Trial]) -> bool:
    """Whether it stood on the first night, and on 99 of 100 others at least."""
    first, others = went[:1], went[1:]
    falls = sum(not trial.stood for trial in others)
    return all(trial.stood for trial in first) and 100 * falls <= len(others)


def tell_trials(console: Console, manifest: Manifest, went: Sequence[Trial]) -> None:
    """Print how it went, in a few lines, and each fall."""
    if not went:
        return
    first, *others = went
    console.print()
    if not first.fell:
        console.print(f"in physics it stands: {_figures([first])}, {_ended(first)}")
    if others:
        standing = sum(trial.stood for trial in others)
        nights = f"{standing} night{'s' * (standing != 1)} of {len(others)}"
        worst = _figures([trial for trial in others if not trial.fell])
        console.print(f"with everything wrong at once it stands on {nights}: {worst}")
    freezes = [freeze for trial in went for freeze in trial.freezes]
    if freezes:
        still = [freeze.still_s for freeze in freezes if freeze.still_s is not None]
        longest = f", after {max(still):.2f} s at most" if still else ""
        console.print(f"frozen {len(freezes)} times, it stood still {len(still)} times{longest}")
    for trial in went:
        for sentence in _falls(manifest, trial):
            console.print(sentence)


def _falls(manifest: Manifest, trial: Trial) -> Iterator[str]:
    """Each fall of a night, in words."""
    night = f"night {trial.night}: " if trial.night else ""
    if trial.fell:
        yield f"{night}{trial.fell}, at {_where(manifest, trial.at_s)}"
    for freeze in trial.freezes:
        if freeze.fell:
            yield f"{night}frozen at {_where(manifest, freeze.at_s)}: {freeze.fell}"
        elif freeze.still_s is None:
            yield f"{night}frozen at {_where(manifest, freeze.at_s)}: it does not come to rest"


def _where(manifest: Manifest, at_s: float) -> str:
    form = manifest.form_at(at_s)
    return f"{at_s:.1f} s" + (f", in {form}" if form else "")


def _figures(nights: Iterable[Trial]) -> str:
    """The worst of some nights."""
    told = list(nights)
    if not told:
        return "never to the end"
    centre, slip, rope = (
        max(figure)
        for figure in zip(*((t.centre_mm, t.slip_mm, t.rope_n) for t in told), strict=True)
    )
    return (
        f"centre of mass off by {centre:.0f} mm at most, feet by {slip:.1f} mm, rope {rope:.0f} N"
    )


def _ended(trial: Trial) -> str:
    return f"ends {100 * trial.away_m:.0f} cm and {trial.turned_deg:.0f}° from where it began"
