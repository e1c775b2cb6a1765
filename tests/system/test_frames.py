"""Whatever is stored can be told in one frame of 64 KiB, to a client that takes no longer ones; pages and their cursors too."""

from register import RegisterTest, envelope, records

LONGEST = 16384  # bytes of one text
FRAME = 65536


class Frames(RegisterTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alpha = cls.register.client("alpha")
        cls.alpha.close()
        connect = cls.alpha.context.socket

        def bounded(kind):
            socket = connect(kind)
            socket.maxmsgsize = FRAME
            return socket
        cls.alpha.context = type("Bounded", (), {"socket": staticmethod(bounded)})
        cls.alpha.connect()

    def test_a_record_that_no_reply_could_hold_is_refused(self):
        """Even when it grows piece by piece, and when the hash chain sees its personal texts shortened."""
        whole = records.Body(id="alpha/long", name="n" * LONGEST, purpose="p" * LONGEST)
        self.alpha.create(whole)
        refused = self.assertRefused("INVALID_ARGUMENT", self.alpha.put, records.Body(id="alpha/long", chair="c" * LONGEST))
        self.assertEqual(refused.failure.rule, "record_size")
        post = records.Post(id="alpha/post", title="t", holder="h" * LONGEST, email="e" * LONGEST, telephone="t" * LONGEST)
        self.assertEqual(self.assertRefused("INVALID_ARGUMENT", self.alpha.create, post).failure.rule, "record_size")

    def test_the_longest_record_is_told_in_every_way(self):
        identity = "alpha/longest"
        head = self.alpha.welcome()
        reason = "r" * (LONGEST // 2)
        self.alpha.create(records.Body(id=identity, name="n" * LONGEST, purpose="p" * (LONGEST - 500)), reason=reason)
        self.alpha.put(records.Body(id=identity, name="m" * LONGEST), reason=reason[1:])
        self.assertEqual(len(self.alpha.get(records.Body, identity).name), LONGEST)
        self.assertEqual([len(b.name) for b in self.alpha.list(records.Body, [("id", "EQ", identity)])], [LONGEST])
        changes = [change for page in self.histories(identity) for change in page.changes]
        self.assertEqual([records.Body.FromString(c.after).name[0] for c in changes], ["m", "n"])
        self.alpha.attach(1, since=envelope.Cursor(history_id=head.history_id, revision=head.head, hash=head.head_hash))
        pushed = [self.alpha.next_push().change for _ in range(2)]
        self.assertEqual([records.Body.FromString(c.after).name[0] for c in pushed], ["n", "m"])

    def histories(self, identity):
        before = None
        while True:
            asked = envelope.History(kind=records.KIND_BODY, id=identity)
            if before:
                asked.before_revision = before
            page = self.alpha.call(history=asked).history
            yield page
            if not page.next_before:
                return
            before = page.next_before

    def alerts(self, count):
        """The sizes of the pushes, and the alerts, until so many have come."""
        sizes, alerts = [], []
        while len(alerts) < count:
            push = self.alpha.next_push()
            self.assertIsNotNone(push, f"{len(alerts)} of {count} alerts came")
            sizes.append(push.ByteSize())
            alerts += push.alerts.alerts
        return sizes, alerts

    def test_alerts_that_are_due_at_once_come_together_as_many_as_a_frame_holds_and_credit_allows(self):
        self.alpha.create(records.Subscription(id="alpha/all", title="All", organisation="alpha", leads=["1d"], events=["moved"]))
        self.alpha.attach(5, credit=3, subscription="alpha/all")
        titles = ["short", "s" * LONGEST, "t" * LONGEST, "u" * LONGEST, "v", "w", "x"]
        items = [self.alpha.put_message(records.Milestone(id=f"alpha/m{n}", title=title, owed_by="alpha", when_text="by August 2040"), 0)
                 for n, title in enumerate(titles)]
        for item in items:
            self.alpha.call(put=item)
        moves = [envelope.BatchItem(put=self.alpha.put_message(records.Milestone(id=f"alpha/m{n}", when_text="by October 2040"), None))
                 for n in range(len(titles))]
        self.alpha.call(batch=envelope.Batch(items=moves))
        sizes, alerts = self.alerts(3)
        self.assertEqual(len(alerts), 3, "no more than there is credit for")
        self.assertIsNone(self.alpha.next_push(0.3))
        self.alpha.call(settle=envelope.Settle(stream=5, number=alerts[-1].number, more=10))
        more, others = self.alerts(4)
        self.assertEqual([alert.number for alert in alerts + others], list(range(1, 8)))
        self.assertEqual([alert.title for alert in alerts + others], titles)
        self.assertLessEqual(max(sizes + more), FRAME)
        self.assertEqual(len(sizes + more), 3, "short ones share a frame with what is before them or comes after them")
        self.alpha.call(detach=envelope.Detach(stream=5))
        self.assertEqual(self.alpha.next_push().WhichOneof("content"), "end")

    def test_what_is_too_much_for_one_unit_is_told_by_the_next_ones(self):
        self.register.psql("update concordat.clock set deadlines_at_once = 2")
        self.addCleanup(self.register.psql, "update concordat.clock set deadlines_at_once = default")
        self.alpha.create(records.Subscription(id="alpha/slices", title="Slices", organisation="alpha", leads=["1d"], events=["moved"]))
        for n in range(7):
            self.alpha.create(records.Milestone(id=f"alpha/s{n}", title=f"{n}", owed_by="alpha", when_text="by August 2040"))
        self.alpha.attach(6, credit=20, subscription="alpha/slices")
        moves = [envelope.BatchItem(put=self.alpha.put_message(records.Milestone(id=f"alpha/s{n}", when_text="by October 2040"), None)) for n in range(7)]
        self.alpha.call(batch=envelope.Batch(items=moves))
        _, alerts = self.alerts(7)
        self.assertEqual([(alert.number, alert.title) for alert in alerts], [(n + 1, f"{n}") for n in range(7)])
        self.alpha.call(detach=envelope.Detach(stream=6))
        self.assertEqual(self.alpha.next_push().WhichOneof("content"), "end")

    def test_a_list_in_the_order_of_a_long_text_has_pages(self):
        names = [f"{n:02}" + "x" * (LONGEST - 2) for n in range(7)]
        for n, name in enumerate(names):
            self.alpha.create(records.Area(id=f"alpha/area{n}", name=name))
        found = self.alpha.list(records.Area, [("id", "CONTAINS", "/area")], order="-name")
        self.assertTrue([area.name for area in found] == names[::-1], [area.name[:2] for area in found])

    def test_a_history_gives_as_long_a_page_as_it_may(self):
        self.alpha.create(records.Area(id="alpha/often", name="0"))
        for n in range(1, 80):
            self.alpha.put(records.Area(id="alpha/often", name=str(n)))
        sizes = [len(self.alpha.call(history=envelope.History(kind=records.KIND_AREA, id="alpha/often", page=page)).history.changes) for page in (0, 70, 500, 100000)]
        self.assertEqual(sizes, [50, 70, 80, 80])
