"""Plain data as JSON text that every client can read."""

import json
import math

to_json = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
"""Compact, in ASCII: whatever was said, it can be sent. A figure that is none is an error."""


def figure(value: float) -> float | None:
    """A figure; None when it is none, which JSON cannot say."""
    return float(value) if math.isfinite(value) else None
