"""A body as MuJoCo reads it: MJCF written from the table, on a floor, with nothing to hold it."""

from math import hypot
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from moderator.body.joints import SIDES
from moderator.body.table import Body, Link, Shape

FLOOR_FRICTION = 0.8
"""Of rubber soles on a stage floor. Source: assumed."""
STEP_S = 0.002
"""Time step of the physics."""
_ARMATURE_KG_M2 = {"hip": 0.08, "knee": 0.08, "ankle": 0.04, "waist": 0.08}
"""Rotor's inertia at the joint, by the joint's name; arms and head 0.02. Source: assumed."""
_ARM_ARMATURE_KG_M2 = 0.02
_DAMPING_NMS = 0.2
"""Source: LejuRobotics/kuavo-ros-opensource, kuavo_assets/models/biped_s52/urdf/biped_s52.urdf."""


def mjcf(body: Body) -> str:
    """Write a body for MuJoCo.

    Joints, bodies and motors carry the names of the table. There are sites `left_sole`,
    `right_sole` (in the middle of each sole), `left_palm`, `right_palm` (z out of the palm, x along
    the fingers) and `eyes`, and a geom `floor`. Of the shapes the felt ones are in it, named after
    their link and a number, such as `left_knee_0`; they touch the floor and not each other, but
    distances between them can be asked for.

    Args:
        body: the table.

    Returns:
        An XML document.
    """
    root = Element("mujoco", model=body.model)
    SubElement(root, "compiler", angle="radian", autolimits="true")
    SubElement(
        root, "option", timestep=f"{STEP_S}", integrator="implicitfast", cone="elliptic",
        iterations="20", ls_iterations="20",
    )  # fmt: skip
    defaults = SubElement(root, "default")
    SubElement(defaults, "geom", condim="3", friction=f"{FLOOR_FRICTION} 0.005 0.0001")
    world = SubElement(root, "worldbody")
    SubElement(
        world, "geom", name="floor", type="plane", size="0 0 1", contype="2", conaffinity="1",
    )  # fmt: skip
    made: dict[str, Element] = {"": world}
    for link in body.links:
        made[link.name] = _link(made[link.parent], link, body)
    _sites(made, body)
    motors = SubElement(root, "actuator")
    for joint in body.joints:
        motor = SubElement(motors, "position", name=joint.name, joint=joint.name, kp="100", kv="5")
        if joint.torque_nm is not None:
            motor.set("forcerange", f"{-joint.torque_nm:g} {joint.torque_nm:g}")
    indent(root)
    return tostring(root, encoding="unicode")


def _link(parent: Element, link: Link, body: Body) -> Element:
    made = SubElement(parent, "body", name=link.name, pos=_triple(link.at_m))
    if link.parent:
        joint = next(joint for joint in body.joints if joint.name == link.name)
        limb = link.name.split("_")[1 if link.name.startswith(SIDES) else 0]
        SubElement(
            made, "joint", name=link.name, type="hinge",
            axis=" ".join(f"{axis == link.axis:d}" for axis in "xyz"),
            range=f"{joint.lower_rad:.6f} {joint.upper_rad:.6f}",
            armature=f"{_ARMATURE_KG_M2.get(limb, _ARM_ARMATURE_KG_M2):g}",
            damping=f"{_DAMPING_NMS:g}",
        )  # fmt: skip
    else:
        SubElement(made, "freejoint", name="floating")
    SubElement(
        made, "inertial", pos=_triple(link.centre_m), mass=f"{link.mass_kg:g}",
        diaginertia=_triple(link.inertia_kg_m2),
    )  # fmt: skip
    felt = [shape for shape in link.shapes if shape.felt]
    for number, shape in enumerate(felt):
        SubElement(
            made, "geom", _geom(shape), name=f"{link.name}_{number}", contype="1", conaffinity="2"
        )
    return made


def _geom(shape: Shape) -> dict[str, str]:
    if shape.kind == "capsule":
        ends = f"{_triple(shape.start)} {_triple(shape.end)}"
        return {"type": "capsule", "fromto": ends, "size": f"{shape.size[0]:g}"}
    middle = tuple((a + b) / 2 for a, b in zip(shape.start, shape.end, strict=True))
    return {"type": shape.kind, "pos": _triple(middle), "size": _triple(shape.size)}


def _sites(made: dict[str, Element], body: Body) -> None:
    sole = body.sole
    middle = (sole.toe_m - sole.heel_m) / 2
    for side, sign in zip(SIDES, (1, -1), strict=True):
        ankle, wrist = made[body.end(f"{side}_ankle")], made[body.end(f"{side}_wrist")]
        SubElement(ankle, "site", name=f"{side}_sole", pos=_triple((middle, 0.0, -sole.drop_m)))
        x, y, z = body.palm_m
        SubElement(
            wrist, "site", name=f"{side}_palm", pos=_triple((x, sign * y, z)),
            xyaxes=f"0 0 -1 {sign} 0 0",
        )  # fmt: skip
    SubElement(made[body.end("head")], "site", name="eyes", pos=_triple(body.eyes_m))


def _triple(figures: tuple[float, ...]) -> str:
    return " ".join(f"{figure:.6g}" for figure in figures)


def standing_height_m(body: Body) -> float:
    """How high the pelvis is above the soles with every joint at zero."""
    height, link = body.sole.drop_m, body.link(body.end("left_ankle"))
    while link.parent:
        height -= link.at_m[2]
        link = body.link(link.parent)
    return height


def reach_m(body: Body, side: str) -> float:
    """How far a wrist can be from its shoulder."""
    link, length = body.link(body.end(f"{side}_wrist")), 0.0
    while link.name != f"{side}_shoulder_pitch":
        length += hypot(*link.at_m)
        link = body.link(link.parent)
    return length
