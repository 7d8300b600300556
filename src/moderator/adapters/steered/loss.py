"""Telling those who wait that a steered body is not theirs any more."""

import asyncio


class Loss:
    """The first loss since the robot was last activated, or the wait for it."""

    def __init__(self) -> None:
        self._coming: asyncio.Future[str] | None = None

    def happened(self, what: str) -> None:
        """Tell everybody who waits; what follows from a loss, or on it, is not told again."""
        coming = self._awaited()
        if not coming.done():
            coming.set_result(what)

    def over(self) -> None:
        """The body is ours again; who waits from now on waits for the next loss."""
        if self._coming and self._coming.done():
            self._coming = None

    async def told(self) -> str:
        """Wait for it. The shield keeps one who gives up from ending the wait of others."""
        return await asyncio.shield(self._awaited())

    def _awaited(self) -> asyncio.Future[str]:
        self._coming = self._coming or asyncio.get_running_loop().create_future()
        return self._coming
