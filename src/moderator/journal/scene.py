"""The motions of a record, as a reader of its report plays them; nothing is fetched."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_IMPORT = 'import { Figure } from "../console/page/figure.js";\n'


@dataclass(frozen=True)
class Scene:
    """What is needed to play motions.

    Attributes:
        figure: the module that draws a body, as text.
        body: whom it draws: `model`, `joints`, `links`.
        motions: by name: `duration` and `still`, seconds; `phrases`, each a time and a name;
            `poses`, how many instants there are, the first at 0 and the last at the end; `mrad`,
            their angles, milliradians: joint by joint the steps from instant to instant, in
            sixteen bits, deflated, base64.
    """

    figure: str
    body: Mapping[str, Any]
    motions: Mapping[str, Mapping[str, Any]]

    @property
    def script(self) -> str:
        """The player, with the module that it imports in the import's place."""
        player = (files("moderator.journal") / "scene.js").read_text("utf-8")
        return "\n" + player.replace(_IMPORT, self.figure)

    @property
    def policy(self) -> str:
        """What a browser lets the page do: run this script, and reach nothing."""
        digest = b64encode(hashlib.sha256(self.script.encode()).digest()).decode()
        return (
            f"default-src 'none'; script-src 'sha256-{digest}'; "
            "style-src 'unsafe-inline'; img-src data:"
        )

    @property
    def data(self) -> str:
        """Body and motions as JSON without a `<`."""
        told = {"body": self.body, "motions": self.motions}
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", "\\u003c")
