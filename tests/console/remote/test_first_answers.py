import asyncio

import pytest

from moderator.console.remote.first_answers import FirstAnswers, KeyReused


async def test_only_the_latest_keys_are_remembered():
    answers = FirstAnswers(most=3)

    async def answer(number):
        return number

    for number in range(5):
        task, repeated = answers.once(
            str(number), "go", lambda number=number: asyncio.create_task(answer(number))
        )
        assert (await task, repeated) == (number, False)
    kept = [answers.once(str(n), "go", lambda: asyncio.create_task(answer(9))) for n in (2, 3, 4)]
    assert [(await task, repeated) for task, repeated in kept] == [(2, True), (3, True), (4, True)]
    with pytest.raises(KeyReused):
        answers.once("4", "hold", lambda: asyncio.create_task(answer(9)))
