"""How a sound is played."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Playback:
    """How a sound is played.

    Attributes:
        level: loudness, 0 to 1 of what is in the file.
        fade_in_ns: from silence to that.
        fade_out_ns: to silence, before its end or when it is ended.
        loop: whether it begins again when it ends.
        ducks_db: by how much it is lowered while the robot speaks, below 0; None for not at all.
    """

    level: float = 1.0
    fade_in_ns: int = 0
    fade_out_ns: int = 0
    loop: bool = False
    ducks_db: float | None = None
