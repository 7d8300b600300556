"""How a motion is done on one robot: as it is, without what the robot lacks, or as its own."""

from dataclasses import replace

from moderator.body.joints import PARTS
from moderator.motion.motion import Manifest, Motion
from moderator.robot.capabilities import Capabilities


def own_instead(name: str, robot: Capabilities) -> str:
    """The robot's own motion that it does instead; empty when it does the motion itself.

    Args:
        name: the motion's, or that of one of its variants.
        robot: what the robot can do.
    """
    return robot.instead.get(name, robot.instead.get(name.partition(".")[0], ""))


def left_out(manifest: Manifest, robot: Capabilities) -> tuple[str, ...]:
    """The joints that a motion moves and this robot does without; none where it does all of it.

    A robot that has none of the motion's joints, or that leaves nothing out, cannot do it at all.
    """
    if not robot.leaves_out:
        return ()
    lacking = tuple(joint for joint in manifest.peaks if robot.joint(joint) is None)
    return lacking if len(lacking) < len(manifest.peaks) else ()


def without(manifest: Manifest, robot: Capabilities) -> str:
    """What the audience does not see of a motion, in words: `without legs`; empty for nothing."""
    lacking = left_out(manifest, robot)
    if not lacking:
        return ""
    parts = [part for part, joints in PARTS.items() if not set(joints).isdisjoint(lacking)]
    return f"without {' and '.join(parts)}"


def rendered_manifest(manifest: Manifest, robot: Capabilities) -> Manifest:
    """What is known of a motion as this robot does it."""
    lacking = set(left_out(manifest, robot))
    if not lacking:
        return manifest
    kept = [joint for joint in manifest.peaks if joint not in lacking]
    return replace(
        manifest,
        about=f"({without(manifest, robot)}) {manifest.about}",
        start_rad={joint: manifest.start_rad[joint] for joint in kept},
        end_rad={joint: manifest.end_rad[joint] for joint in kept},
        peaks={joint: manifest.peaks[joint] for joint in kept},
        start_rad_s={joint: s for joint, s in manifest.start_rad_s.items() if joint not in lacking},
        claims=tuple(part for part in manifest.claims if not lacking.issuperset(PARTS[part])),
    )


def rendered(motion: Motion, robot: Capabilities) -> Motion:
    """A motion as this robot does it."""
    manifest = rendered_manifest(motion.manifest, robot)
    if manifest is motion.manifest:
        return motion
    kept = tuple(manifest.peaks)
    return Motion(manifest, lambda: motion.trajectory().of(kept))
