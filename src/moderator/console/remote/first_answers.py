"""One order, one deed, however often it is sent: a key's first answer is its only one."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

AnswerT = TypeVar("AnswerT")


class KeyReused(ValueError):
    """A key was sent with another order than the first time."""


class FirstAnswers(Generic[AnswerT]):
    """The answers given to the latest keys.

    Args:
        most: how many keys are remembered; the oldest are forgotten.
    """

    def __init__(self, most: int = 1000) -> None:
        self._most = most
        self._given: OrderedDict[str, tuple[Hashable, asyncio.Task[AnswerT]]] = OrderedDict()

    def once(
        self, key: str, order: Hashable, begin: Callable[[], asyncio.Task[AnswerT]]
    ) -> tuple[asyncio.Task[AnswerT], bool]:
        """Begin an order, unless its key has come before.

        Args:
            key: the order's own.
            order: what is ordered; a key belongs to one order.
            begin: begins it.

        Returns:
            What will answer, and whether it was asked before.

        Raises:
            KeyReused: the key came with another order.
        """
        if known := self._given.get(key):
            if known[0] != order:
                raise KeyReused(key)
            return known[1], True
        answer = begin()
        self._given[key] = order, answer
        while len(self._given) > self._most:
            self._given.popitem(last=False)
        return answer, False
