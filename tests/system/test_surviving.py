"""What a client was told is done stays done, and what it is shown is never stale: PostgreSQL killed under load, daemons killed and
stopped, two daemons on one database, bytes that are no protocol, keys that are no longer good."""

import json
import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request

import zmq
from register import Key, Refused, RegisterTest, envelope, records


class Surviving(RegisterTest):
    def setUp(self):
        """The test before may have killed something; the daemon comes back by itself, within its pauses between attempts."""
        self.wait_until_answered(self.register.operator)

    def wait_until_answered(self, client, seconds=20):
        until = time.monotonic() + seconds
        while True:
            try:
                read = client.ask(list=envelope.List(kind=records.KIND_ORGANISATION, page=1), timeout=2).status
                ready = urllib.request.urlopen(f"http://127.0.0.1:{self.register.daemon.ops_port}/readyz", timeout=5)
                ready.close()
                if read == envelope.STATUS_OK:
                    return
            except TimeoutError:
                client.connect()
            except urllib.error.HTTPError as error:
                error.close()
            self.assertLess(time.monotonic(), until, "the daemon did not come back by itself\n" + self.register.daemon.log()[-2000:])
            time.sleep(0.1)

    def writer(self, client, stop, acknowledged, attempted):
        """Appends unique bodies, one after the other, sending each again under its key until it is acknowledged."""
        n = 0
        while not stop.is_set():
            n += 1
            identity, key = f"{client.organisation}/n{n}", os.urandom(16)
            attempted.add(identity)
            put = client.put_message(records.Body(id=identity, name=identity), expect=0)
            while not stop.is_set():
                try:
                    reply = client.ask(put=put, key=key, timeout=1.0)
                except TimeoutError:
                    client.connect()
                    continue
                if reply.status == envelope.STATUS_OK:
                    acknowledged.add(identity)
                    break
                if reply.status != envelope.STATUS_UNAVAILABLE:
                    raise Refused(reply)
                time.sleep(0.05)

    def test_a_daemon_that_stops_while_it_asks_for_the_head_ends_well(self):
        """A lock holds the answer back; a word from another daemon makes it ask."""
        register = self.register
        ending = register.new_daemon("ending").start()
        holder = subprocess.Popen(["psql", "-XqAt", register.pg.conninfo(register.database, "postgres")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        with holder:
            holder.stdin.write("begin; lock table concordat.register in access exclusive mode; select 1;\n")
            holder.stdin.flush()
            holder.stdout.readline()
            register.psql("notify concordat, 'another'")
            asks = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and application_name like '%heads%'"
            until = time.monotonic() + 10
            while int(register.psql(asks)) < 2 and time.monotonic() < until:  # of both daemons
                time.sleep(0.05)
            self.assertEqual(int(register.psql(asks)), 2)
            self.assertEqual(ending.stop(), 0, ending.log()[-3000:])
            holder.stdin.close()

    def test_a_read_that_takes_too_long_is_ended_and_others_go_on(self):
        """More of them than there are connections that read; a lock stands for whatever makes them slow."""
        register = self.register
        client = register.client("hasty")
        quick = register.new_daemon("quick", statement_timeout_ms=500).start()
        here = register.wire(client.key, "hasty", quick)
        holder = subprocess.Popen(["psql", "-X", "-q", register.pg.conninfo(register.database, "postgres")], stdin=subprocess.PIPE, text=True)
        try:
            holder.stdin.write("begin; lock table concordat.body in access exclusive mode;\n")
            holder.stdin.flush()
            until = time.monotonic() + 10
            while register.psql("select count(*) from pg_locks where mode = 'AccessExclusiveLock' and relation = 'concordat.body'::regclass and granted") == "0":
                self.assertLess(time.monotonic(), until)
            slow = {here.send(list=envelope.List(kind=records.KIND_BODY), deadline_ms=60000) for _ in range(3)}
            replies = [here.receive(timeout=10) for _ in slow]
            self.assertEqual({reply.id: reply.status for reply in replies}, dict.fromkeys(slow, envelope.STATUS_DEADLINE_EXCEEDED))
            self.assertEqual(here.ask(list=envelope.List(kind=records.KIND_AREA), timeout=5).status, envelope.STATUS_OK)
        finally:
            holder.communicate("rollback;\n")
        self.assertEqual(here.ask(list=envelope.List(kind=records.KIND_BODY), timeout=5).status, envelope.STATUS_OK)
        self.assertEqual(quick.stop(), 0)

    def test_a_failure_of_ours_is_in_the_log_under_the_id_of_the_request(self):
        client = self.register.client("unlucky")
        self.register.psql("alter function concordat.revision_on(date) rename to revision_gone")
        try:
            request = envelope.Request(id=b"\xab\x01", traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", list=envelope.List(kind=records.KIND_BODY, as_of_on="2020-01-01"))
            client.socket.send(request.SerializeToString())
            self.assertEqual(client.reply_to(request.id).status, envelope.STATUS_INTERNAL)
        finally:
            self.register.psql("alter function concordat.revision_gone(date) rename to revision_on")
        lines = [json.loads(line) for line in self.register.daemon.log().splitlines() if '"request_failed"' in line]
        self.assertEqual([(line["id"], line["traceparent"], line["client"]) for line in lines], [("ab01", request.traceparent, "unlucky/officer")])

    def under_load(self, prefix, disturb):
        clients = [self.register.client(f"{prefix}{i}") for i in range(4)]
        stop, acknowledged, attempted = threading.Event(), set(), set()
        threads = [threading.Thread(target=self.writer, args=(c, stop, acknowledged, attempted)) for c in clients]
        for thread in threads:
            thread.start()
        for _ in range(3):
            time.sleep(0.7)
            before = len(acknowledged)
            disturb()
            until = time.monotonic() + 20
            while len(acknowledged) <= before and time.monotonic() < until:
                time.sleep(0.05)
            self.assertGreater(len(acknowledged), before, "nothing was written after the disturbance\n" + self.register.daemon.log()[-2000:])
        stop.set()
        for thread in threads:
            thread.join()
        present = set(self.register.psql(f"select id from concordat.body where id like '{prefix}%'").split())
        self.assertEqual(acknowledged - present, set(), "acknowledged and lost")
        self.assertEqual(present - attempted, set())
        self.assertEqual(self.register.psql(f"select count(*) from concordat.change where id like '{prefix}%' and version > 1"), "0", "written twice")
        self.assertGapFree()

    def assertGapFree(self):
        self.assertEqual(self.register.psql("select count(*) = max(revision) and max(revision) = (select revision from concordat.register) from concordat.change"), "t")

    def test_an_acknowledged_write_survives_the_death_of_postgresql(self):
        def crash():
            self.register.pg.kill()
            time.sleep(0.3)
            self.register.pg.start()

        self.under_load("pgdies", crash)

    def test_an_acknowledged_write_survives_the_death_of_the_daemon(self):
        def crash():
            self.register.daemon.kill()
            self.register.daemon.start()

        self.under_load("daemondies", crash)

    def test_without_a_database_requests_are_told_so_and_when_to_come_back(self):
        client = self.register.client("patient")
        client.welcome()  # through the door, which nobody new passes while the register cannot be asked
        self.register.pg.kill()
        try:
            until = time.monotonic() + 10
            while True:
                reply = client.ask(get=envelope.Get(kind=records.KIND_BODY, id="patient/x"), timeout=8)
                if reply.status == envelope.STATUS_UNAVAILABLE or time.monotonic() > until:
                    break
                time.sleep(0.1)
            self.assertEqual(reply.status, envelope.STATUS_UNAVAILABLE)
            self.assertGreater(reply.failure.retry_after_ms, 0)
            with self.assertRaises(urllib.error.HTTPError) as ready:
                urllib.request.urlopen(f"http://127.0.0.1:{self.register.daemon.ops_port}/readyz", timeout=5)
            self.assertEqual(ready.exception.code, 503)
            ready.exception.close()
            with urllib.request.urlopen(f"http://127.0.0.1:{self.register.daemon.ops_port}/healthz", timeout=5) as healthy:
                self.assertEqual(healthy.status, 200)
        finally:
            self.register.pg.start()
        self.wait_until_answered(client)

    def listeners(self):
        """The backends through which daemons hear of each other."""
        return {int(pid) for pid in self.register.psql("select pid from pg_stat_activity where datname = current_database() and application_name = 'concordat clock'").split()}

    def test_a_reply_through_another_daemon_is_never_stale(self):
        """Nor when that daemon hears of nothing: what it knows is held against the register at each reply."""
        here = self.register.client("fresh")
        before = self.listeners()
        other = self.register.new_daemon("other")
        other.start()
        deaf = self.listeners() - before
        self.assertEqual(len(deaf), 1)
        try:
            there = self.register.wire(here.key, "fresh", daemon=other)
            here.create(records.Body(id="fresh/b", name="0"))
            os.kill(*deaf, signal.SIGSTOP)
            for n in range(1, 150):
                there.get(records.Body, "fresh/b")  # known there from now on
                here.put(records.Body(id="fresh/b", name=str(n)))
                self.assertEqual(there.get(records.Body, "fresh/b").name, str(n))
                self.assertEqual(there.list(records.Body, [("id", "EQ", "fresh/b")])[0].name, str(n))
        finally:
            os.kill(*deaf, signal.SIGCONT)
            self.assertEqual(other.stop(), 0, other.log()[-3000:])

    def test_a_watcher_at_one_daemon_is_told_what_another_writes(self):
        here = self.register.client("teller")
        other = self.register.new_daemon("watched")
        other.start()
        try:
            there = self.register.wire(here.key, "teller", daemon=other)
            there.attach(1)
            here.create(records.Body(id="teller/b", name="told"))
            push = there.next_push(5)
            self.assertEqual(push.change.id, "teller/b")
        finally:
            self.assertEqual(other.stop(), 0, other.log()[-3000:])

    def test_a_stream_resumes_at_every_place_and_ends_once(self):
        client = self.register.client("stream")
        start = client.attach(1, credit=1000).head
        for n in range(30):
            client.create(records.Body(id=f"stream/s{n}", name=str(n)))
        seen, cursors = [], [start]
        while len(seen) < 30:
            push = client.next_push()
            seen.append(push.change.id)
            cursors.append(push.cursor)
        self.assertEqual(seen, [f"stream/s{n}" for n in range(30)])
        for place in range(0, 30, 7):
            again = self.register.wire(client.key, "stream")
            again.attach(9, credit=5, since=cursors[place])
            told = [again.next_push().change.id for _ in range(min(5, 30 - place))]
            self.assertEqual(told, seen[place:place + 5])
            self.assertIsNone(again.next_push(0.3), "more than the credit")
            again.call(credit=envelope.Credit(stream=9, more=1000))
            self.assertEqual([again.next_push().change.id for _ in range(30 - place - len(told))], seen[place + 5:])
            again.close()
        client.call(detach=envelope.Detach(stream=1))
        self.assertEqual(client.next_push().WhichOneof("content"), "end")
        client.create(records.Body(id="stream/after", name="after"))
        self.assertIsNone(client.next_push(0.5))

    def test_a_place_that_is_not_of_this_history_is_named(self):
        client = self.register.client("lost")
        head = client.attach(1).head
        for rule, change in (("FUTURE", {"revision": head.revision + 1000}), ("DIVERGED", {"hash": b"12345678"}),
                             ("DIVERGED", {"history_id": "00000000-0000-0000-0000-000000000000"})):
            cursor = envelope.Cursor()
            cursor.CopyFrom(head)
            for name, value in change.items():
                setattr(cursor, name, value)
            refused = self.assertRefused("FAILED_PRECONDITION", client.attach, 2, since=cursor)
            self.assertEqual(refused.failure.rule, rule)

    def test_a_revision_alone_is_a_place_that_is_held_against_the_head_only(self):
        client = self.register.client("typed")
        head = client.attach(1).head
        for n in range(3):
            client.create(records.Body(id=f"typed/b{n}", name=str(n)))
        client.attach(2, since=envelope.Cursor(revision=head.revision + 1))
        told = [push.change.id for push in (client.next_push() for _ in range(5)) if push.stream == 2]
        self.assertEqual(told, ["typed/b1", "typed/b2"])
        refused = self.assertRefused("FAILED_PRECONDITION", client.attach, 3, since=envelope.Cursor(revision=head.revision + 1000))
        self.assertEqual(refused.failure.rule, "FUTURE")
        refused = self.assertRefused("FAILED_PRECONDITION", client.attach, 3, since=envelope.Cursor(history_id=head.history_id, revision=head.revision))
        self.assertEqual(refused.failure.rule, "DIVERGED", "with a history, the hash is needed")
        for half in ({}, {"hash": head.hash}, {"revision": head.revision, "hash": head.hash}, {"revision": 2 ** 63}):
            self.assertRefused("INVALID_ARGUMENT", client.attach, 3, since=envelope.Cursor(**half), field="since")

    def test_a_revoked_key_is_refused_at_its_next_request_and_its_streams_end(self):
        client = self.register.client("revoked")
        client.attach(1)
        self.register.operator.withdraw(records.Client, "revoked/officer")
        push = client.next_push(5)
        self.assertEqual(push.end.reason, envelope.END_REASON_REVOKED)
        self.assertRefused("UNAUTHENTICATED", client.get, records.Body, "revoked/x")

    def test_a_key_revoked_at_one_daemon_reads_and_writes_nothing_at_another_from_then_on(self):
        other = self.register.new_daemon("revoking")
        other.start()
        try:
            for n in range(10):
                here = self.register.client("leaving", name=f"desk{n}")
                here.create(records.Body(id=f"leaving/b{n}", name="b"))
                there = self.register.wire(here.key, "leaving", daemon=other)
                there.get(records.Body, f"leaving/b{n}")
                self.register.operator.withdraw(records.Client, f"leaving/desk{n}")
                ask = (lambda: there.get(records.Body, f"leaving/b{n}"), lambda: there.list(records.Body), lambda: there.put(records.Body(id=f"leaving/b{n}", name="mine")),
                       lambda: there.create(records.Body(id=f"leaving/c{n}", name="mine")))[n % 4]
                self.assertRefused("UNAUTHENTICATED", ask)
        finally:
            self.assertEqual(other.stop(), 0, other.log()[-3000:])

    def test_roles_taken_at_one_daemon_hold_at_another_from_then_on(self):
        other = self.register.new_daemon("demoting")
        other.start()
        try:
            for n in range(6):
                here = self.register.client("demoted", name=f"desk{n}")
                there = self.register.wire(here.key, "demoted", daemon=other)
                there.create(records.Body(id=f"demoted/b{n}", name="b"))
                self.register.operator.put(records.Client(id=f"demoted/desk{n}", roles=["reader"]))
                with self.assertRaises(Refused) as refused:
                    there.put(records.Body(id=f"demoted/b{n}", name="mine"))
                self.assertIn(refused.exception.status, ("PERMISSION_DENIED",), str(refused.exception))
        finally:
            self.assertEqual(other.stop(), 0, other.log()[-3000:])

    def test_an_unknown_key_is_refused_at_the_door(self):
        stranger = self.register.wire(Key())
        monitor = stranger.socket.get_monitor_socket(zmq.EVENT_HANDSHAKE_FAILED_AUTH | zmq.EVENT_HANDSHAKE_SUCCEEDED)
        stranger.socket.connect(stranger.endpoint)
        self.assertTrue(monitor.poll(10000))
        from zmq.utils.monitor import recv_monitor_message
        self.assertEqual(recv_monitor_message(monitor)["event"], zmq.EVENT_HANDSHAKE_FAILED_AUTH)
        monitor.close(0)

    def test_a_key_may_be_used_as_soon_as_its_enrolment_was_answered_at_every_daemon(self):
        other = self.register.new_daemon("prompt")
        other.start()
        try:
            for n in range(20):
                self.register.client("enrolled", name=f"desk{n}")
                key = self.register.clients[-1].key
                for daemon in (other, self.register.daemon):
                    client = self.register.wire(key, daemon=daemon)
                    self.assertEqual(client.welcome().client, f"enrolled/desk{n}")
                    client.close()
        finally:
            self.assertEqual(other.stop(), 0, other.log()[-3000:])

    def test_bytes_that_are_no_protocol_hurt_nobody(self):
        client = self.register.client("garbage")
        for frames in ([b"\xff" * 40], [b""], [b"one", b"two"], [os.urandom(60000)], [b"\x0a\x10" + b"a" * 16 + b"\x62\x05\xff\xff\xff\xff\xff"]):
            client.socket.send_multipart(frames)
        self.assertEqual(client.welcome().organisation, "garbage")

    def test_a_request_too_late_is_told_so(self):
        client = self.register.client("late")
        holder = self.register.pg.psql
        thread = threading.Thread(target=holder, args=("begin; select 1 from concordat.register for update; select pg_sleep(1); commit", self.register.database))
        thread.start()
        time.sleep(0.3)
        first = client.send(put=client.put_message(records.Body(id="late/a", name="a"), expect=0))
        time.sleep(0.05)
        second = client.send(put=client.put_message(records.Body(id="late/b", name="b"), expect=0), deadline_ms=100)
        self.assertEqual(client.reply_to(first).status, envelope.STATUS_OK)
        self.assertEqual(client.reply_to(second).status, envelope.STATUS_DEADLINE_EXCEEDED)
        thread.join()

    def test_a_daemon_that_is_stopped_ends_its_streams_and_answers_what_it_took(self):
        here = self.register.client("leaver")
        other = self.register.new_daemon("stopping")
        other.start()
        there = self.register.wire(here.key, "leaver", daemon=other)
        there.attach(1)
        asked = [there.send(put=there.put_message(records.Body(id=f"leaver/{n}", name="x"), expect=0)) for n in range(20)]
        time.sleep(0.2)
        self.assertEqual(other.stop(), 0, other.log()[-3000:])
        ends, answered = 0, 0
        while (message := there.receive(0.5)) is not None:
            if isinstance(message, envelope.Push):
                ends += message.WhichOneof("content") == "end" and message.end.reason == envelope.END_REASON_STOPPING
            else:
                answered += message.id in asked
        self.assertEqual((ends, answered), (1, 20))
