import threading

from moderator.journal import Journal


def test_a_follower_gets_what_is_written_from_then_on(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        journal.write("state")
        follower = journal.follow()
        written = [journal.write("go"), journal.write("cue_started", "1")]
        assert follower.take() == written
        assert follower.take() == []


def test_a_slow_follower_loses_the_oldest_and_knows_how_many(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal, journal.follow(limit=3) as follower:
        for _ in range(10):
            journal.write("go")
        assert [entry.n for entry in follower.take()] == [8, 9, 10]
        assert follower.dropped == 7


def test_a_closed_follower_gets_no_more(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        with journal.follow() as follower:
            journal.write("go")
        journal.write("go")
        assert len(follower.take()) == 1


def test_waiting_ends_when_an_entry_comes(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        follower = journal.follow()
        threading.Timer(0.01, journal.write, ["go"]).start()
        assert follower.wait(10)


def test_waiting_for_nothing_ends_in_time(tmp_path):
    with Journal.create(tmp_path, lambda: 0) as journal:
        assert journal.follow().wait(0.01) is False
