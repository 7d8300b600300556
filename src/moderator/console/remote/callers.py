"""Which console calls the show: one does, and others look on until one of them takes over."""

from moderator.journal.journal import Journal


class Callers:
    """Keeps to one console at a time.

    Only consoles that say who they are count. A stop is not asked about, and what names no console
    (OSC, a program over HTTP, the keyboard of the terminal) is nobody's page.

    Args:
        journal: the record.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._now = ""

    def refusal(self, console: str, origin: str) -> str:
        """Why a console may not order now; empty when it may. The first that orders calls the show.

        Args:
            console: what it calls itself; empty for what is none.
            origin: which input it came from, and whose.
        """
        if console and not self._now:
            self.take_over(console, origin)
        if not console or console == self._now:
            return ""
        return f"console {self._now} calls the show; take over first"

    def take_over(self, console: str, origin: str) -> None:
        """From now on the show is called from this console."""
        if console != self._now:
            self._now = console
            self._journal.write("caller", console=console, origin=origin)
