"""What a write promises: one effect for one key, versions, all or nothing, one bad write hurts no other, and a history without gaps.

After every test the whole history is read past the daemon and held against what must be true of it (whole_history): revisions without
gaps, in commit order, versions and links of each record, stamps, and the hash chain worked out a second time here.
"""

import hashlib
import os
import threading
import time

from register import KIND_OF, WAIT, Refused, RegisterTest, envelope, records


def varint(number):
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def whole_history(test, register):
    """Returns the changes as (revision, kind, id, version); everything that can be said of them is asserted."""
    personal = {int(k) for k in register.psql("select distinct kind from concordat.field where personal").split()}
    head, hash_now, stamps = register.psql("select revision, encode(hash, 'hex'), array_to_string(stamps, ' ') from concordat.register").split("|")
    rows = register.psql("select revision, kind, id, version, type, changed_at, coalesce(previous, 0), encode(hash, 'hex'), "
                         "encode(concordat.pack(kind, image), 'hex') from concordat.change order by revision")
    chain, last_at, latest, per_kind, found = bytes(32), 0, {}, {}, []
    for place, line in enumerate(rows.splitlines(), 1):
        revision, kind, identity, version, kind_of_change, at, previous, chained, packed = line.split("|")
        kind = int(kind)
        test.assertEqual(int(revision), place, "revisions have no gaps")
        test.assertGreaterEqual(int(at), last_at, f"revision {revision} was given out after the one before it")
        before = latest.get((kind, identity), (0, 0))
        test.assertEqual((int(previous), int(version)), (before[0], before[1] + 1), f"{identity} at revision {revision} follows its change before")
        test.assertEqual(kind_of_change == "1", before[0] == 0, f"{identity} is created once")
        leaf = hashlib.sha256(b"\x00\x01" + varint(kind) + bytes.fromhex(packed)).digest()
        chain = bytes.fromhex(chained) if kind in personal else hashlib.sha256(b"\x01" + chain + leaf).digest()
        test.assertEqual(chain.hex(), chained, f"the chain at revision {revision}")
        latest[kind, identity] = (int(revision), int(version))
        last_at = int(at)
        per_kind[kind] = per_kind.get(kind, 0) + 1
        found.append((int(revision), kind, identity, int(version)))
    standing = register.psql("select c.revision from concordat.change c, concordat.register r where concordat.is_last(c.kind, c.id, c.revision, r.revision) order by 1")
    test.assertEqual([int(n) for n in standing.split()], sorted(revision for revision, _ in latest.values()), "the last change of each record stands, and no other")
    test.assertEqual(int(head), len(found), "the counter is the last revision")
    test.assertEqual(hash_now, chain.hex(), "the head's hash is the chain's end")
    for kind, stamp in enumerate(map(int, stamps.split()), 1):
        if kind in per_kind:
            test.assertTrue(0 < stamp <= per_kind[kind], f"stamp {stamp} of kind {kind} moved at most once a change")
    return found


def answers(client, identities, timeout=WAIT):
    """The replies to several requests under way, in the order of the requests; None where none came."""
    got, until = dict.fromkeys(identities), time.monotonic() + timeout
    while None in got.values():
        message = client.receive(max(0.0, until - time.monotonic()))
        if message is None:
            break
        if isinstance(message, envelope.Reply) and message.id in got:
            got[message.id] = message
    return list(got.values())


def raw_put(kind, body, expect=None):
    """A put whose record is bytes of ours, whatever they are."""
    put = envelope.Put(record=envelope.Record(kind=KIND_OF[kind.__name__], body=body))
    if expect is not None:
        put.expect_version = expect
    return put


def text_field(number, value):
    return varint(number * 8 + 2) + varint(len(value)) + value


class Writing(RegisterTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alpha = cls.register.client("alpha")
        cls.beta = cls.register.client("beta")

    def tearDown(self):
        whole_history(self, self.register)

    def revision(self):
        return int(self.register.psql("select revision from concordat.register"))

    # ---- one effect for one key ----

    def test_the_same_key_gets_the_first_answer_again(self):
        key = os.urandom(16)
        first = self.alpha.create(records.Body(id="alpha/key-same", name="First"), key=key)
        self.alpha.put(records.Body(id="alpha/key-same", name="Second"))
        head = self.revision()
        again = self.alpha.create(records.Body(id="alpha/key-same", name="First"), key=key)
        self.assertEqual(again, first)
        self.assertEqual((self.revision(), self.alpha.get(records.Body, "alpha/key-same").name), (head, "Second"))
        key = os.urandom(16)
        first = self.alpha.withdraw(records.Body, "alpha/key-same", key=key) if False else self.alpha.call(
            withdraw=envelope.Withdraw(kind=KIND_OF["Body"], id="alpha/key-same"), key=key).written
        again = self.alpha.call(withdraw=envelope.Withdraw(kind=KIND_OF["Body"], id="alpha/key-same"), key=key).written
        self.assertEqual(again, first)

    def test_a_batch_names_the_same_field_as_a_put(self):
        self.alpha.create(records.Body(id="alpha/field", name="One"))
        self.alpha.create(records.Body(id="alpha/first", name="One"))
        for record, expect in ((records.Body(id="alpha/field", name="Two"), 7), (records.Body(id="alpha/field", name="Two"), 0), (records.Body(id="alpha/no-such"), None)):
            with self.assertRaises(Refused) as alone:
                self.alpha.put(record, expect=expect)
            with self.assertRaises(Refused) as together:
                self.alpha.batch([self.alpha.put_message(records.Body(id="alpha/first", name=f"{expect}")), self.alpha.put_message(record, expect=expect)])
            failure = together.exception.failure
            self.assertEqual((together.exception.status, failure.field, failure.current_version, failure.item),
                             (alone.exception.status, alone.exception.failure.field, alone.exception.failure.current_version, 1))

    def test_a_key_with_other_bytes_is_refused(self):
        key = os.urandom(16)
        self.alpha.create(records.Body(id="alpha/key-other", name="First"), key=key)
        self.assertRefused("INVALID_ARGUMENT", self.alpha.put, records.Body(id="alpha/key-other", name="Second"), key=key, field="idempotency_key")
        self.assertRefused("INVALID_ARGUMENT", self.alpha.batch, [self.alpha.put_message(records.Body(id="alpha/key-other", name="Second"))], key=key,
                           field="idempotency_key")
        self.assertEqual(self.alpha.get(records.Body, "alpha/key-other").version, 1)

    def test_a_write_without_a_key_of_16_bytes_is_refused(self):
        for key in (b"", b"short", b"x" * 17):
            self.assertRefused("INVALID_ARGUMENT", self.alpha.create, records.Body(id="alpha/key-none", name="X"), key=key, field="idempotency_key")

    def test_after_a_refusal_the_key_may_be_used_again(self):
        self.alpha.create(records.Body(id="alpha/key-taken", name="Taken"))
        for number, (status, bad, expect) in enumerate((
                ("INVALID_ARGUMENT", records.Body(id="alpha/key-again", name="X", host="nobody-here"), 0),
                ("ALREADY_EXISTS", records.Body(id="alpha/key-taken", name="X"), 0),
                ("ABORTED", records.Body(id="alpha/key-taken", name="X"), 7),
                ("NOT_FOUND", records.Body(id="alpha/key-nowhere", name="X"), 1))):
            key = os.urandom(16)
            self.assertRefused(status, self.alpha.put, bad, expect=expect, key=key)
            good = records.Body(id=f"alpha/key-again-{number}", name="Good")
            written = self.alpha.create(good, key=key)
            self.assertEqual((written.version, self.alpha.create(good, key=key)), (1, written))

    def test_a_key_belongs_to_its_client(self):
        key = os.urandom(16)
        self.alpha.create(records.Body(id="alpha/key-mine", name="A"), key=key)
        self.assertEqual(self.beta.create(records.Body(id="beta/key-mine", name="B"), key=key).version, 1)

    def test_one_key_sent_many_times_at_once_has_one_effect_through_two_daemons(self):
        other = self.register.new_daemon("other-keys").start()
        try:
            lines = [self.register.wire(self.alpha.key, "alpha", daemon) for daemon in (self.register.daemon, other) for _ in range(4)]
            for line in lines:
                line.welcome()
            for number in range(12):
                key = os.urandom(16)
                body = records.Body(id=f"alpha/at-once-{number % 3}", name=f"Name {number}")
                put = self.alpha.put_message(body, expect=0 if number < 3 else None)
                asked = [(line, line.send(put=put, key=key)) for line in lines for _ in range(2)]
                replies = [line_replies for line in lines for line_replies in answers(line, [i for asker, i in asked if asker is line])]
                self.assertEqual([r.status for r in replies], [envelope.STATUS_OK] * 16, [r.failure.message for r in replies])
                self.assertEqual({r.written.SerializeToString() for r in replies}, {replies[0].written.SerializeToString()})
                self.assertEqual(replies[0].written.version, number // 3 + 1)
        finally:
            self.assertEqual(other.stop(), 0, other.log())

    def test_a_key_is_remembered_over_a_restart_of_the_daemon(self):
        key = os.urandom(16)
        first = self.alpha.create(records.Body(id="alpha/key-restart", name="Once"), key=key)
        self.register.daemon.kill()
        self.register.daemon.start()
        self.alpha.connect()
        self.assertEqual(self.alpha.create(records.Body(id="alpha/key-restart", name="Once"), key=key), first)

    # ---- versions ----

    def test_version_0_creates_and_nothing_else(self):
        self.assertEqual(self.alpha.create(records.Body(id="alpha/version", name="One")).version, 1)
        self.assertRefused("ALREADY_EXISTS", self.alpha.create, records.Body(id="alpha/version", name="Two"), field="id")
        self.assertRefused("NOT_FOUND", self.alpha.put, records.Body(id="alpha/version-none", name="Two"), field="id")
        self.assertRefused("NOT_FOUND", self.alpha.put, records.Body(id="alpha/version-none", name="Two"), expect=1, field="id")
        self.assertEqual(self.alpha.get(records.Body, "alpha/version").name, "One")

    def test_a_version_changes_only_that_version_and_the_refusal_says_which_it_is_now(self):
        self.alpha.create(records.Body(id="alpha/versions", name="One"))
        self.assertEqual(self.alpha.put(records.Body(id="alpha/versions", name="Two"), expect=1).version, 2)
        self.assertEqual(self.alpha.put(records.Body(id="alpha/versions", name="Three")).version, 3)
        for wrong in (1, 2, 4, 99):
            refused = self.assertRefused("ABORTED", self.alpha.put, records.Body(id="alpha/versions", name="Four"), expect=wrong)
            self.assertEqual(refused.failure.current_version, 3)
        self.assertRefused("ABORTED", self.alpha.withdraw, records.Body, "alpha/versions", expect_version=2)
        self.assertEqual(self.alpha.put(records.Body(id="alpha/versions", name="Four"), expect=3).version, 4)

    def test_no_update_is_lost_and_revisions_follow_real_time(self):
        other = self.register.new_daemon("other-updates").start()
        self.alpha.create(records.Body(id="alpha/counter", name="Counter", position=0))
        lines = [self.register.wire(self.alpha.key, "alpha", (self.register.daemon, other)[n % 2]) for n in range(8)]
        done, errors = [], []

        def count(line):
            try:
                for _ in range(8):
                    while True:
                        now = line.get(records.Body, "alpha/counter")
                        began = time.monotonic()
                        try:
                            written = line.put(records.Body(id="alpha/counter", position=now.position + 1), expect=now.version)
                        except Refused as refused:
                            if refused.status != "ABORTED" or refused.failure.current_version <= now.version:
                                raise
                            continue
                        done.append((began, time.monotonic(), written.revision))
                        break
            except Exception as error:  # told in the main thread
                errors.append(error)

        threads = [threading.Thread(target=count, args=(line,)) for line in lines]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(other.stop(), 0, other.log())
        self.assertEqual(errors, [])
        counter = self.alpha.get(records.Body, "alpha/counter")
        self.assertEqual((counter.position, counter.version), (64, 65))
        for _, ended, revision in done:
            self.assertFalse([r for began, _, r in done if began > ended and r <= revision], "a later write has a later revision")

    # ---- what a put changes ----

    def test_clear_empties_fields_and_leaves_the_others(self):
        self.alpha.create(records.Body(id="alpha/clear", name="Name", chair="Leader", functions=["a", "b"], stated_members=4, note="N"))
        self.alpha.put(records.Body(id="alpha/clear"), clear=["chair", "functions", "stated_members"])
        body = self.alpha.get(records.Body, "alpha/clear")
        self.assertEqual((body.HasField("chair"), list(body.functions), body.HasField("stated_members"), body.note, body.name), (False, [], False, "N", "Name"))
        for clear, record in ((["no_such_field"], {}), (["chair"], {"chair": "Also given"}), (["id"], {}), (["owner"], {}), (["version"], {}), (["withdrawn_at"], {})):
            self.assertRefused("INVALID_ARGUMENT", self.alpha.put, records.Body(id="alpha/clear", **record), clear=clear, field="clear")
        self.assertRefused("INVALID_ARGUMENT", self.alpha.put, records.Body(id="alpha/clear"), clear=["name"], field="name")

    def test_a_put_that_changes_nothing_makes_no_revision(self):
        first = self.alpha.create(records.Body(id="alpha/same", name="Name", functions=["a"]))
        head = self.revision()
        for change in ({"name": "Name"}, {"functions": ["a"]}, {}):
            again = self.alpha.put(records.Body(id="alpha/same", **change), reason="no reason")
            self.assertEqual((again.changed, again.version, again.revision), (False, 1, first.revision))
        self.assertEqual(self.revision(), head)
        self.assertEqual(self.alpha.withdraw(records.Body, "alpha/same").changed, True)
        self.assertEqual(self.alpha.withdraw(records.Body, "alpha/same").changed, False)

    def test_what_was_withdrawn_stays_readable_and_leaves_the_lists(self):
        self.alpha.create(records.Body(id="alpha/gone", name="Gone"))
        written = self.alpha.withdraw(records.Body, "alpha/gone", reason="merged", expect_version=1)
        self.assertEqual(written.version, 2)
        self.assertTrue(self.alpha.get(records.Body, "alpha/gone").withdrawn_at > 0)
        self.assertEqual(self.alpha.list(records.Body, [("id", "EQ", "alpha/gone")]), [])
        self.assertEqual(len(self.alpha.list(records.Body, [("id", "EQ", "alpha/gone")], withdrawn=True)), 1)
        last = self.alpha.history(records.Body, "alpha/gone")[0]
        self.assertEqual((last.type, last.reason, last.changed_by), (envelope.CHANGE_TYPE_WITHDRAWN, "merged", "alpha/officer"))
        self.assertRefused("NOT_FOUND", self.alpha.withdraw, records.Body, "alpha/never-was", field="id")

    def test_a_reference_to_the_hidden_and_to_the_missing_are_refused_alike(self):
        self.beta.create(records.Area(id="beta/secret", name="Hidden"))
        self.beta.create(records.Area(id="beta/open", name="Public", visibility=records.VISIBILITY_PUBLIC))
        messages = []
        for name in ("beta/secret", "beta/absent"):
            refused = self.assertRefused("INVALID_ARGUMENT", self.alpha.create, records.Body(id="alpha/refers", name="R", area=name), field="area")
            messages.append((refused.failure.message.replace(name, "*"), refused.failure.rule))
        self.assertEqual(messages[0], messages[1])
        self.alpha.create(records.Body(id="alpha/refers", name="R", area="beta/open"))
        self.alpha.create(records.Area(id="alpha/a", name="A"))
        self.alpha.create(records.Area(id="alpha/b", name="B", part_of="alpha/a"))
        for upper in ("alpha/b", "alpha/a"):
            refused = self.assertRefused("FAILED_PRECONDITION", self.alpha.put, records.Area(id="alpha/a", part_of=upper), field="part_of")
            self.assertEqual(refused.failure.rule, "part_of_circle")

    # ---- several at once ----

    def test_a_batch_is_all_or_nothing_and_names_the_item_that_stopped_it(self):
        self.alpha.create(records.Body(id="alpha/there", name="There"))
        self.beta.create(records.Body(id="beta/theirs", name="Theirs", visibility=records.VISIBILITY_PUBLIC))
        self.alpha.create(records.Area(id="alpha/ring", name="Ring"))
        put, body, area = self.alpha.put_message, records.Body, records.Area
        bad = (("INVALID_ARGUMENT", "host", put(body(id="alpha/bad", name="X", host="nobody-here"), 0)),
               ("INVALID_ARGUMENT", "name", put(body(id="alpha/bad"), 0)),
               ("INVALID_ARGUMENT", "version", put(body(id="alpha/bad", name="X", version=3), 0)),
               ("INVALID_ARGUMENT", "type", raw_put(body, body(id="alpha/bad", name="X").SerializeToString() + varint(23 * 8) + varint(999), 0)),
               ("INVALID_ARGUMENT", "id", put(body(id="Alpha Bad", name="X"), 0)),
               ("INVALID_ARGUMENT", "id", put(body(name="X"), 0)),
               ("INVALID_ARGUMENT", "kind", raw_put(body, b"", 0)),
               ("PERMISSION_DENIED", "id", put(body(id="beta/founded-by-alpha", name="X"), 0)),
               ("PERMISSION_DENIED", "id", put(body(id="beta/theirs", name="X"))),
               ("PERMISSION_DENIED", "kind", put(records.Deadline(id="alpha/x", title="X"), 0)),
               ("ABORTED", "expect_version", put(body(id="alpha/there", name="X"), 5)),
               ("ALREADY_EXISTS", "id", put(body(id="alpha/there", name="X"), 0)),
               ("NOT_FOUND", "id", put(body(id="alpha/not-there", name="X"))),
               ("FAILED_PRECONDITION", "part_of", put(area(id="alpha/ring", part_of="alpha/ring"))))
        bad[6][2].record.kind = 0
        for place, (status, field, item) in enumerate(bad):
            head = self.revision()
            puts = [put(body(id=f"alpha/batch-{n}", name="Batch"), 0) for n in range(5)]
            for size, where in ((5, 2), (5, 4), (2, 0)):
                with self.subTest(bad=place, status=status, field=field, where=where):
                    tried = puts[:where] + [item] + puts[where + 1:size]
                    refused = self.assertRefused(status, self.alpha.batch, tried, field=field)
                    self.assertEqual((refused.failure.HasField("item"), refused.failure.item), (True, where))
                    if status == "ABORTED":
                        self.assertEqual(refused.failure.current_version, 1)
                    self.assertEqual(self.revision(), head)
        key = os.urandom(16)
        written = self.alpha.batch(puts, key=key).written
        self.assertEqual([w.revision - written[0].revision for w in written], [0, 1, 2, 3, 4])
        self.assertEqual(list(self.alpha.batch(puts, key=key).written), list(written))

    def test_settling_and_writing_in_one_unit_hurt_each_other_not(self):
        alpha = self.alpha
        alpha.create(records.Subscription(id="alpha/settled", title="s", organisation="alpha", leads=["1d"]))
        alpha.attach(77, subscription="alpha/settled")
        for n in range(10):
            asked = []
            for i in range(8):
                asked.append(alpha.send(settle=envelope.Settle(stream=77, number=0)))
                asked.append(alpha.send(put=alpha.put_message(records.Body(id=f"alpha/among-{n}-{i}", name="b"), expect=0)))
                asked.append(alpha.send(withdraw=envelope.Withdraw(kind=records.KIND_BODY, id=f"alpha/among-{n}-{i}")))
            self.assertEqual({alpha.reply_to(identity).status for identity in asked}, {envelope.STATUS_OK})

    def test_one_bad_write_of_a_hundred_hurts_no_other(self):
        head = self.revision()
        for bad_host in ("nobody-here", None):  # the first raises in the database, the second is answered by the statement
            tag = "raise" if bad_host else "moved"
            asked = []
            for n in range(100):
                body = records.Body(id=f"alpha/many-{tag}-{n}", name=f"Number {n}")
                if n % 10 == 3 and bad_host:
                    body.host = bad_host
                asked.append(self.alpha.send(put=self.alpha.put_message(body, 7 if n % 10 == 3 and not bad_host else 0)))
            replies = answers(self.alpha, asked)
            for n, reply in enumerate(replies):
                wanted = envelope.STATUS_OK if n % 10 != 3 else envelope.STATUS_INVALID_ARGUMENT if bad_host else envelope.STATUS_NOT_FOUND
                self.assertEqual(reply and reply.status, wanted, f"write {n}: {reply}")
            revisions = sorted(r.written.revision for r in replies if r.status == envelope.STATUS_OK)
            self.assertEqual(revisions, list(range(head + 1, head + 91)))
            head += 90

    def test_writes_of_several_organisations_at_once_are_each_judged_as_their_own(self):
        names = ("alpha", "beta", "gamma")
        clients = {name: self.register.client(name, "many") for name in names}
        for name, client in clients.items():
            client.create(records.Area(id=f"{name}/seen-3", name="Seen", visibility=records.VISIBILITY_PUBLIC))
            client.create(records.Area(id=f"{name}/hidden-3", name="Hidden"))
            for n in range(12):
                client.create(records.Body(id=f"{name}/seen-{n}", name="Seen", visibility=records.VISIBILITY_PUBLIC))
                client.create(records.Body(id=f"{name}/hidden-{n}", name="Hidden"))
        ok, denied, missing, invalid = (getattr(envelope, "STATUS_" + s) for s in ("OK", "PERMISSION_DENIED", "NOT_FOUND", "INVALID_ARGUMENT"))
        public, failed = records.VISIBILITY_PUBLIC, lambda: self.register.daemon.log().count("unit_failed")
        for turn in range(12):
            seen, puts, before = f"seen-{turn}", {}, failed()
            for name, other in zip(names, names[1:] + names[:1]):
                puts[name] = [(ok, 0, {"id": f"{name}/new-{turn}", "name": "New", "visibility": public}), (ok, None, {"id": f"{name}/{seen}", "name": f"Turn {turn}"}),
                              (ok, None, {"id": f"{name}/hidden-{turn}", "name": f"Turn {turn}"}), (denied, None, {"id": f"{other}/{seen}", "name": name}),
                              (missing, None, {"id": f"{other}/hidden-{turn}", "name": name}),
                              (ok, None, {"id": f"{name}/seen-{(turn + 1) % 12}", "area": f"{other}/seen-3"}),
                              (ok, None, {"id": f"{name}/hidden-{(turn + 1) % 12}", "area": f"{name}/hidden-3"})]
                if turn % 3 == 2:  # these end the statement of many: its writes go by themselves then
                    puts[name] += [(invalid, None, {"id": f"{name}/seen-{(turn + 2) % 12}", "area": f"{other}/hidden-3"}),
                                   (denied, 0, {"id": f"{other}/new", "name": "New"}),
                                   (invalid, 0, {"id": f"{name}/refers-{turn}", "name": "New", "area": f"{other}/hidden-3"})]
            asked = [(name, put, clients[name].send(put=clients[name].put_message(records.Body(**put[2]), put[1])))
                     for n in range(len(puts["alpha"])) for name in names for put in [puts[name][n]]]
            for name in names:
                mine = [(put, identity) for of, put, identity in asked if of == name]
                for (put, _), reply in zip(mine, answers(clients[name], [identity for _, identity in mine])):
                    self.assertEqual(reply and reply.status, put[0], f"{name} puts {put[2]}: {reply}")
            if turn % 3 != 2:
                self.assertEqual(failed(), before, "they went many at a time")
        for wrong in ("change c where c.changed_by like '%/many' and c.owner <> split_part(c.changed_by, '/', 1)",
                      "idempotency i join concordat.change c on c.revision = i.revision where i.client <> c.changed_by"):
            self.assertEqual(self.register.psql(f"select count(*) from concordat.{wrong}"), "0")

    # ---- what cannot be stored ----

    def test_what_cannot_be_stored_is_refused_with_the_field_named(self):
        good = records.Body(id="alpha/odd", name="Odd").SerializeToString()
        milestone = records.Milestone(id="alpha/odd", title="Odd", when_text="30 June 2027").SerializeToString()
        cases = [("name", records.Body, text_field(1, b"alpha/odd") + text_field(20, b"\xff\xfe")),
                 ("name", records.Body, text_field(1, b"alpha/odd") + text_field(20, b"a\x00b")),
                 ("name", records.Body, text_field(1, b"alpha/odd") + text_field(20, b"\xed\xa0\x80")),
                 ("name", records.Body, text_field(1, b"alpha/odd") + text_field(20, b"\xc0\xaf")),
                 ("note", records.Body, good + text_field(14, b"x" * 16385)),
                 ("functions", records.Body, good + b"".join(text_field(33, b"x") for _ in range(1001))),
                 ("name", records.Body, good + text_field(20, b"again")),
                 ("type", records.Body, good + varint(23 * 8) + varint(999)),
                 ("type", records.Body, good + text_field(23, b"board")),
                 ("visibility", records.Body, good + varint(3 * 8) + varint(2)),
                 ("position", records.Body, good + varint(36 * 8) + varint(2**40)),
                 ("id", records.Body, text_field(1, b"alpha/UPPER") + text_field(20, b"X")),
                 ("id", records.Body, text_field(1, b"alpha/" + b"x" * 120) + text_field(20, b"X")),
                 ("owner", records.Body, good + text_field(2, b"nobody-here")),
                 ("source", records.Body, good + text_field(11, b"alpha/no-document")),
                 ("chase_on", records.Milestone, milestone + text_field(33, b"2027-02-29")),
                 ("met_on", records.Milestone, milestone + text_field(28, b"2027-13-01")),
                 ("when_text", records.Milestone, text_field(1, b"alpha/odd") + text_field(20, b"X") + text_field(90, b"31 June 2027")),
                 ("when_text", records.Milestone, text_field(1, b"alpha/odd") + text_field(20, b"X") + text_field(90, b"June")),
                 ("earliest_on", records.Milestone, milestone + text_field(92, b"2027-06-01")),
                 ("edtf", records.Milestone, milestone + text_field(91, b"2027-06"))]
        cases += [(name, records.Body, good + records.Body(**{name: 1}).SerializeToString()) for name in ("version", "revision", "created_at", "changed_at", "withdrawn_at")]
        cases += [(name, records.Body, good + records.Body(**{name: "x"}).SerializeToString()) for name in ("created_by", "changed_by", "reason")]
        head = self.revision()
        for field, kind, body in cases:
            with self.subTest(field=field, kind=kind.__name__, tail=body[-24:]):
                refused = self.assertRefused("INVALID_ARGUMENT", self.alpha.call, put=raw_put(kind, body, 0))
                self.assertEqual(refused.failure.field, field, refused.failure.message)
        for tail, word in ((text_field(5000, b"x"), "5000"), (b"\x0b", ""), (text_field(20, b"x")[:-1], ""), (b"\xff" * 11, "")):
            with self.subTest(tail=tail):
                refused = self.assertRefused("INVALID_ARGUMENT", self.alpha.call, put=raw_put(records.Body, good + tail, 0))
                self.assertIn(word, refused.failure.message)
        self.assertEqual(self.revision(), head)


class Young(RegisterTest):
    """PostgreSQL knows that the tables are empty; the plans that it makes now are kept."""

    def test_writes_of_several_organisations_at_once_are_all_done_while_the_register_is_young(self):
        self.register.psql("vacuum analyze")
        names = ("alpha", "beta", "gamma")
        clients = {name: self.register.client(name, "many") for name in names}
        for name, client in clients.items():
            client.create(records.Body(id=f"{name}/b", name="0"))
        for turn in range(1, 40):
            asked = [(name, clients[name].send(put=clients[name].put_message(records.Body(id=f"{name}/b", name=f"{turn}"), None))) for name in names]
            for name, identity in asked:
                reply, = answers(clients[name], [identity])
                self.assertEqual(reply.status, envelope.STATUS_OK)
            self.assertEqual({clients[name].get(records.Body, f"{name}/b").name for name in names}, {f"{turn}"})
        # CB011, the clients' keys are newer than those the daemon acted on, sends the same unit once more as it was.
        failed = [line for line in self.register.daemon.log().splitlines() if "unit_failed" in line and '"CB011"' not in line]
        self.assertEqual(failed, [], "they went many at a time")
