"""concordat.py while the daemon is killed with -9, fifty times, in the middle of a watch, of alerts and of a loop of puts, all at once:
nothing is lost and nothing doubled. The same run must go wrong with a client that retries under a new key, or resumes one too late."""

import datetime
import os
import random
import threading
import time

import concordat
from register import RegisterTest
from world import in_words

KILLS = 50


class NewKeyEachTime(concordat.Register):
    """A planted fault: a second attempt is another write."""

    def _attempt(self, number, seconds, verb, message, key):
        return super()._attempt(number, seconds, verb, message, os.urandom(16) if key else key)


class ResumesTooLate(concordat.Register):
    """A planted fault: when it attaches again, it asks for what comes after the item that it has not seen."""

    run = None
    seen = 0  # attachments

    def _call(self, verb, message, *arguments, **more):
        if verb == "attach":
            self.seen += 1
        if verb == "attach" and self.seen > 1:
            message = self.later(message)
        return super()._call(verb, message, *arguments, **more)

    def later(self, attach):
        if attach.subscription:
            attach.since_number = len(self.run.alerts) + 1
            return attach
        for _ in range(100):
            found = self.run.register.psql(f"select revision, encode(substr(hash, 1, 8), 'hex') from concordat.change where revision > {attach.since.revision} "
                              "and kind in (10, 23) order by revision limit 1")
            if found:
                revision, digest = found.split("|")
                attach.since.revision, attach.since.hash = int(revision), bytes.fromhex(digest)
                break
            time.sleep(0.05)
        return attach


class Run:
    """A writer, a watcher and a reader of alerts, each on a thread and a connection of its own. writing, watching, alerting: the class of
    client that each is."""

    def __init__(self, test, organisation, writing=concordat.Register, watching=concordat.Register, alerting=concordat.Register):
        self.test, self.register, self.organisation = test, test.register, organisation
        self.failure, self.stop, self.over = None, threading.Event(), threading.Event()
        self.acknowledged, self.changes, self.alerts = [], [], []
        self.soon = in_words(datetime.date.today() + datetime.timedelta(days=10))
        client = self.register.client(organisation)
        self.register.context(organisation, client.key)
        os.environ["CONCORDAT_CONFIG_DIR"] = self.register.environment()["CONCORDAT_CONFIG_DIR"]
        with self.connect() as setup:
            setup.put("body", f"{organisation}/counter", name="0", if_version=0)
            setup.put("subscription", f"{organisation}/all", title="All", leads=["30d"], events=["due"], organisation=organisation, if_version=0)
            self.start = setup.cursor()
        self.threads = [threading.Thread(target=self.guarded, args=(loop, cls), daemon=True)
                        for loop, cls in ((self.write, writing), (self.watch, watching), (self.alert, alerting))]

    def connect(self, cls=concordat.Register):
        """The door learns of a new key a moment after it was enrolled."""
        until = time.monotonic() + 10
        while True:
            try:
                return cls(concordat.read_context(self.organisation))
            except concordat.NotEnrolled:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def guarded(self, loop, cls):
        try:
            with self.connect(cls) as connection:
                connection.run = self
                loop(connection)
        except Exception as error:  # told by check(), on the thread of the test
            self.failure = self.failure or error

    def write(self, connection):
        while not self.stop.is_set():
            n = len(self.acknowledged) + 1
            written = connection.put("milestone", f"{self.organisation}/m{n}", title=f"m{n}", owed_by=self.organisation, when_text=self.soon, if_version=0)
            counted = connection.put("body", f"{self.organisation}/counter", name=str(n), if_version=n)
            if (written.version, counted.version) != (1, n + 1):
                raise AssertionError(f"write {n} was done more than once: {written} {counted}")
            self.acknowledged.append((written.revision, counted.revision))
            time.sleep(0.002)

    def watch(self, connection):
        for change in connection.watch(self.start, ["milestone", "body"]):
            if self.over.is_set():
                return
            self.changes.append(change.revision)

    def alert(self, connection):
        for alert in connection.alerts(f"{self.organisation}/all"):
            if self.over.is_set():
                return
            self.alerts.append((alert.number, alert.record))

    def disturb(self, kills):
        for thread in self.threads:
            thread.start()
        for _ in range(kills):
            self.await_progress()
            time.sleep(random.uniform(0, 0.1))
            self.register.daemon.kill()
            self.register.daemon.start()
        self.await_progress()
        self.stop.set()
        self.threads[0].join(60)

    def await_progress(self):
        """Each of the three takes three more."""
        goals, until = [(taken, len(taken) + 3) for taken in (self.acknowledged, self.changes, self.alerts)], time.monotonic() + 30
        while any(len(taken) < goal for taken, goal in goals):
            if self.failure:
                raise self.failure
            self.test.assertLess(time.monotonic(), until, "one of the three stands still")
            time.sleep(0.005)

    def check(self):
        """Nothing lost, nothing doubled; waits a little for the last to come."""
        test, sql, expected = self.test, self.register.psql, len(self.acknowledged)
        written = sorted(revision for pair in self.acknowledged for revision in pair)
        self.await_last(lambda: len(self.changes) >= len(written) and len(self.alerts) >= expected and self.settled() == expected)
        time.sleep(0.2)  # one too many would come now
        if self.failure:
            raise self.failure
        stored = [int(row) for row in sql(f"select revision from concordat.change where id like '{self.organisation}/%' and kind in (10, 23) "
                                          f"and revision > {self.start.split(':')[1]} order by revision").split()]
        test.assertEqual(written, stored, "acknowledged and stored are not the same")
        test.assertEqual(self.changes, stored, "a watcher was not shown what was stored, once and in order")
        test.assertEqual([number for number, _ in self.alerts], list(range(1, expected + 1)), "alerts were lost or doubled")
        test.assertEqual(sorted(record for _, record in self.alerts), sorted(f"{self.organisation}/m{n}" for n in range(1, expected + 1)))
        test.assertEqual(self.settled(), expected, "alerts were taken and not settled")

    def await_last(self, come):
        until = time.monotonic() + 5
        while not come() and not self.failure and time.monotonic() < until:
            time.sleep(0.02)

    def settled(self):
        return int(self.register.psql(f"select settled from concordat.progress where subscription = '{self.organisation}/all'"))

    def end(self):
        """One more write, so that those who wait for something see that it is over."""
        self.stop.set()
        self.threads[0].join(60)
        self.over.set()
        with self.connect() as last:
            last.put("milestone", f"{self.organisation}/last", title="last", owed_by=self.organisation, when_text=self.soon, if_version=0)
        for thread in self.threads:
            thread.join(10)


class Faults(RegisterTest):
    maxDiff = 2000

    def test_fifty_kills_lose_nothing_and_double_nothing(self):
        run = Run(self, "fifty")
        try:
            run.disturb(KILLS)
            run.check()
        finally:
            run.end()

    def caught(self, kills, organisation, **classes):
        """What the same run says of a client with a planted fault."""
        run = Run(self, organisation, **classes)
        try:
            with self.assertRaises((AssertionError, concordat.Error)) as caught:
                run.disturb(kills)
                run.check()
        finally:
            run.end()
        return caught.exception

    def test_the_run_catches_a_client_that_retries_under_a_new_key(self):
        self.assertIsInstance(self.caught(KILLS, "newkey", writing=NewKeyEachTime), concordat.Conflict)

    def test_the_run_catches_a_watch_that_resumes_one_too_late(self):
        self.assertIn("a watcher was not shown", str(self.caught(2, "latewatch", watching=ResumesTooLate)))

    def test_the_run_catches_alerts_that_resume_one_too_late(self):
        self.assertIn("alerts were lost", str(self.caught(2, "latealerts", alerting=ResumesTooLate)))
