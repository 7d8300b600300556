"""A motion's manifest, kept beside its file so that a check need not work the motion out.

`python -m moderator.motion.manifest FOLDER…` brings the manifests of the motion files in these
folders up to date. One that is not there, or is of another version of its file, is worked out again
whenever it is wanted.
"""

import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from moderator.motion.motion import Manifest, Peak, Phrase

_FORMAT = 1
"""Raised when the same motion file means another motion than before."""


def kept_at(source: Path) -> Path:
    """Where the manifest of a motion file is kept."""
    return source.with_name(f"{source.stem}.manifest.json")


def kept_manifest(source: Path) -> Manifest | None:
    """The manifest kept beside a motion file; None when there is none of this version of it."""
    try:
        kept = json.loads(kept_at(source).read_bytes())
        if kept["format"] != _FORMAT or kept["source_sha256"] != _digest(source):
            return None
        return _manifest(kept["manifest"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_manifest(source: Path, manifest: Manifest) -> None:
    """Write the manifest of a motion file beside it.

    Raises:
        OSError: the folder cannot be written.
    """
    kept = {"format": _FORMAT, "source_sha256": _digest(source), "manifest": asdict(manifest)}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    kept_at(source).write_text(f"{text}\n", encoding="utf-8")


def _digest(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()


def _manifest(kept: dict[str, Any]) -> Manifest:
    return Manifest(
        name=kept["name"],
        about=kept["about"],
        duration_s=kept["duration_s"],
        start_rad=kept["start_rad"],
        end_rad=kept["end_rad"],
        peaks={joint: Peak(**peak) for joint, peak in kept["peaks"].items()},
        safe_points_s=tuple(kept["safe_points_s"]),
        phrases=tuple(Phrase(**phrase) for phrase in kept["phrases"]),
        claims=tuple(kept["claims"]),
    )


def main(folders: list[str]) -> int:
    """Bring the manifests in some folders up to date; 1 when a motion file has a problem."""
    from moderator.document import Problems
    from moderator.motion.compile import compiled

    problems = Problems()
    for source in (path for folder in folders for path in sorted(Path(folder).glob("*.yaml"))):
        motion = compiled(source, str(source), problems)
        if motion and motion.manifest != kept_manifest(source):
            keep_manifest(source, motion.manifest)
            sys.stdout.write(f"wrote {kept_at(source)}\n")
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 1 if problems.errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
