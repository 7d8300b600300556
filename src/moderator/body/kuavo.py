"""A humanoid of Kuavo's class, 1.66 m and 57 kg: the body that rehearsals are done with.

Lengths, masses and inertias are model 45's. Its one link from the hips to the neck is cut at the
waist here, by the shares that pelvis and trunk have in model 52. Speeds and torques of legs and
waist are model 52's, which are those of the joints; model 45's file gives those of the motors.
"""

from moderator.body.table import (
    PELVIS,
    Axis,
    Body,
    Link,
    Shape,
    Sole,
    Tone,
    Vector,
    limits_of,
    other_side,
)

_MODELS = "LejuRobotics/kuavo-ros-opensource, kuavo_assets/models"
_URDF_45 = f"{_MODELS}/biped_s45/urdf/biped_s45.urdf"
_URDF_52 = f"{_MODELS}/biped_s52/urdf/biped_s52.urdf"
_INTERFACE = "Kuavo's public arm and head interface, model 45"
_CUT = f"{_URDF_45}, cut at the waist by the shares in {_URDF_52}"
_OF_LEG = f"angles: {_URDF_45}; speed, torque: {_URDF_52}"
_OF_ARM = f"angles: {_INTERFACE}; speed: {_URDF_52}; torque: {_URDF_45}"
_OF_HEAD = f"angles: {_INTERFACE}; speed, torque: {_URDF_45}"
_OF_WAIST = f"angles: assumed for a stage, the robot's own are ±180°; speed, torque: {_URDF_52}"

# Least and greatest angle in degrees, greatest speed in radians a second, greatest torque in Nm.
_LEFT_LEG = {
    "hip_roll": (-18.0, 38.0, 10.4, 127.0),
    "hip_yaw": (-50.0, 45.0, 8.7, 71.0),
    "hip_pitch": (-115.0, 90.0, 12.7, 132.0),
    "knee": (0.0, 145.0, 10.4, 280.0),
    "ankle_pitch": (-50.0, 20.0, 17.8, 57.0),
    "ankle_roll": (-15.0, 15.0, 17.8, 57.0),
}
_RIGHT_LEG = _LEFT_LEG | {
    "hip_roll": (-38.0, 18.0, 10.4, 127.0),
    "hip_yaw": (-45.0, 50.0, 8.7, 71.0),
}
_LEFT_ARM = {
    "shoulder_pitch": (-137.5, 34.4, 18.8, 100.0),
    "shoulder_roll": (-20.0, 83.7, 8.0, 50.0),
    "shoulder_yaw": (-90.0, 26.4, 7.5, 39.0),
    "elbow": (-150.0, 0.0, 8.0, 50.0),
    "forearm_yaw": (-90.0, 90.0, 17.5, 12.0),
    "wrist_roll": (-75.0, 40.0, 17.5, 12.0),
    "wrist_pitch": (-40.0, 40.0, 17.5, 12.0),
}
_RIGHT_ARM = _LEFT_ARM | {
    "shoulder_pitch": (-180.0, 90.0, 18.8, 100.0),
    "shoulder_roll": (-120.0, 20.0, 8.0, 50.0),
    "shoulder_yaw": (-26.4, 90.0, 7.5, 39.0),
    "wrist_roll": (-40.0, 75.0, 17.5, 12.0),
}
_HEAD = {"yaw": (-30.0, 30.0, 5.23, 1.5), "pitch": (-25.0, 25.0, 5.23, 1.5)}
_WAIST = {"yaw": (-90.0, 90.0, 8.7, 102.0)}


def _named(
    part: str, limits: dict[str, tuple[float, float, float, float]]
) -> dict[str, tuple[float, float, float, float]]:
    return {f"{part}_{name}": figures for name, figures in limits.items()}


_JOINTS = (
    *limits_of(_named("left", _LEFT_LEG), _OF_LEG),
    *limits_of(_named("right", _RIGHT_LEG), _OF_LEG),
    *limits_of(_named("left", _LEFT_ARM), _OF_ARM),
    *limits_of(_named("right", _RIGHT_ARM), _OF_ARM),
    *limits_of(_named("head", _HEAD), _OF_HEAD),
    *limits_of(_named("waist", _WAIST), _OF_WAIST),
)

_SOLE = Sole(toe_m=0.171, heel_m=0.073, half_m=0.048, drop_m=0.0595, source=_URDF_45)


def _capsule(start: Vector, end: Vector, radius: float, tone: Tone = "shell") -> Shape:
    return Shape("capsule", start, end, (radius,), tone)


def _limb(start: Vector, end: Vector, *radii: float, tone: Tone = "shell") -> Shape:
    return Shape("capsule", start, end, radii, tone, felt=False)


def _egg(middle: Vector, size: Vector, tone: Tone = "shell") -> Shape:
    return Shape("ellipsoid", middle, middle, size, tone, felt=False)


# Shapes are assumed: no maker publishes a body in capsules. What is felt lies inside the shell.
_SHAPES: dict[str, tuple[Shape, ...]] = {
    PELVIS: (
        _capsule((-0.02, -0.06, -0.03), (-0.02, 0.06, -0.03), 0.085, "dark"),
        _egg((-0.02, 0.0, -0.012), (0.112, 0.158, 0.088)),
        _limb((-0.018, 0.0, 0.05), (-0.012, 0.0, 0.11), 0.088, tone="dark"),
    ),
    "waist_yaw": (
        _capsule((-0.01, 0.0, 0.06), (-0.01, 0.0, 0.14), 0.095, "dark"),
        _capsule((-0.015, -0.085, 0.27), (-0.015, 0.085, 0.27), 0.12),
        _egg((-0.012, 0.0, 0.250), (0.139, 0.217, 0.182)),
        _egg((-0.0175, 0.0, 0.338), (0.090, 0.240, 0.078)),
        _egg((-0.018, 0.0, 0.385), (0.074, 0.110, 0.060)),
        _limb((-0.0175, 0.235, 0.3131), (-0.0175, -0.235, 0.3131), 0.048, tone="dark"),
        _limb((-0.018, 0.0, 0.38), (-0.0185, 0.0, 0.48), 0.050, 0.042, tone="dark"),
        _egg((0.104, 0.072, 0.298), (0.018, 0.018, 0.018), "accent"),
    ),
    "head_yaw": (),
    "head_pitch": (
        _capsule((0.01, 0.0, 0.060), (0.01, 0.0, 0.095), 0.078),
        _egg((0.008, 0.0, 0.083), (0.100, 0.086, 0.109)),
        _egg((0.038, 0.0, 0.088), (0.0755, 0.0720, 0.055), "dark"),
        *(_egg((0.1050, y, 0.091), (0.0060, 0.0120, 0.0080), "light") for y in (0.0285, -0.0285)),
        *(_egg((0.0, y, 0.082), (0.024, 0.012, 0.024), "dark") for y in (0.082, -0.082)),
    ),
    "hip_roll": (_egg((0.0, 0.0, -0.01), (0.062, 0.056, 0.060), "dark"),),
    "hip_yaw": (_capsule((0.0, 0.0, -0.02), (0.0, 0.0, -0.09), 0.052, "dark"),),
    "hip_pitch": (
        _capsule((0.0, 0.005, -0.02), (0.0, 0.0, -0.25), 0.062),
        _limb((0.008, 0.008, -0.035), (0.002, 0.0, -0.235), 0.082, 0.064),
    ),
    "knee": (
        _capsule((0.0, 0.0, -0.03), (-0.005, 0.0, -0.28), 0.048),
        _egg((0.002, 0.0, 0.0), (0.068, 0.062, 0.064), "dark"),
        _limb((-0.010, 0.0, -0.085), (-0.004, 0.0, -0.285), 0.060, 0.042),
    ),
    "ankle_pitch": (_egg((0.0, 0.0, 0.0), (0.038, 0.038, 0.038), "dark"),),
    "ankle_roll": (
        _capsule((0.0, 0.0, 0.0), (0.03, 0.0, -0.02), 0.034, "dark"),
        Shape("box", (-0.073, 0.0, -0.0495), (0.171, 0.0, -0.0495), (0.122, 0.048, 0.010), "dark"),
        _egg((0.066, 0.0, -0.042), (0.102, 0.047, 0.034)),
        _egg((-0.012, 0.0, -0.036), (0.060, 0.044, 0.036)),
        _egg((0.026, 0.0, -0.026), (0.064, 0.042, 0.040)),
    ),
    "shoulder_pitch": (_limb((0.0, -0.06, 0.0), (0.0, -0.01, 0.0), 0.052, tone="dark"),),
    "shoulder_roll": (_egg((0.0, 0.004, 0.0), (0.076, 0.072, 0.078)),),
    "shoulder_yaw": (
        _capsule((0.0, 0.0, -0.03), (0.008, 0.0, -0.25), 0.042),
        _limb((0.0, 0.003, -0.055), (0.012, 0.0, -0.235), 0.055, 0.046),
    ),
    "elbow": (
        _capsule((-0.004, 0.0, -0.01), (-0.018, 0.0, -0.10), 0.040),
        _egg((-0.004, 0.0, 0.0), (0.050, 0.047, 0.048), "dark"),
        _limb((-0.010, 0.0, -0.052), (-0.019, 0.0, -0.115), 0.046, 0.044),
    ),
    "forearm_yaw": (
        _capsule((0.0, 0.0, 0.0), (0.0, 0.0, -0.09), 0.038),
        _limb((0.0, 0.0, 0.012), (0.0, 0.0, -0.078), 0.044, 0.034),
    ),
    "wrist_roll": (_egg((0.0, 0.0, 0.0), (0.030, 0.029, 0.034), "dark"),),
    "wrist_pitch": (
        _capsule((0.0, 0.0, -0.035), (0.0, 0.0, -0.135), 0.032),
        _egg((0.0, 0.0, -0.065), (0.042, 0.024, 0.054)),
        *(
            _limb((x, 0.0, -0.10), (x * 1.2, -0.008, -tip), 0.0098, 0.0075, tone="dark")
            for x, tip in ((-0.0285, 0.152), (-0.0095, 0.168), (0.0095, 0.172), (0.0285, 0.162))
        ),
        _limb((0.034, -0.004, -0.045), (0.062, -0.018, -0.094), 0.0115, 0.0085, tone="dark"),
    ),
}

# Name, parent, axis, place in the parent, mass, centre, inertia about it (xx, yy, zz).
_Row = tuple[str, str, Axis, Vector, float, Vector, Vector]

_TRUNK: tuple[tuple[_Row, str], ...] = (
    (
        (PELVIS, "", "z", (0.0, 0.0, 0.0), 9.59, (-0.0505, 0.0, -0.0125), (0.068, 0.050, 0.066)),
        _CUT,
    ),
    (
        ("waist_yaw", PELVIS, "z", (0.0, 0.0, 0.1114), 17.83, (-0.0013, 0.0, 0.1920),
         (0.359, 0.275, 0.214)),
        _CUT,
    ),
    (
        ("head_yaw", "waist_yaw", "z", (-0.0185, 0.0, 0.490), 0.35, (0.0, 0.006, -0.0105),
         (0.00007, 0.00005, 0.00005)),
        _URDF_45,
    ),
    (
        ("head_pitch", "head_yaw", "y", (0.0, 0.0, 0.0), 0.5492, (0.0265, 0.0, 0.1067),
         (0.00346, 0.00348, 0.00222)),
        _URDF_45,
    ),
)  # fmt: skip
_LEFT: tuple[_Row, ...] = (
    ("left_hip_roll", PELVIS, "x", (-0.0025, 0.087, -0.066), 1.711, (-0.0043, 0.0, -0.0085),
     (0.00206, 0.00277, 0.00371)),
    ("left_hip_yaw", "left_hip_roll", "z", (0.0, 0.0, 0.0), 0.580, (0.0, -0.0023, -0.0906),
     (0.00224, 0.00123, 0.00146)),
    ("left_hip_pitch", "left_hip_yaw", "y", (0.0, 0.0, -0.1287), 4.504, (0.0018, 0.0120, -0.0841),
     (0.03894, 0.03943, 0.01000)),
    ("left_knee", "left_hip_pitch", "y", (0.0, 0.0, -0.284), 1.627, (0.0072, 0.0, -0.1155),
     (0.01243, 0.01228, 0.00098)),
    ("left_ankle_pitch", "left_knee", "y", (0.0, 0.0, -0.346), 0.072, (0.0, 0.0, 0.0),
     (0.00001, 0.00001, 0.00001)),
    ("left_ankle_roll", "left_ankle_pitch", "x", (0.0, 0.0, 0.0), 0.499, (0.0373, 0.0, -0.0388),
     (0.00039, 0.00159, 0.00173)),
    ("left_shoulder_pitch", "waist_yaw", "y", (-0.0175, 0.2927, 0.3131), 0.962,
     (-0.0008, -0.0222, 0.0003), (0.00225, 0.00099, 0.00227)),
    ("left_shoulder_roll", "left_shoulder_pitch", "x", (0.0, 0.0, 0.0), 0.570,
     (-0.0079, 0.0, -0.0466), (0.00163, 0.00211, 0.00122)),
    ("left_shoulder_yaw", "left_shoulder_roll", "z", (0.0, 0.0, 0.0), 1.650,
     (0.0063, 0.0011, -0.2088), (0.00815, 0.00828, 0.00206)),
    ("left_elbow", "left_shoulder_yaw", "y", (0.02, 0.0, -0.2837), 0.429,
     (-0.0161, 0.0014, -0.0486), (0.00135, 0.00114, 0.00083)),
    ("left_forearm_yaw", "left_elbow", "z", (-0.02, 0.0, -0.1270), 0.610,
     (-0.0021, 0.0002, -0.0508), (0.00107, 0.00146, 0.00083)),
    ("left_wrist_roll", "left_forearm_yaw", "x", (0.0, 0.0, -0.1065), 0.331,
     (-0.0011, 0.0034, -0.0134), (0.00022, 0.00027, 0.00028)),
    ("left_wrist_pitch", "left_wrist_roll", "y", (0.0, 0.0, -0.0210), 0.640,
     (0.0019, 0.0101, -0.0904), (0.00070, 0.00069, 0.00012)),
)  # fmt: skip


def _link(row: _Row, source: str) -> Link:
    name, parent, axis, at, mass, centre, inertia = row
    shapes = _SHAPES[name.removeprefix("left_")]
    return Link(name, parent, axis, at, mass, centre, inertia, shapes, source)


_LEFT_LINKS = tuple(_link(row, _URDF_45) for row in _LEFT)

KUAVO = Body(
    model="humanoid of Kuavo's class, 1.66 m",
    links=(
        *(_link(row, source) for row, source in _TRUNK),
        *_LEFT_LINKS,
        *(other_side(link) for link in _LEFT_LINKS),
    ),
    joints=_JOINTS,
    sole=_SOLE,
    palm_m=(0.0, -0.02, -0.075),
    eyes_m=(0.105, 0.0, 0.091),
)
"""What the simulated robots are."""
