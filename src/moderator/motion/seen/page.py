"""A motion as one page with the moving body in it, which needs nothing from outside."""

import json
from base64 import b64encode
from importlib.resources import files
from math import radians
from pathlib import Path
from typing import Any

import numpy as np

from moderator.motion.seen.camera import Array
from moderator.motion.seen.loads import GRAVITY_M_S2, loads
from moderator.motion.seen.performance import Performance
from moderator.motion.seen.shading import PAINTS
from moderator.motion.seen.solids import Solid, solids
from moderator.motion.seen.writing import written

_SCRIPTS = ("body", "camera", "solids", "sketch", "stage", "plots", "page")
_NEAR_RAD = radians(0.5)
"""A joint that comes so near to a limit is marked."""
_METRES, _TURNS, _RADIANS, _NEWTONS = 5e-4, 1 / 32767, 1.2e-4, 0.1
"""One unit of each kind of sample, which are whole numbers of sixteen bits."""


def write_page(
    performance: Performance,
    path: Path,
    name: str,
    about: str = "",
    measured_n: Array | None = None,
) -> None:
    """Write a motion's page.

    Args:
        performance: the motion.
        path: the HTML file.
        name: of the motion.
        about: what the audience sees.
        measured_n: the upright force on left and right foot as a robot measured it, newtons, shape
            (k, 2), for the performance's instants; without it, as planned.

    Raises:
        CannotWrite: the file cannot be written.
    """
    text = page(performance, name, about, measured_n)
    with written(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


def page(
    performance: Performance, name: str, about: str = "", measured_n: Array | None = None
) -> str:
    """A motion's page; as `write_page`."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    here = files("moderator.motion.seen") / "html"
    data = json.dumps(_data(performance, measured_n), ensure_ascii=False).replace("<", "\\u003c")
    return environment.from_string((here / "page.html.jinja").read_text("utf-8")).render(
        name=name,
        about=about,
        model=performance.body.model,
        duration_s=performance.duration_s,
        forms=performance.moments() if performance.phrases else [],
        loads_are="as planned" if measured_n is None else "as measured",
        style=Markup((here / "page.css").read_text("utf-8")),  # noqa: S704 — our own
        script=Markup(  # noqa: S704 — our own
            "\n".join((here / f"{script}.js").read_text("utf-8") for script in _SCRIPTS)
        ),
        data=Markup(data),  # noqa: S704 — no `<` is left in it
    )


def _data(performance: Performance, measured_n: Array | None) -> dict[str, Any]:
    body = performance.body
    names = [link.name for link in body.links]
    joints = [joint.name for joint in body.joints]
    samples, units = _samples(performance, measured_n)
    forms = performance.moments() if performance.phrases else []
    return {
        "duration": performance.duration_s,
        "weight": body.mass_kg * GRAVITY_M_S2,
        "near": _NEAR_RAD,
        "sole": [(body.sole.toe_m + body.sole.heel_m) / 2, body.sole.half_m],
        "links": [
            {
                "parent": names.index(link.parent) if link.parent else -1,
                "joint": joints.index(link.name) if link.parent else -1,
                "axis": "xyz".index(link.axis),
                "at": link.at_m,
            }
            for link in body.links
        ],
        "joints": [
            {"name": joint.name, "lower": joint.lower_rad, "upper": joint.upper_rad}
            for joint in body.joints
        ],
        "shapes": [_shape(solid) for solid in solids(body)],
        "paints": PAINTS,
        "forms": [
            {"start": form.begin_s, "number": form.number, "name": form.name}
            | {"original": form.original}
            for form in forms
        ],
        "units": units,
        "samples": b64encode(samples.tobytes()).decode(),
    }


def _shape(solid: Solid) -> dict[str, Any]:
    return {
        "link": solid.link,
        "kind": solid.kind,
        "middle": solid.middle.round(5).tolist(),
        "axes": solid.axes.round(6).tolist(),
        "half": solid.half.round(5).tolist(),
        "tone": solid.tone,
    }


def _samples(performance: Performance, measured_n: Array | None) -> "tuple[Any, list[float]]":
    """All that moves as whole numbers, shape (k, n), and what one of each column is worth."""
    grounded = performance.grounded
    forces = loads(performance.body, grounded) if measured_n is None else measured_n
    headings = grounded.soles.copy()
    headings[..., 3] = (headings[..., 3] + np.pi) % (2 * np.pi) - np.pi
    standing = grounded.standing @ np.array([1, 2])
    parts: list[tuple[Array, float]] = [
        (grounded.poses[:, :3], _METRES),
        (grounded.poses[:, 3:7], _TURNS),
        (performance.angles, _RADIANS),
        (grounded.centres_m[:, :2], _METRES),
        (forces, _NEWTONS),
        (headings[:, 0, :3], _METRES),
        (headings[:, 0, 3:], _RADIANS),
        (headings[:, 1, :3], _METRES),
        (headings[:, 1, 3:], _RADIANS),
        (standing[:, None].astype(np.float64), 1.0),
    ]
    units = [unit for part, unit in parts for _ in range(part.shape[1])]
    whole = np.concatenate([part / unit for part, unit in parts], axis=1).round()
    return np.clip(whole, -32768, 32767).astype("<i2"), units
