"""concordat.py, the client for scripts: every method and every error against the real daemon, with the contexts and keys of the command line."""

import contextlib
import datetime
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import concordat
import zmq
from concordat_records import Record, day_in_london
from google.protobuf.internal.encoder import _VarintBytes
from register import ROOT, Key, RegisterTest, envelope, records

UTC = datetime.timezone.utc


@contextlib.contextmanager
def environment(**values):
    before = dict(os.environ)
    for name, value in values.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


class PythonTest(RegisterTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = dict(os.environ)
        os.environ.update(cls.register.environment())

    @classmethod
    def tearDownClass(cls):
        os.environ.clear()
        os.environ.update(cls.before)
        super().tearDownClass()

    def enrol(self, organisation, **more):
        """A context of a new organisation, when the door knows its key: a moment after it was enrolled."""
        key = Key()
        self.register.client(organisation, key=key, **more)
        self.register.context(organisation, key)
        return self.connect_when_known(organisation)

    def connect_when_known(self, context):
        until = time.monotonic() + 10
        while True:
            try:
                return self.connect(context)
            except concordat.NotEnrolled:
                self.assertLess(time.monotonic(), until)
                time.sleep(0.02)

    def connect(self, *arguments, **more):
        connection = concordat.connect(*arguments, **more)
        self.addCleanup(connection.close)
        return connection

    def assertError(self, kind, function, *arguments, **expected):
        more = {name: expected.pop(name) for name in list(expected) if name not in ("field", "item", "rule", "current", "words", "fault", "reason_")}
        with self.assertRaises(kind) as caught:
            made = function(*arguments, **more)
            if hasattr(made, "__next__"):
                next(made)
        error = caught.exception
        self.assertIsInstance(error, concordat.Error)
        for name, value in expected.items():
            if name == "words":
                self.assertIn(value, str(error))
            else:
                self.assertEqual(getattr(error, name.rstrip("_")), value, str(error))
        return error


class Verbs(PythonTest):
    def test_a_record_comes_back_as_it_was_written_with_python_values(self):
        north = self.enrol("values")
        written = north.put("milestone", "values/plan", title="Local plan", when_text="by June 2027", owed_by="values", owed_to=["values"], state="under-way",
                            visibility="public", chase_on=datetime.date(2027, 1, 31), stated_deliverables=3, if_version=0, reason="board")
        self.assertEqual((written.id, written.version, written.changed), ("values/plan", 1, True))
        plan = north.get("milestone", "values/plan")
        self.assertEqual((plan.title, plan.state, plan.visibility, plan.precision, plan.bound), ("Local plan", "under_way", "public", "month", "by"))
        self.assertEqual((plan.latest_on, plan.chase_on, plan.stated_deliverables), (datetime.date(2027, 6, 30), datetime.date(2027, 1, 31), 3))
        self.assertEqual((plan.owed_to, plan.deliverables, plan.met_on), (["values"], [], None))
        self.assertLess(abs(plan.created_at - datetime.datetime.now(UTC)), datetime.timedelta(minutes=1))
        self.assertIn("title", plan)
        self.assertNotIn("met_on", plan)
        self.assertEqual(dict(plan)["owed_by"], "values")
        with self.assertRaises(AttributeError):
            plan.no_such_field

    def test_money_is_pence_and_whole(self):
        north = self.enrol("money")
        most = 2 ** 63 - 1
        north.put("money_line", "money/l", title="Budget", type="saving", stated_total="known", stated_total_pence=most, if_version=0)
        north.put("money_amount", "money/a", line="money/l", amount="known", amount_pence=-123456, period="2016/17", if_version=0)
        self.assertEqual(north.get("money_line", "money/l").stated_total_pence, most)
        self.assertIs(type(north.get("money-amount", "money/a").amount_pence), int)
        for wrong in (1.5, "12.50", True, 2 ** 63):
            self.assertError(concordat.InvalidArgument, north.put, "money_amount", "money/a", amount_pence=wrong, field="amount_pence")

    def test_none_empties_a_field_and_what_is_not_given_stays(self):
        north = self.enrol("none")
        north.put("body", "none/b", name="Board", purpose="to meet", functions=["one", "two"], if_version=0)
        north.put("body", "none/b", purpose=None, functions=[])
        board = north.get("body", "none/b")
        self.assertEqual((board.name, board.purpose, board.functions), ("Board", None, []))
        self.assertFalse(north.put("body", "none/b", name="Board").changed)

    def test_an_enum_value_newer_than_this_program_stays_a_number(self):
        body = records.Milestone(id="a/b").SerializeToString() + bytes([27 << 3 & 0x7F | 0x80, 27 << 3 >> 7, 99])
        self.assertEqual(Record("milestone", body).state, 99)

    def test_the_day_in_london_follows_its_clock_changes(self):
        for at, day in (("2026-03-28T23:30", "2026-03-28"), ("2026-03-29T23:30", "2026-03-30"), ("2026-10-24T23:30", "2026-10-25"),
                        ("2026-10-25T23:30", "2026-10-25")):
            self.assertEqual(day_in_london(datetime.datetime.fromisoformat(at).replace(tzinfo=UTC)).isoformat(), day)

    def test_a_list_has_conditions_order_pages_and_the_past(self):
        north = self.enrol("list")
        for n in range(25):
            north.put("body", f"list/b{n:02}", name=f"Body {n}", position=n, if_version=0)
        early = int(north.cursor().split(":")[1])
        north.put("body", "list/b00", name="Renamed", host="list")
        mine = {"owner": "list"}
        ids = [board.id for board in north.list("body", "position >= 5", "position < 9", order="-position", **mine)]
        self.assertEqual(ids, ["list/b08", "list/b07", "list/b06", "list/b05"])
        self.assertEqual([b.id for b in north.list("body", position=[3, 4], order="position")], ["list/b03", "list/b04"])
        self.assertEqual([b.id for b in north.list("body", "id in list/b01, list/b02", host=None)], ["list/b01", "list/b02"])
        self.assertEqual([b.id for b in north.list("body", "host present")], ["list/b00"])
        self.assertEqual([b.id for b in north.list("body", search="renamed")], ["list/b00"])
        self.assertEqual(len(list(north.list("body", limit=7, **mine))), 7)
        self.assertEqual(next(north.list("body", id="list/b00", as_of=early)).name, "Body 0")
        self.assertEqual(len(list(north.list("body", as_of=datetime.date(2020, 1, 1), **mine))), 0)
        page_max, north.welcome.page_max = north.welcome.page_max, 4  # many pages
        self.assertEqual([b.position for b in north.list("body", order="position", **mine)], list(range(25)))
        north.welcome.page_max = page_max

    def test_a_list_says_what_is_wrong_with_its_question(self):
        north = self.enrol("question")
        self.assertError(concordat.InvalidArgument, north.list, "mileston", words="did you mean milestone?")
        self.assertError(concordat.InvalidArgument, north.list, "milestone", "titel = x", words="did you mean title?")
        self.assertError(concordat.InvalidArgument, north.list, "milestone", "title ~ x", words="is no condition")
        self.assertError(concordat.InvalidArgument, north.list, "milestone", "title present x", words="is no condition")
        self.assertError(concordat.InvalidArgument, north.list, "milestone", "latest_on > someday", field="latest_on")

    def test_due_asks_what_the_command_line_asks(self):
        north = self.enrol("due")
        today = north.today()
        for name, days, state in (("late", -3, "planned"), ("today", 0, "planned"), ("soon", 14, "planned"), ("met", 7, "met"), ("far", 31, "planned")):
            day = today + datetime.timedelta(days=days)
            north.put("milestone", f"due/{name}", title=name, owed_by="due", when_text=f"{day.day} {day:%B} {day.year}", state=state, visibility="public",
                      met_on=today if state == "met" else None, if_version=0)
        self.assertEqual([d.title for d in north.due(owed_by="due")], ["today", "soon"])
        told = [d["title"] for d in self.register.cli_json("due", "due")["records"] if d.get("owed_by") == "due"]
        self.assertEqual([d.title for d in north.due(owed_by="due")], told)
        self.assertEqual([d.title for d in north.due(within_days=7, all=True, owed_by="due")], ["today", "met"])
        from_on, to_on = today - datetime.timedelta(days=5), today + datetime.timedelta(days=40)
        self.assertEqual([d.due_on - today for d in north.due(from_on, to_on, owed_by="due")], [datetime.timedelta(days=n) for n in (-3, 0, 14, 31)])

    def test_a_history_tells_who_changed_what_and_why(self):
        north = self.enrol("past")
        north.put("body", "past/b", name="One", if_version=0, reason="founded")
        for n in range(60):  # more than a page
            north.put("body", "past/b", name=f"Name {n}", reason=f"because {n}")
        north.withdraw("body", "past/b", if_version=61, reason="merged")
        changes = list(north.history("body", "past/b"))
        self.assertEqual([c.type for c in changes], ["withdrawn"] + ["changed"] * 60 + ["created"])
        self.assertEqual((changes[1].reason, changes[1].changed_by, changes[1].fields), ("because 59", "past/officer", ["name"]))
        self.assertEqual((changes[1].before.name, changes[1].after.name), ("Name 58", "Name 59"))
        self.assertIsNone(changes[-1].before)

    def test_a_batch_is_done_whole_or_not_at_all(self):
        north = self.enrol("batch")
        done = north.batch([concordat.Put("body", "batch/a", {"name": "A"}, if_version=0), concordat.Put("body", "batch/b", {"name": "B"}, if_version=0)])
        self.assertEqual([w.id for w in done], ["batch/a", "batch/b"])
        refused = [concordat.Put("body", "batch/c", {"name": "C"}, if_version=0), concordat.Withdraw("body", "batch/none")]
        self.assertError(concordat.NotFound, north.batch, refused, item=1)
        self.assertError(concordat.NotFound, north.get, "body", "batch/c")
        self.assertError(concordat.InvalidArgument, north.batch, [refused[0], concordat.Put("body", "batch/d", {"nam": "D"})], item=1, field="nam")
        north.batch([concordat.Withdraw("body", "batch/a", if_version=1, reason="closed")])
        self.assertIsNotNone(next(north.list("body", id="batch/a", withdrawn=True)).withdrawn_at)

    def test_the_same_key_is_the_same_write(self):
        north = self.enrol("again")
        key = os.urandom(16)
        first = north.put("body", "again/b", name="B", if_version=0, key=key)
        self.assertEqual(north.put("body", "again/b", name="B", if_version=0, key=key), first)
        self.assertError(concordat.InvalidArgument, north.put, "body", "again/c", name="C", if_version=0, key=key, field="idempotency_key")

    def test_what_is_too_long_for_a_message_is_refused_here(self):
        north = self.enrol("long")
        self.assertError(concordat.InvalidArgument, north.batch, [concordat.Put("body", f"long/{n}", {"purpose": "x" * 10000}, 0) for n in range(9)],
                         words="64 KiB")


class Streams(PythonTest):
    def test_a_watch_begins_now_where_it_was_or_at_the_beginning(self):
        north = self.enrol("watch")
        place = north.cursor()
        north.put("body", "watch/b", name="B", if_version=0)
        watch = north.watch(kinds=["body"])
        north.put("body", "watch/b", name="C", reason="renamed")
        north.put("milestone", "watch/m", title="M", when_text="2031", if_version=0)
        north.put("body", "watch/b", name="D")
        change = next(watch)  # made after watch() was called, before it was asked
        self.assertEqual((change.type, change.id, change.after.name, change.before.name, change.reason), ("changed", "watch/b", "C", "B", "renamed"))
        self.assertEqual(next(watch).after.name, "D")
        since = [c.after.id for c in north.watch(place, timeout=0.3)]
        self.assertEqual(since, ["watch/b", "watch/b", "watch/m", "watch/b"])
        self.assertEqual([c.id for c in north.watch(change.cursor, timeout=0.3)], ["watch/m", "watch/b"])
        beginning = [c.id for c in north.watch(0, timeout=0.3)]
        self.assertEqual(beginning[-4:], since)
        self.assertGreater(len(beginning), 4)

    def test_a_watch_with_a_timeout_shows_all_that_there_was_however_slow_the_register_is(self):
        with FakeRegister() as fake:
            self.register.context("fake", Key(), server=fake.endpoint, server_key=fake.key.public)
            north = self.connect("fake")
            place = f"{fake.HISTORY}:4:{'00' * 8}"
            self.assertEqual([change.id for change in north.watch(place, timeout=0.1)], ["slow/b"])

    def test_a_watch_with_a_timeout_ends_when_what_is_left_is_not_for_it(self):
        north = self.enrol("left")
        place = north.cursor()
        north.put("body", "left/b", name="B", if_version=0)
        self.assertEqual(list(north.watch(place, ["milestone"], timeout=0.1)), [])

    def test_calls_inside_a_watch_disturb_neither(self):
        north = self.enrol("nested")
        place = north.cursor()
        north.batch([concordat.Put("body", f"nested/{n}", {"name": str(n)}, 0) for n in range(100)])
        north.batch([concordat.Put("body", f"nested/{n}", {"name": str(n)}, 0) for n in range(100, 200)])
        seen = [(c.id, north.get("body", c.id).name) for c in north.watch(place, ["body"], timeout=1)]
        self.assertEqual(seen, [(f"nested/{n}", str(n)) for n in range(200)])

    def test_two_streams_on_one_connection_are_told_apart_and_end_when_they_are_closed(self):
        north = self.enrol("two")
        bodies, meetings = north.watch(kinds=["body"]), north.watch(kinds=["milestone"])
        for n in range(3):
            north.put("body", f"two/b{n}", name="B", if_version=0)
            north.put("milestone", f"two/m{n}", title="M", when_text="2031", if_version=0)
        self.assertEqual([next(meetings).id for _ in range(3)], ["two/m0", "two/m1", "two/m2"])
        self.assertEqual([next(bodies).id for _ in range(3)], ["two/b0", "two/b1", "two/b2"])
        for _ in range(north.welcome.streams_max * 2):  # would run out if one were left behind
            next(bodies := north.watch(0))
            bodies.close()

    def with_alerts(self, organisation, count):
        """A connection whose organisation has a subscription `all` with so many alerts that are not settled."""
        client = self.enrol(organisation)
        soon = client.today() + datetime.timedelta(days=5)
        client.put("subscription", f"{organisation}/all", title="All", leads=["14d"], events=["due"], organisation=organisation, if_version=0)
        client.batch([concordat.Put("milestone", f"{organisation}/m{n}", {"title": f"M{n}", "owed_by": organisation,
                                                                          "when_text": f"{soon.day} {soon:%B} {soon.year}"}, 0) for n in range(count)])
        self.register.await_alerts(f"{organisation}/all", count)
        return client

    def test_an_alert_is_settled_when_the_next_is_asked_for(self):
        north = self.with_alerts("alerts", 4)
        soon = north.today() + datetime.timedelta(days=5)
        for alert in north.alerts("alerts/all"):
            if alert.number == 2:
                break  # in the middle of dealing with it
        peeked = [a.number for a in north.alerts("alerts/all", settle=False, timeout=1.5)]
        self.assertEqual(peeked, [2, 3, 4])
        taken = list(north.alerts("alerts/all", timeout=1.5))
        self.assertEqual([(a.number, a.record, a.due_on, a.type) for a in taken], [(n + 1, f"alerts/m{n}", soon, "due") for n in (1, 2, 3)])
        self.assertEqual(list(north.alerts("alerts/all", timeout=1.5)), [])
        self.assertEqual([a.number for a in north.alerts("alerts/all", 0, timeout=1.5)], [1, 2, 3, 4])
        self.assertError(concordat.NotFound, north.alerts, "alerts/none", field="subscription")

    def settled(self, organisation):
        return int(self.register.psql(f"select coalesce(max(settled), 0) from concordat.progress where subscription = '{organisation}/all'"))

    def without_quiet(self, client):
        """Loses every quiet settling on its way. What the others were: verb, number, and when."""
        send, sent, self.lost = client._send, [], 0

        def lossy(number, seconds, verb, message, key=b""):
            if verb == "settle" and message.quiet:
                self.lost += 1
                return
            sent.append((verb, getattr(message, "number", None), time.monotonic()))
            send(number, seconds, verb, message, key)
        client._send = lossy
        return sent

    def test_who_breaks_off_among_alerts_that_came_together_has_settled_those_before(self):
        client = self.with_alerts("midst", 40)
        self.without_quiet(client)
        for alert in client.alerts("midst/all"):
            if alert.number == 25:
                break
        self.assertEqual(self.settled("midst"), 24)
        self.assertEqual(next(client.alerts("midst/all")).number, 25)

    def test_alerts_that_came_together_are_settled_at_the_last_though_every_quiet_settling_is_lost(self):
        client = self.with_alerts("quiet", 40)
        sent = self.without_quiet(client)
        self.assertEqual([a.number for a in client.alerts("quiet/all", timeout=1)], list(range(1, 41)))
        self.assertEqual(self.settled("quiet"), 40)
        self.assertGreater(self.lost, 20)  # else there was nothing to lose
        settled, detached = (next(when for verb, number, when in sent if (verb, number) == wanted) for wanted in (("settle", 40), ("detach", None)))
        self.assertGreater(detached - settled, 0.9, "it was settled only when the stream was closed")

    def test_a_place_of_another_history_is_a_gap(self):
        north = self.enrol("gap")
        history, revision, digest = north.cursor().split(":")
        for reason, cursor in (("FUTURE", f"{history}:{int(revision) + 1000}:{digest}"), ("DIVERGED", f"{history}:{revision}:{'00' * 8}"),
                               ("DIVERGED", f"00000000-0000-0000-0000-000000000000:{revision}:{digest}")):
            self.assertError(concordat.Gap, north.watch, cursor, reason_=reason)
        for wrong in ("yesterday", 17, "a:b:c", f"{history}:{revision}:xx"):
            self.assertError(concordat.InvalidArgument, north.watch, wrong, field="since")

    def test_a_stream_outlives_a_daemon_that_stops_in_order(self):
        north, other = self.enrol("order"), self.connect("order")
        watch = north.watch()
        other.put("body", "order/a", name="A", if_version=0)
        self.assertEqual(next(watch).id, "order/a")
        self.register.daemon.stop()
        self.register.daemon.start()
        other.put("body", "order/b", name="B", if_version=0)
        self.assertEqual(next(watch).id, "order/b")

    def test_a_revoked_key_ends_streams_and_calls(self):
        north = self.enrol("revoked")
        watch = north.watch()
        self.register.context("operator", self.register.operator_key)
        with concordat.connect("operator") as operator:
            operator.withdraw("client", "revoked/officer")
        self.assertError(concordat.NotEnrolled, lambda: list(watch))
        self.assertError(concordat.NotEnrolled, north.get, "body", "revoked/x")
        self.assertError(concordat.NotEnrolled, concordat.connect, "revoked", words="send your public key")


class Errors(PythonTest):
    def test_what_another_organisation_owns_is_forbidden_or_not_there(self):
        north, south = self.enrol("north"), self.enrol("south", roles=["reader"])
        north.put("body", "north/open", name="Open", visibility="public", if_version=0)
        north.put("body", "north/closed", name="Closed", visibility="own", if_version=0)
        self.assertEqual(south.get("body", "north/open").name, "Open")
        self.assertError(concordat.NotFound, south.get, "body", "north/closed", field="id")
        self.assertError(concordat.Forbidden, south.put, "body", "south/b", name="B", if_version=0)
        self.assertError(concordat.Forbidden, self.enrol("west").put, "body", "north/open", name="Mine")

    def test_a_conflict_says_where_the_record_is_now(self):
        north = self.enrol("conflict")
        north.put("body", "conflict/b", name="One", if_version=0)
        north.put("body", "conflict/b", name="Two", if_version=1)
        self.assertError(concordat.Conflict, north.put, "body", "conflict/b", name="Three", if_version=1, current=2)
        self.assertError(concordat.Conflict, north.withdraw, "body", "conflict/b", if_version=1, current=2)
        self.assertError(concordat.Conflict, north.put, "body", "conflict/b", name="Three", if_version=0, current=None)

    def test_an_argument_that_is_wrong_is_named(self):
        north = self.enrol("wrong")
        for field, values in {"titel": {"titel": "x"}, "state": {"state": "finished"}, "met_on": {"met_on": "30 June"}, "when_text": {"when_text": "some day"},
                              "owed_to": {"owed_to": "wrong"}, "version": {"version": 3}, "title": {"title": 7}}.items():
            self.assertError(concordat.InvalidArgument, north.put, "milestone", "wrong/m", {"title": "M", **values}, if_version=0, field=field)
        north.put("initiative", "wrong/a", title="A", type="project", if_version=0)
        north.put("initiative", "wrong/b", title="B", type="project", part_of="wrong/a", if_version=0)
        circle = self.assertError(concordat.InvalidArgument, north.put, "initiative", "wrong/a", part_of="wrong/b")
        self.assertTrue(circle.rule)

    def test_the_failures_of_a_connection_are_told_apart(self):
        self.register.context("stranger", Key())
        self.assertError(concordat.NotEnrolled, concordat.connect, "stranger", words="does not know your key")
        self.register.context("deceived", self.register.operator_key, server_key=Key().public)
        self.assertError(concordat.ServerKeyWrong, concordat.connect, "deceived", words="ask its operator")
        self.register.context("operator", self.register.operator_key)
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            address = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
            self.assertError(concordat.Unreachable, concordat.connect, "operator", server=address, patience=0.5, fault="nobody_listening")
            listener.listen()
            self.assertError(concordat.Unreachable, concordat.connect, "operator", server=address, patience=0.5, fault="not_answering")
        with socket.create_server(("127.0.0.1", 0)) as web:  # what listens on a wrong port, as a rule
            threading.Thread(target=self.answer_once, args=(web,), daemon=True).start()
            self.assertError(concordat.Unreachable, concordat.connect, "operator", server=f"tcp://127.0.0.1:{web.getsockname()[1]}", fault="no_curve")
        self.assertError(concordat.Unreachable, concordat.connect, "operator", server="nonsense", patience=0.3, words="check the address")

    @staticmethod
    def answer_once(listener):
        peer, _ = listener.accept()
        with peer:
            peer.recv(1000)
            peer.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")

    def test_several_servers_are_tried_in_turn(self):
        self.register.context("operator", self.register.operator_key)
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            servers = f"tcp://127.0.0.1:{nobody.getsockname()[1]}, {self.register.daemon.endpoint}"
            with concordat.connect("operator", server=servers) as operator:
                self.assertEqual(operator.welcome.client, "concordat-operator/desk")

    def test_a_key_enrolled_later_gets_in_with_the_next_attempt(self):
        key = Key()
        self.register.context("later", key)
        self.assertError(concordat.NotEnrolled, concordat.connect, "later")
        self.register.client("later", key=key).close()
        self.assertEqual(self.connect_when_known("later").welcome.organisation, "later")

    def test_a_call_waits_for_a_register_that_starts_and_ends_when_its_time_is_up(self):
        north = self.enrol("waits")
        self.register.daemon.kill()
        thread = threading.Timer(0.7, self.register.daemon.start)
        thread.start()
        self.assertEqual(north.put("body", "waits/b", name="B", if_version=0).version, 1)
        thread.join()
        short = self.connect("waits", timeout=1)
        self.register.daemon.kill()
        try:
            began = time.monotonic()
            error = self.assertError(concordat.Unreachable, short.put, "body", "waits/c", name="C", if_version=0)
            self.assertLess(time.monotonic() - began, 3)
            self.assertIsInstance(error.maybe_done, bool)
        finally:
            self.register.daemon.start()

    def test_a_write_whose_answer_is_lost_may_be_done_and_says_so(self):
        with FakeRegister(answers_after=None) as fake:
            self.register.context("fake", Key(), server=fake.endpoint, server_key=fake.key.public)
            north = self.connect("fake", timeout=0.5)
            self.assertTrue(self.assertError(concordat.Unreachable, north.put, "body", "fake/b", name="B").maybe_done)
            self.assertFalse(self.assertError(concordat.Unreachable, north.get, "body", "fake/b").maybe_done)

    def test_a_write_is_repeated_under_its_key_until_it_is_answered(self):
        with FakeRegister(answers_after=3) as fake:
            self.register.context("fake", Key(), server=fake.endpoint, server_key=fake.key.public)
            north = self.connect("fake")
            self.assertError(concordat.Pending, north.put, "body", "fake/b", name="B")
        self.assertEqual(len(fake.requests), 3)
        self.assertEqual(len({bytes(request.idempotency_key) for request in fake.requests}), 1)
        self.assertEqual(len({request.id for request in fake.requests}), 1)

    def test_another_protocol_is_told(self):
        with FakeRegister(protocol=2) as fake:
            self.register.context("fake", Key(), server=fake.endpoint, server_key=fake.key.public)
            self.assertError(concordat.Unreachable, concordat.connect, "fake", patience=0.3, fault="bad_protocol")


class Installing(unittest.TestCase):
    def test_what_is_installed_is_all_that_it_takes_and_where_python_looks(self):
        with tempfile.TemporaryDirectory() as prefix:
            build = os.environ.get("CONCORDAT_BUILD_DIR", os.path.join(ROOT, "build/dev"))
            subprocess.run(["cmake", "--install", build, "--component", "python", "--prefix", prefix], check=True, capture_output=True)
            found = [os.path.dirname(os.path.join(folder, name)) for folder, _, names in os.walk(prefix) for name in names if name == "concordat.py"]
            self.assertEqual(len(found), 1)
            looked = subprocess.run([sys.executable, "-I", "-c", "import sys; print(*sys.path, sep='\\n')"], check=True, capture_output=True, text=True).stdout
            self.assertIn(found[0].replace(prefix, "/usr/local"), looked.split("\n"))
            for script in ("import_tracker.py", "watch_changes.py", "owed_to_others.py"):
                path = os.path.join(prefix, "share", "concordat", "examples", script)
                done = subprocess.run([sys.executable, path, "--help"], env={"PYTHONPATH": found[0]}, capture_output=True, text=True, check=False)
                self.assertEqual((done.returncode, done.stderr), (0, ""))


class FakeRegister:
    """What the real daemon cannot be made to do: it answers a write PENDING after so many UNAVAILABLE, or never, or speaks another protocol,
    and takes a second for a change that was there."""
    HISTORY = "11111111-2222-3333-4444-555555555555"

    def __init__(self, answers_after=1, protocol=1):
        self.answers_after, self.protocol, self.key, self.requests = answers_after, protocol, Key(), []
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.ROUTER)
        self.socket.linger = 0
        self.socket.curve_server, self.socket.curve_secretkey, self.socket.curve_publickey = True, self.key.secret.encode(), self.key.public.encode()
        self.endpoint = f"tcp://127.0.0.1:{self.socket.bind_to_random_port('tcp://127.0.0.1')}"
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.serve)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
        self.socket.close(0)
        self.context.term()

    def serve(self):
        while not self.over.is_set():
            if not self.socket.poll(50):
                continue
            peer, data = self.socket.recv_multipart()
            for message in self.answers(envelope.Request.FromString(data)):
                self.socket.send_multipart([peer, message])

    def answers(self, request):
        """The packed messages that a request brings."""
        verb, reply = request.WhichOneof("verb"), envelope.Reply(id=request.id, status=envelope.STATUS_OK)
        if verb == "hello":
            reply.welcome.protocol = self.protocol
        elif verb == "attach":
            reply.attached.head.history_id, reply.attached.head.revision = self.HISTORY, 5
            yield reply.SerializeToString()
            time.sleep(1)
            push = envelope.Push(stream=request.attach.stream)
            push.change.id, push.change.kind, push.change.revision = "slow/b", records.KIND_BODY, 5
            push.cursor.CopyFrom(reply.attached.head)
            yield push.SerializeToString()
            return
        elif self.answers_after is None or verb == "detach":
            return
        else:
            self.requests.append(request)
            last = len(self.requests) >= self.answers_after
            reply.status = envelope.STATUS_PENDING if last else envelope.STATUS_UNAVAILABLE
            reply.failure.message = "others must agree" if last else "not now"
            reply.failure.retry_after_ms = 10
        yield reply.SerializeToString()


def enum_value(field, value):
    """A field's bytes with a value that this program's messages would not take."""
    return _VarintBytes(field.number << 3) + _VarintBytes(value)


class NewerRegister(FakeRegister):
    """It has fields, kinds, items and words that are not known here, and gives one item for one credit."""
    UNKNOWN = _VarintBytes(1000 << 3 | 2) + b"\x03new"

    def __init__(self):
        super().__init__()
        milestone, change = records.Milestone.DESCRIPTOR.fields_by_name, envelope.Change.DESCRIPTOR.fields_by_name
        self.milestone = records.Milestone(id="fake/m", title="M").SerializeToString() + enum_value(milestone["state"], 99) + self.UNKNOWN
        known = envelope.Change(revision=3, type=envelope.CHANGE_TYPE_CREATED, kind=records.KIND_MILESTONE, id="fake/m", after=self.milestone)
        newer = envelope.Change(revision=2, id="fake/x", after=b"what we cannot read").SerializeToString() + enum_value(change["type"], 98) + enum_value(change["kind"], 9999)
        self.items = [self.UNKNOWN] + [_VarintBytes(envelope.Push.DESCRIPTOR.fields_by_name["change"].number << 3 | 2) + _VarintBytes(len(body)) + body
                                       for body in (newer, known.SerializeToString())]

    def answers(self, request):
        verb, reply = request.WhichOneof("verb"), envelope.Reply(id=request.id, status=envelope.STATUS_OK)
        if verb == "hello":
            reply.welcome.protocol, reply.welcome.credit_max = 1, 1
        elif verb == "attach":
            self.stream = request.attach.stream
            reply.attached.head.history_id, reply.attached.head.revision = self.HISTORY, 3
        elif verb == "get":
            reply.record.kind, reply.record.body = records.KIND_MILESTONE, self.milestone
        yield reply.SerializeToString() + self.UNKNOWN
        if verb in ("attach", "credit") and self.items:
            yield envelope.Push(stream=self.stream).SerializeToString() + self.items.pop(0)


class Newer(PythonTest):
    """Both clients with a register that knows more than they do."""

    @contextlib.contextmanager
    def newer(self):
        with NewerRegister() as fake:
            self.register.context("newer", Key(), server=fake.endpoint, server_key=fake.key.public)
            yield

    def cli(self, *arguments):
        return self.register.cli("newer", *arguments, timeout=20).stdout

    def test_unknown_values_are_shown_as_numbers_and_unknown_items_passed_over(self):
        with self.newer():
            with self.connect("newer") as newer:
                self.assertEqual(newer.get("milestone", "fake/m").state, 99)
                changes = list(newer.watch(timeout=0.5))
        self.assertEqual([(change.type, change.kind, change.id) for change in changes], [(98, "9999", "fake/x"), ("created", "milestone", "fake/m")])
        self.assertEqual((changes[0].after, changes[1].after.state), (None, 99))

    def test_the_command_line_shows_them_too(self):
        with self.newer():
            self.assertEqual(json.loads(self.cli("milestone", "get", "fake/m", "-o", "json"))["state"], "99")
            lines = [json.loads(line) for line in self.cli("watch", "changes", "--count", "2", "-o", "jsonl").splitlines()]
        self.assertEqual([(line["type"], line["kind"], line["id"]) for line in lines], [("98", "9999", "fake/x"), ("created", "milestone", "fake/m")])
        self.assertEqual(("after" in lines[0], lines[1]["after"]["state"]), (False, "99"))
        with self.newer():
            self.assertIn("\t98\t9999\tfake/x\t", self.cli("watch", "changes", "--count", "1", "-o", "tsv"))


class Contexts(PythonTest):
    """The same files, the same variables, the same refusals as the command line."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.config, cls.key = os.environ["CONCORDAT_CONFIG_DIR"], Key()
        cls.register.client("home", key=cls.key)

    def setUp(self):
        self.register.context("home", self.key)
        self.connect_when_known("home").close()

    def both(self, code, words, *arguments, context=None):
        """The command line and the module refuse it in the same words."""
        done = subprocess.run([os.environ.get("CONCORDAT", os.path.join(ROOT, "build/dev/concordat")), *arguments, "status"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, words in done.stderr), (code, True), done.stderr)
        self.assertError(concordat.BadContext, concordat.connect, context, words=words)

    def test_the_context_is_the_one_named_or_in_the_environment_or_chosen(self):
        with environment(CONCORDAT_CONTEXT=None):
            self.both(2, "no context is chosen")
            self.register.cli("home", "context", "use", "home")
            self.assertEqual(self.connect().welcome.organisation, "home")
            os.unlink(os.path.join(self.config, "current"))
        with environment(CONCORDAT_CONTEXT="home"):
            self.assertEqual(self.connect().welcome.organisation, "home")
        with environment(CONCORDAT_CONTEXT="away"):
            self.both(2, "there is no context called away")
        self.both(2, "is no name for a context", "--context", "../x", context="../x")

    def test_a_key_that_others_can_read_is_refused(self):
        path = os.path.join(self.config, "keys", "home.key")
        os.chmod(path, 0o644)
        self.both(4, "can be read by others (mode 644)", "--context", "home", context="home")

    def test_a_key_of_two_halves_that_do_not_fit_is_refused(self):
        path = os.path.join(self.config, "keys", "home.key")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"public = {Key().public}\nsecret = {Key().secret}\n")
        self.both(4, "the public key does not belong to the secret one", "--context", "home", context="home")
        with open(path, "w", encoding="utf-8") as file:
            file.write("public = short\n")
        self.both(4, "is no key file", "--context", "home", context="home")

    def test_a_context_file_with_a_fault_is_refused(self):
        path = os.path.join(self.config, "contexts", "home.conf")
        with open(path, encoding="utf-8") as file:
            good = file.read()
        for text, words in ((good + "color = blue\n", 'no setting is called "color"'), (good + "nonsense\n", "is not of the form key = value"),
                            (good.replace("server = ", "# "), "there is no line server ="), (good.replace(self.register.server_key.public, "short"), "server_key must be"),
                            ("".join(line for line in good.splitlines(True) if not line.startswith("key =")), "there is no line key =")):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            self.both(2, words, "--context", "home", context="home")

    def test_the_server_may_come_from_the_environment_or_the_caller(self):
        with environment(CONCORDAT_SERVER="tcp://127.0.0.1:1"):
            self.assertError(concordat.Unreachable, concordat.connect, "home", patience=0.2, fault="nobody_listening")
            self.assertEqual(self.connect("home", server=self.register.daemon.endpoint).welcome.organisation, "home")

    def test_without_the_variable_the_places_are_those_of_xdg(self):
        home = os.path.join(self.register.dir, "home")
        config, data = os.path.join(home, ".config", "concordat", "contexts"), os.path.join(home, ".local", "share", "concordat", "keys")
        os.makedirs(config, exist_ok=True)
        os.makedirs(data, exist_ok=True)
        with open(os.path.join(self.config, "contexts", "home.conf"), encoding="utf-8") as file:
            lines = [line for line in file if not line.startswith("key =")]
        with open(os.path.join(config, "home.conf"), "w", encoding="utf-8") as file:
            file.write("".join(lines) + "key = desk   \n")
        with open(os.path.join(self.config, "keys", "home.key"), encoding="utf-8") as file, \
                open(os.open(os.path.join(data, "desk.key"), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as copy:
            copy.write(file.read())
        with environment(CONCORDAT_CONFIG_DIR=None, XDG_CONFIG_HOME=None, XDG_DATA_HOME="relative", HOME=home):
            self.assertEqual(self.connect("home").welcome.organisation, "home")
        with environment(CONCORDAT_CONFIG_DIR=None, XDG_CONFIG_HOME=None, HOME=None):
            self.assertError(concordat.BadContext, concordat.connect, "home", words="neither HOME nor CONCORDAT_CONFIG_DIR is set")

    def test_a_script_that_closes_nothing_still_ends(self):
        script = "import concordat; r = concordat.connect('home'); w = r.watch(); print(r.today())"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=20, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
