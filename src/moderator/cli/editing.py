"""What follows and changes a show's files while it is performed."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from moderator.cli.wiring import Prepared, laid_out
from moderator.engine.book import Edition
from moderator.engine.conductor import Conductor
from moderator.engine.revising import Revision
from moderator.knowledge.template import fill
from moderator.show.lines import worded
from moderator.show.load import Loaded, load

if TYPE_CHECKING:  # a show that nobody can reach has none
    from moderator.console.editing import Editing


def editing_for(
    args: argparse.Namespace,
    prepared: Prepared,
    config: Mapping[str, object] | None,
    conductor: Conductor,
) -> "Editing":
    """What changes a show that is performed.

    Args:
        args: the command line.
        prepared: the show.
        config: the robot's settings.
        conductor: conducts it.
    """
    from moderator.console.editing import Editing

    def read(drafts: Mapping[Path, str]) -> Loaded:
        return load(args.show, args.robot, config, drafts)

    def revise(loaded: Loaded) -> Revision:
        made = laid_out(loaded, prepared.renderer)
        assert loaded.show is not None
        assert loaded.materials is not None
        edition = Edition(loaded.show, loaded.materials, made.ready)
        return Revision(edition, made.rundown, loaded.fingerprint())

    def sound(loaded: Loaded, text: str) -> bytes:
        materials = loaded.materials
        assert materials is not None
        line = worded(fill(materials.sampled(text), materials.facts.value), materials)
        return prepared.renderer.render(line).path.read_bytes()

    return Editing(prepared.loaded, read, revise, sound, conductor.revising)
