"""What a client may not see does not exist for it: not in a get, a list, a count, a search, a condition, an order, the history, the
changes, the past, a report, an alert, or the words of a refusal. Who may write, and who may not, is the other half.

alpha owns one record of every kind three times: public, named to beta, and its own. Each says its own canary in every text, and in its
id; the checker looks for canaries in the raw bytes that a client received, so that nothing has to be known about where they might hide."""

import datetime
import time

import world
from register import OPERATOR, Client, Key, Refused, RegisterTest, envelope, records
from world import KINDS, MESSAGES, STORED, World, answer, in_words, pages, view

PUBLIC, NAMED, OWN = records.VISIBILITY_PUBLIC, records.VISIBILITY_NAMED, records.VISIBILITY_OWN
CANARY = {PUBLIC: "zqpublic", NAMED: "zqnamed", OWN: "zqown"}
MISSING = "zqnil"  # as long as zqown
MAY_HEAR = {"alpha": set(CANARY.values()), "beta": {CANARY[PUBLIC], CANARY[NAMED]}, "gamma": {CANARY[PUBLIC]}}


class Watched(Client):
    """Keeps every byte that it receives."""

    def __init__(self, *arguments):
        self.heard = bytearray()
        super().__init__(*arguments)

    def receive(self, timeout=world.Key and 20.0):
        if not self.socket.poll(int(timeout * 1000)):
            return None
        data = self.socket.recv()
        self.heard += data
        return envelope.Push.FromString(data) if data[:1] == b"\x08" else envelope.Reply.FromString(data)


def canary_id(kind, visibility, owner=None):
    name = f"{CANARY[visibility]}-{kind.replace('_', '-')}"
    return name if kind == "organisation" else f"{owner or (OPERATOR if kind == 'holiday' else 'alpha')}/{name}"


def normal(reply, *identities):
    """A reply as bytes, with each of the ids that were asked for written alike."""
    data = reply.SerializeToString()
    for identity in identities:
        data = data.replace(identity.encode(), b"?" * len(identity))
    return data


class Seeing(RegisterTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        try:
            cls.make()
        except BaseException:
            cls.tearDownClass()
            raise

    @classmethod
    def make(cls):
        register = cls.register
        cls.world = World(register, "alpha")
        cls.beta, cls.gamma = register.client("beta"), register.client("gamma")
        cls.ids = {kind: [canary_id(kind, v) for v in CANARY] for kind in STORED}
        cls.before = {}
        for visibility, name in ((PUBLIC, None), (NAMED, "gamma"), (OWN, "beta")):
            if name:  # what this one is told before there is anything hidden from it
                cls.before[name] = view(getattr(cls, name), CANARY.values(), cls.ids, cls.head())
            for kind in STORED:
                cls.world.put(kind, canary_id(kind, visibility), CANARY[visibility], visibility, ["beta"] if visibility == NAMED else [])
            cls.slip(visibility)
            if not name:
                cls.settle_clock()

    @classmethod
    def slip(cls, visibility):
        """A deadline that has moved, for the report of those."""
        day = in_words(world.SOON + datetime.timedelta(days=9))
        cls.world.change("milestone", canary_id("milestone", visibility), when_text=day)

    @classmethod
    def head(cls):
        return cls.world.client.welcome().head

    @classmethod
    def settle_clock(cls):
        """Until the register has told what it had to tell."""
        time.sleep(1)

    def watched(self, client):
        return self._wire(client.key, client.organisation)

    def _wire(self, key, organisation):
        client = Watched(self.register.daemon.endpoint, self.register.server_key.public, key, organisation)
        self.register.clients.append(client)
        return client

    def assertNoCanary(self, client):
        heard = bytes(client.heard)
        self.assertTrue(heard)
        for word in set(CANARY.values()) - MAY_HEAR[client.organisation]:
            at = heard.find(word.encode())
            self.assertEqual(at, -1, f"{client.organisation} was told of {word}: ...{heard[max(0, at - 200):at + 100]!r}")

    def both(self):
        return (self.beta, NAMED), (self.gamma, PUBLIC)

    # ---- reading ----

    def test_every_kind_was_written_and_its_owner_sees_it(self):
        for kind in STORED:
            for visibility in CANARY:
                with self.subTest(kind=kind, visibility=visibility):
                    author = self.world.author(kind)
                    self.assertIn(CANARY[visibility], str(author.get(MESSAGES[kind], canary_id(kind, visibility))))

    def test_no_way_of_asking_tells_of_what_is_hidden(self):
        for client, _ in self.both():
            with self.subTest(client=client.organisation):
                watched = self.watched(client)
                ways = view(watched, CANARY.values(), self.ids, self.head())
                refused = {way: replies[-1].failure.message for way, replies in ways.items() if replies[-1].status != envelope.STATUS_OK}
                allowed = [way for way, why in refused.items() if "search" not in way[1] and "past" not in why and "as of" not in way[1]]
                self.assertEqual(allowed, [], {way: refused[way] for way in allowed})
                self.assertNoCanary(watched)
                self.assertIn(CANARY[PUBLIC].encode(), watched.heard)

    def test_the_answers_are_those_of_a_register_without_what_is_hidden(self):
        for client, _ in self.both():
            ways = view(client, CANARY.values(), self.ids, self.before_head(client))
            for way, before in self.before[client.organisation].items():
                if way[0] in ("register_health", "alert") or way[0] == "client" and client is self.beta:
                    continue
                with self.subTest(client=client.organisation, way=way):
                    self.assertEqual([normal(r) for r in before], [normal(r) for r in ways[way]])

    def before_head(self, client):
        return self.head()

    def test_the_counts_of_the_register_are_those_of_what_is_seen(self):
        for client, _ in self.both():
            health = records.RegisterHealth.FromString(pages(client, "register_health")[0].list.bodies[0])
            self.assertEqual(health.milestones, len(client.list(records.Milestone)))
            self.assertEqual(health.organisations, len(client.list(records.Organisation)))
            self.assertEqual(health.initiatives, len(client.list(records.Initiative)))
            self.assertEqual(health.inconsistencies, len(client.list(records.Inconsistency)))

    def test_a_named_reader_sees_all_of_it(self):
        for kind in STORED:
            with self.subTest(kind=kind):
                self.assertEqual(self.beta.get(MESSAGES[kind], canary_id(kind, NAMED)).note, f"{CANARY[NAMED]} note")
                self.assertEqual(len(self.beta.history(MESSAGES[kind], canary_id(kind, NAMED))), 2 if kind == "milestone" else 1)

    def test_what_is_stated_is_compared_only_for_its_owner(self):
        mine = {m.id: m for m in self.world.client.list(records.MoneyProfile)}
        self.assertEqual(mine[canary_id("money_line", PUBLIC)].stated_total_pence, 500)
        for profile in self.beta.list(records.MoneyProfile):
            self.assertFalse(profile.HasField("stated_total_pence") or profile.HasField("difference_pence") or profile.HasField("adds_up"))
        self.assertEqual({r.rule for r in self.beta.list(records.Inconsistency)} - {"body_status_unresolved", "incomplete_source"}, set())

    def test_the_changes_stream_tells_of_nothing_hidden(self):
        history = self.beta.welcome().history_id
        for client, last in self.both():
            with self.subTest(client=client.organisation):
                watched = self.watched(client)
                watched.attach(1, credit=1000, since=envelope.Cursor(history_id=history, revision=0))
                told = set()
                while canary_id("holiday", last) not in told:
                    push = watched.next_push(5)
                    self.assertIsNotNone(push, sorted(told))
                    self.assertIn(push.change.type, (envelope.CHANGE_TYPE_CREATED, envelope.CHANGE_TYPE_CHANGED))
                    told.add(push.change.id)
                while push:
                    push = watched.next_push(1)
                live = canary_id("note", OWN) + f"-live-{client.organisation}"
                self.world.put("note", live, CANARY[OWN], OWN)
                self.world.change("note", live, text=f"{CANARY[OWN]} again")
                self.world.client.withdraw(records.Note, live)
                self.assertIsNone(watched.next_push(1.5))
                self.assertNoCanary(watched)

    def test_where_a_public_record_points_to_a_hidden_one_its_id_is_all_that_is_told(self):
        alpha, words = self.world, CANARY[OWN] + " whisper"
        for kind, field in (("body", "name"), ("initiative", "title"), ("money_line", "title"), ("organisation", "name")):
            record = alpha.record(kind, canary_id(kind, OWN) + "-whisper", words, OWN)
            setattr(record, field, words)
            alpha.author(kind).create(record)
        hidden = {kind: canary_id(kind, OWN) + "-whisper" for kind in ("body", "initiative", "money_line")}
        day = in_words(world.SOON)
        alpha.client.create(records.Meeting(id="alpha/open", visibility=PUBLIC, body=hidden["body"], when_text=day))
        alpha.client.create(records.Milestone(id="alpha/open", visibility=PUBLIC, title="Open", initiative=hidden["initiative"], body=hidden["body"], owed_by="alpha", when_text=day))
        alpha.client.create(records.BodyLink(id="alpha/open", visibility=PUBLIC, from_body=hidden["body"], to_body="alpha/base-body", type=3))
        alpha.client.create(records.MoneyAmount(id="alpha/open", visibility=PUBLIC, line=hidden["money_line"], amount=1, amount_pence=5))
        watched = self.watched(self.gamma)
        view(watched, [], {}, self.head())
        self.assertNotIn(words.encode(), watched.heard)
        self.assertIn(b"alpha/open", watched.heard)
        for kind, message in (("meeting", records.Meeting), ("milestone", records.Milestone), ("body_link", records.BodyLink), ("money_amount", records.MoneyAmount)):
            alpha.client.withdraw(message, "alpha/open")
            self.assertIn(kind, KINDS)

    # ---- refusals ----

    def asked(self, client, kind, identity):
        """What is said to one who may not see it, by verb."""
        number, message = KINDS[kind], MESSAGES[kind]
        bare = message(id=identity)
        whole = self.world.record(kind, identity, "mine", PUBLIC)
        verbs = {"get": {"get": envelope.Get(kind=number, id=identity)}, "history": {"history": envelope.History(kind=number, id=identity)},
                 "history before": {"history": envelope.History(kind=number, id=identity, before_revision=9)},
                 "put": {"put": client.put_message(bare)}, "put version 1": {"put": client.put_message(bare, expect=1)},
                 "put version 7": {"put": client.put_message(whole, expect=7)}, "create": {"put": client.put_message(whole, expect=0)},
                 "withdraw": {"withdraw": envelope.Withdraw(kind=number, id=identity)}, "withdraw version 1": {"withdraw": envelope.Withdraw(kind=number, id=identity, expect_version=1)},
                 "list": {"list": envelope.List(kind=number, where=[world.where("id", "EQ", identity)])}}
        batch = envelope.Batch()
        batch.items.add().put.CopyFrom(client.put_message(bare))
        verbs["batch"] = {"batch": batch}
        return {name: normal(answer(client, **verb), identity) for name, verb in verbs.items()}

    def test_a_refusal_is_the_same_for_the_hidden_and_the_missing(self):
        for client, hidden in ((self.beta, OWN), (self.gamma, OWN), (self.gamma, NAMED)):
            for kind in STORED:
                there = canary_id(kind, hidden)
                gone = there.replace(CANARY[hidden], (MISSING + "xx")[:len(CANARY[hidden])])
                with self.subTest(client=client.organisation, kind=kind, hidden=hidden):
                    self.assertEqual(self.asked(client, kind, there), self.asked(client, kind, gone))

    def test_a_reference_to_the_hidden_is_one_to_nothing(self):
        for number, ((kind, field), to) in enumerate(sorted(self.world.refers.items())):
            if kind in ("organisation", "holiday", "client") or field == "owner":
                continue
            said = []
            for target in (canary_id(to, OWN), canary_id(to, OWN).replace(CANARY[OWN], MISSING)):
                record = self.world.record(kind, f"beta/probe-{number}", "mine", OWN, whole=False)
                repeated = record.DESCRIPTOR.fields_by_name[field].label == 3
                for name in ("organisation", "grantee") if kind in ("participation", "grant") else ():
                    if name in record.DESCRIPTOR.fields_by_name:
                        setattr(record, name, "beta")
                if repeated:
                    getattr(record, field).append(target)
                else:
                    setattr(record, field, target)
                reply = answer(self.beta, put=self.beta.put_message(record, expect=0))
                said.append(normal(reply, target))
                self.assertEqual(reply.status, envelope.STATUS_INVALID_ARGUMENT, f"{kind}.{field}: {reply}")
            with self.subTest(kind=kind, field=field):
                self.assertEqual(said[0], said[1])

    def test_another_organisations_subscription_cannot_be_attached_to(self):
        said = []
        for identity in (canary_id("subscription", OWN), canary_id("subscription", PUBLIC), canary_id("subscription", OWN).replace(CANARY[OWN], MISSING)):
            attach = envelope.Attach(stream=7, type=envelope.STREAM_TYPE_ALERTS, subscription=identity, credit=5)
            said.append(normal(answer(self.beta, attach=attach), identity))
        self.assertIn(b"NOT_FOUND" if False else b"no subscription", said[0])
        self.assertEqual(said[0], said[2])
        self.assertEqual(len(said[1]), len(said[0]) + 3)  # only the id is longer


if __name__ == "__main__":
    import unittest
    unittest.main()
