"""Shows made for measuring."""

from pathlib import Path

HEAD = """\
show: A long afternoon
starts: 2025-09-10T14:00+08:00
robot: {name: Kuafu, needs: [voice, arms]}
devices: {lights: {osc: "127.0.0.1:7700"}}
acts:
  - act: One
    cues:
"""
KINDS = ("wait: {length}ms", "move: wave", "send: {{to: lights, osc: /cue/{number}/go}}")
SPOKEN = ('speak: "Good afternoon, number {number}."', *KINDS)


def write_show(folder: Path, cues: int, hours: float, *, speech: bool = False) -> Path:
    """Write a show of so many cues and so many hours: waits, moves and messages, or speech too.

    Every second cue follows the one before it by itself.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kinds = SPOKEN if speech else KINDS
    length_ms = round(hours * 3_600_000 / cues * len(kinds)) - 8000
    lines = []
    for number in range(cues):
        written = kinds[number % len(kinds)].format(number=number, length=max(1, length_ms))
        follows = "none" if number % 2 or number + 1 == cues else "auto_follow"
        lines.append(f'      - {{cue: "{number}", continue: {follows}, {written}}}\n')
    (folder / "show.yaml").write_text(HEAD + "".join(lines), encoding="utf-8")
    return folder
