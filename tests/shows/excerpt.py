"""The forum's dialogue as a show of its own."""

import re
from pathlib import Path

FORUM = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum"
CUE = "14"


def write_dialogue(folder, changes):
    """Write the forum with no act but its dialogue.

    Args:
        folder: takes the show and its facts.
        changes: other texts, by those that stand there.
    """
    head, *acts = re.split(r"(?m)^(?=  - act: )", (FORUM / "show.yaml").read_text("utf-8"))
    [act] = [act for act in acts if act.startswith("  - act: Dialogue")]
    text = head + act
    for old, new in {'{go_to: "20"}': "hold", **changes}.items():
        assert old in text, old
        text = text.replace(old, new)
    folder.mkdir(exist_ok=True)
    (folder / "show.yaml").write_text(text, encoding="utf-8")
    (folder / "facts.yaml").write_bytes((FORUM / "facts.yaml").read_bytes())
    return folder
