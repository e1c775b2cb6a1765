"""A search holds for the register as it is: what was written a moment ago is found by its words of now and no longer by those of before,
whether the search index has come so far or not, and nobody finds by words what they may not see."""

import contextlib
import subprocess
import time
import unittest

from register import Refused, RegisterTest, envelope, records

PUBLIC, OWN = records.VISIBILITY_PUBLIC, records.VISIBILITY_OWN
WAIT = 20.0
NOTE = records.KIND_NOTE


class Searching(RegisterTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alpha, cls.beta = cls.register.client("alpha"), cls.register.client("beta")

    def put(self, name, text, visibility=PUBLIC, expect=0):
        return self.alpha.put(records.Note(id=f"alpha/{name}", text=text, type=records.NOTE_TYPE_REMARK, visibility=visibility), expect=expect)

    def found(self, client, words):
        return [records.Note.FromString(body).text for body in client.call(list=envelope.List(kind=NOTE, search=words)).list.bodies]

    def caught_up(self):
        until = time.monotonic() + WAIT
        while self.register.psql("select r.revision > i.upto from concordat.register r, concordat.indexed i") == "t":
            self.assertLess(time.monotonic(), until, "the index follows the writes")
            time.sleep(0.05)

    @contextlib.contextmanager
    def index_shut(self):
        """Whoever looks into it waits."""
        holder = subprocess.Popen(["psql", "-XqAt", self.register.pg.conninfo(self.register.database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        holder.stdin.write("begin; lock table concordat.indexed; select 1;\n")
        holder.stdin.flush()
        self.assertEqual(holder.stdout.readline(), "1\n")
        try:
            yield
        finally:
            holder.communicate("rollback;\n", timeout=WAIT)

    @contextlib.contextmanager
    def index_held(self):
        """As by a daemon that is long at it: the others pass by."""
        self.caught_up()
        holder = subprocess.Popen(["psql", "-XqAt", self.register.pg.conninfo(self.register.database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        holder.stdin.write("begin; select upto from concordat.indexed for update;\n")
        holder.stdin.flush()
        held_at = int(holder.stdout.readline())
        try:
            yield held_at
            self.assertEqual(self.register.psql("select upto from concordat.indexed"), str(held_at), "the index stood still meanwhile")
        finally:
            holder.communicate("rollback;\n", timeout=WAIT)

    def test_the_index_follows_by_itself(self):
        self.put("one", "nightingale")
        self.caught_up()
        self.assertEqual(self.register.psql("select count(*) from words.note where words @@ 'nightingal'"), "1")
        self.assertEqual(self.found(self.beta, "nightingales"), ["nightingale"])

    def test_what_the_index_does_not_have_yet_is_found(self):
        self.put("old", "kingfisher by the weir")
        self.put("same", "kingfisher at the mill")
        self.caught_up()
        with self.index_held():
            self.put("old", "heron by the weir", expect=1)
            self.put("new", "a kingfisher, seen today")
            self.put("hidden", "a kingfisher in secret", visibility=OWN)
            self.assertEqual(self.register.psql("select r.revision - i.upto from concordat.register r, concordat.indexed i"), "3")
            for _ in range(2):  # read, and known
                self.assertEqual(sorted(self.found(self.beta, "kingfisher")), ["a kingfisher, seen today", "kingfisher at the mill"])
                self.assertEqual(self.found(self.beta, "heron"), ["heron by the weir"])
                self.assertEqual(len(self.found(self.alpha, "kingfisher")), 3)
        self.put("wake", "something else")
        self.caught_up()
        self.assertEqual(sorted(self.found(self.beta, "kingfisher")), ["a kingfisher, seen today", "kingfisher at the mill"])
        self.assertEqual(self.found(self.beta, "heron"), ["heron by the weir"])
        self.assertEqual(len(self.found(self.alpha, "kingfisher")), 3)

    def test_a_daemon_begins_with_what_was_left(self):
        with self.index_held():
            self.put("left", "dotterel on the moor")
            self.assertEqual(self.register.daemon.stop(), 0)
        self.register.daemon.start()
        self.caught_up()
        self.assertEqual(self.register.psql("select count(*) from words.note where words @@ 'dotterel'"), "1")
        self.alpha.connect()
        self.beta.connect()

    def test_a_look_that_is_due_when_the_connection_comes_back_is_not_a_second_one(self):
        for n in range(4):
            with self.index_shut():
                self.put(f"back{n}", f"lapwing {n}")  # a look is due soon
                self.register.psql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'concordat indexer'")
                time.sleep(0.6)  # the connection is back, and waits; the look was due meanwhile
                self.assertEqual(self.alpha.get(records.Note, f"alpha/back{n}").text, f"lapwing {n}")
            self.caught_up()
        self.assertEqual(len(self.found(self.beta, "lapwing")), 4)

    def test_all_of_many_are_found_while_the_index_follows(self):
        for at in range(0, 600, 50):
            notes = [records.Note(id=f"alpha/many{n}", text=f"curlew {n}", type=records.NOTE_TYPE_REMARK, visibility=PUBLIC) for n in range(at, at + 50)]
            self.alpha.batch([self.alpha.put_message(note, expect=0) for note in notes])
            self.assertEqual(len(self.beta.list(records.Note, search="curlew", page=500)), at + 50)

    def test_a_report_cannot_be_searched_and_says_so(self):
        with self.assertRaises(Refused) as refused:
            self.alpha.call(list=envelope.List(kind=records.KIND_DEADLINE, search="anything"))
        self.assertEqual(refused.exception.failure.field, "search")


if __name__ == "__main__":
    unittest.main()
