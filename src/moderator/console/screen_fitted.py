"""A screen that is never higher than the terminal: its foot is the last to be left out."""

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.layout import Layout

Sized = tuple[RenderableType, int]
"""Something to draw, and how many lines it takes."""


class Fitted:
    """Draws as many lines as the terminal has.

    Args:
        rows: from the top, what matters most first.
        rest: fills what they leave.
        least: so many lines of it come before anything of `late`.
        late: beneath it, where there is room.
        foot: the last lines, whatever else is left out.
    """

    def __init__(
        self, rows: Sequence[Sized], rest: RenderableType, least: int, late: Sized, foot: Sized
    ) -> None:
        self._rows = rows
        self._rest = rest
        self._least = least
        self._late = late
        self._foot = foot

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it, as rich asks for."""
        left = (options.height or console.height) - self._foot[1]
        layouts = []
        for row, size in self._rows:
            lines = min(size, left)
            left -= lines
            layouts += [Layout(row, size=lines)] if lines > 0 else []
        late = max(0, min(self._late[1], left - self._least))
        layouts += [Layout(self._rest, size=left - late)] if left > late else []
        layouts += [Layout(self._late[0], size=late)] if late else []
        screen = Layout()
        screen.split_column(*layouts, Layout(self._foot[0], size=self._foot[1]))
        yield screen
