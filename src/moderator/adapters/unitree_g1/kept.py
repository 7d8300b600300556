"""Whether this computer may have left the arms held: one that was killed gave nothing back."""

from contextlib import suppress

from moderator.adapters.unitree_g1.settings import G1Settings
from moderator.caches import state_folder


class Kept:
    """A mark that is there from the first command on until the arms are given back.

    Args:
        settings: which robot.
    """

    def __init__(self, settings: G1Settings) -> None:
        self._mark = state_folder("unitree_g1") / f"domain-{settings.domain}"

    @property
    def there(self) -> bool:
        """Whether they were not given back."""
        return self._mark.exists()

    def begin(self) -> None:
        """They are led from now on."""
        with suppress(OSError):  # a disk that is full keeps no show from going on
            self._mark.parent.mkdir(parents=True, exist_ok=True)
            self._mark.touch()

    def end(self) -> None:
        """They were given back."""
        with suppress(OSError):
            self._mark.unlink(missing_ok=True)
