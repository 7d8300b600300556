"""Whether a robot stands through a motion: what `motions check` tells beside joint limits."""

from dataclasses import asdict, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from moderator.body.table import Body
from moderator.cli.motion_found import Found
from moderator.document import Problems, read_document

if TYPE_CHECKING:
    from moderator.motion.whole_body.margins import Margins

_OF_JOINTS = ("angle", "speed")


def stood(motion: Found, body: Body | None) -> tuple["Margins | None", str]:
    """Measure a motion on a body, but for the limits of joints.

    Args:
        motion: the motion.
        body: the robot's body; None where nobody has a table of it.

    Returns:
        The margins, or None and why there are none.
    """
    if body is None:
        return None, "only joint limits were checked: the robot tells nothing of its body"
    if find_spec("mujoco") is None or find_spec("scipy") is None:
        return None, "only joint limits were checked: balance needs moderator[physics]"
    if strange := set(motion.trajectory.joints) - {joint.name for joint in body.joints}:
        return None, f"only joint limits were checked: the robot's body has no {min(strange)}"
    from moderator.motion.whole_body.asked import asked
    from moderator.motion.whole_body.mannequin import Mannequin
    from moderator.motion.whole_body.margins import report

    mannequin = Mannequin(body)
    score = None
    if motion.score:
        document = read_document(motion.score, str(motion.score), Problems())
        score = asked(mannequin, document, Problems())
    targets = score.targets if score else None
    whole = report(mannequin, motion.trajectory, motion.manifest, targets)
    rest = tuple(margin for margin in whole.margins if margin.what not in _OF_JOINTS)
    findings = tuple(f for f in whole.findings if f.margin.what not in _OF_JOINTS)
    return replace(whole, margins=rest, findings=findings), ""


def as_json(standing: "Margins | None", why_not: str) -> dict[str, object]:
    """What is told beside the margins, as plain data."""
    if standing is None:
        return {"standing": None, "only_joints": why_not}
    told = asdict(standing)
    del told["margins"]
    return {"standing": told, "only_joints": ""}


def tell_standing(console: Console, standing: "Margins | None", why_not: str) -> None:
    """Print it form by form, then what holds of the whole."""
    if standing is None:
        console.print(escape(why_not))
        return
    from moderator.motion.whole_body.told import HEADINGS, rows, summary

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in HEADINGS:
        left, name = heading in ("form", "torque"), heading == "form"
        table.add_column(heading, justify="left" if left else "right", no_wrap=not name)
    for row in rows(standing):
        table.add_row(*map(escape, row))
    console.print()
    console.print(table)
    for sentence in (*summary(standing), *map(str, standing.findings)):
        console.print(escape(sentence))
