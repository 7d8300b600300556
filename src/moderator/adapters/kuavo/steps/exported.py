"""A motion as a file for one of Kuavo's own players, with what that player makes of it."""

from collections.abc import Iterator, Mapping
from importlib.util import find_spec

from moderator.adapters.kuavo.joints import ARMS, MODELS
from moderator.adapters.kuavo.settings import KuavoSettings
from moderator.adapters.kuavo.steps.player import LEAD_IN_S, PLAYERS, SWING_M
from moderator.errors import CannotStart, ModeratorError
from moderator.motion.check import joint_margins
from moderator.motion.motion import Motion
from moderator.motion.trajectory import Trajectory
from moderator.robot import Export, Joint


def exported(motion: Motion, settings: KuavoSettings, ending: str, *, clamp: bool) -> Export:
    """Write a motion as its steps and its arms.

    Args:
        motion: what is written.
        settings: which model, and where its limits differ.
        ending: `.json` or `.csv`.
        clamp: whether an arm's joint is held at its limit where the motion goes beyond it.

    Raises:
        CannotStart: it has no file of that ending, or what it takes is not installed.
        ModeratorError: the motion cannot be written so; what, and when.
    """
    if ending not in PLAYERS:
        known = " and ".join(PLAYERS)
        raise CannotStart(f"a Kuavo's players read no {ending or 'such'} file", f"write {known}")
    if find_spec("mujoco") is None or find_spec("scipy") is None:
        why = "where torso and feet go is worked out on the robot's body, which is not installed"
        raise CannotStart(why, "pip install 'moderator[physics]'")
    from moderator.adapters.kuavo.steps.losses import LEAST_DEG, LEAST_M, losses_of
    from moderator.adapters.kuavo.steps.swings import swings_of
    from moderator.adapters.kuavo.steps.walk import walk_of
    from moderator.adapters.kuavo.steps.written import Sheet, csv_bytes, json_bytes

    trajectory = motion.trajectory()
    limits = {joint.name: joint for joint in settings.limited(MODELS[settings.model].steered)}
    arms = {name: limits[name] for name in ARMS}
    _check(motion.name, trajectory, arms, clamp=clamp)
    walk = walk_of(trajectory, motion.name)
    swings = swings_of(walk, motion.name)
    sheet = Sheet(walk, swings, motion.manifest)
    rest = MODELS[settings.model].rest_rad
    poses = [_arms(trajectory, time_s, arms, rest) for time_s in sheet.arm_times_s()]
    content = (json_bytes if ending == ".json" else csv_bytes)(sheet, poses)
    steps = f"{len(swings)} step{'s' * (len(swings) != 1)}"
    player = PLAYERS[ending].program
    return Export(
        content,
        f"{trajectory.duration_s:.2f} s, {steps}, for {player} of model {settings.model}",
        tuple(losses_of(sheet, ending, trajectory, arms)),
        tuple(_notes(LEAST_M, LEAST_DEG)),
    )


def _notes(least_m: float, least_deg: float) -> Iterator[str]:
    """What holds of every such file."""
    yield (
        f"the file begins {LEAD_IN_S:g} s before the motion, while the arms come to its first "
        "pose; the times above are the motion's"
    )
    yield (
        "legs: none of their 12 joints is in the file; the robot's controller finds them from "
        f"torso and feet, and a foot in the air goes flat, straight, and {SWING_M:g} m high"
    )
    yield f"what is less than {least_m:g} m or {least_deg:g}° is not told"
    yield "its player hands it over whole: neither a stop of ours nor the player's end stops it"
    yield "unproved on a real robot: on the hoist first"


def _check(name: str, trajectory: Trajectory, arms: Mapping[str, Joint], *, clamp: bool) -> None:
    """Refuse what the arms cannot do, as a check does."""
    margins = joint_margins(trajectory, arms.values())
    broken = [margin for margin in margins if not (margin.kept or (clamp and margin.unit == "°"))]
    if not broken:
        return
    first = min(broken, key=lambda margin: margin.broken_s or 0.0)
    more = f"; {len(broken)} limits are broken" if len(broken) > 1 else ""
    of_angles = all(margin.unit == "°" for margin in broken)
    hint = "mend the motion, or add --clamp to hold the joint at its limit there"
    raise ModeratorError(
        f"{name}: this Kuavo cannot do it: from {first.broken_s or 0.0:.2f} s beyond a limit: "
        f"{first}{more}",
        hint if of_angles else "give the motion more time there",
    )


def _arms(
    trajectory: Trajectory, time_s: float, arms: Mapping[str, Joint], rest: Mapping[str, float]
) -> dict[str, float]:
    """Where the arms are, radians, within their limits; at rest where the motion does not say."""
    pose = {**rest, **dict(zip(trajectory.joints, trajectory.at(time_s), strict=True))}
    return {
        name: min(max(pose[name], joint.lower_rad), joint.upper_rad) for name, joint in arms.items()
    }
