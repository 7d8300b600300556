"""A motion's manifest, kept beside its file so that a check need not work the motion out.

`python -m moderator.motion.manifest FOLDER…` brings the manifests of the motion files in these
folders up to date. One that is not there, or is of another version of its file, is worked out again
whenever it is wanted.
"""

import hashlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moderator.motion.motion import Manifest, Peak, Phrase
from moderator.plain_file import opened

if TYPE_CHECKING:
    from moderator.document import Problems

_FORMAT = 1
"""Raised when the same motion file means another motion than before."""


def kept_at(source: Path) -> Path:
    """Where the manifest of a motion file is kept."""
    return source.with_name(f"{source.stem}.manifest.json")


def kept_manifest(source: Path) -> Manifest | None:
    """The manifest kept beside a motion file; None when there is none of this version of it."""
    try:
        with opened(kept_at(source)) as file:
            kept = json.load(file)
        if kept["format"] != _FORMAT or kept["source_sha256"] != _digest(source):
            return None
        return manifest_of(kept["manifest"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_manifest(source: Path, manifest: Manifest) -> None:
    """Write the manifest of a motion file beside it, whole or not at all.

    Raises:
        OSError: the folder cannot be written.
    """
    kept = {"format": _FORMAT, "source_sha256": _digest(source), "manifest": asdict(manifest)}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    draft = kept_at(source).with_name(f".{kept_at(source).name}.{os.getpid()}")
    try:
        draft.write_text(f"{text}\n", encoding="utf-8")
        draft.replace(kept_at(source))
    finally:
        draft.unlink(missing_ok=True)


def _digest(source: Path) -> str:
    with opened(source) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def manifest_of(kept: dict[str, Any]) -> Manifest:
    """A manifest from plain data.

    Raises:
        KeyError: something is missing; TypeError, ValueError: something is of another sort.
    """
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
        start_rad_s=kept.get("start_rad_s", {}),
        apex_s=kept.get("apex_s"),
    )


def main(folders: list[str]) -> int:
    """Bring the manifests in some folders up to date; 1 when a motion file has a problem."""
    from moderator.document import Problems, read_document
    from moderator.motion.compile import is_in_space

    problems = Problems()
    for source in (path for folder in folders for path in sorted(Path(folder).glob("*.yaml"))):
        if is_in_space(read_document(source, str(source), Problems())):
            _work_out(source, problems)
        else:
            _compile(source, problems)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 1 if problems.errors else 0


def _compile(source: Path, problems: "Problems") -> None:
    from moderator.motion.compile import compiled

    motion = compiled(source, str(source), problems)
    if motion and motion.manifest != kept_manifest(source):
        keep_manifest(source, motion.manifest)
        sys.stdout.write(f"wrote {kept_at(source)}\n")


def _work_out(source: Path, problems: "Problems") -> None:
    """Work out a score in space, whatever is kept of it, and tell its margins."""
    from moderator.document import read_document
    from moderator.motion.whole_body.kept import worked_out
    from moderator.motion.whole_body.told import lines

    document = read_document(source, str(source), problems)
    motion = worked_out(source, document, problems)
    if motion:
        sys.stdout.write("".join(f"{line}\n" for line in lines(motion.margins)))
        sys.stdout.write(f"wrote {kept_at(source)}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
