import asyncio

from moderator.console.remote.current import CurrentBoard
from moderator.journal.board import Board
from moderator.journal.journal import Journal


async def test_a_board_follows_from_the_first_entry_however_many_there_are(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        current = CurrentBoard(journal)
        for _ in range(5000):
            journal.write("rendered", "1", text="words")
        journal.write("show_ended", ended="finished")
        assert (current.now().n, current.now().ended) == (5001, "finished")
        current.close()


async def test_what_comes_is_taken_though_nobody_looks(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        current = CurrentBoard(journal)
        keeping_up = asyncio.create_task(current.keep_up())
        journal.write("rendered", "1", text="words")
        await asyncio.sleep(3)
        assert current._feed.take() == []
        keeping_up.cancel()
        current.close()


async def test_a_show_that_goes_on_has_the_board_that_was_left(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        current = CurrentBoard(journal, Board(show="An afternoon", waiting=("7",)))
        journal.write("state", to="preflight")
        assert (current.now().show, current.now().waiting) == ("An afternoon", ("7",))
        assert current.now().state == "preflight"
        current.close()
