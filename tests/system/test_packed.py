"""What get and list tell is the message that each record keeps beside its columns; a record without one (loaded past the triggers) is told
the same, byte for byte. One record of every stored kind, written by itself and with others in one statement."""

import unittest

from register import RegisterTest, envelope, records
from world import KINDS, MESSAGES, STORED, World

PUBLIC = records.VISIBILITY_PUBLIC
# A list's order is a column of its own beside the message.
ORDERS = ("", "-id", "title", "-latest_on", "state", "changed_at", "soft")


class Packed(RegisterTest):
    SETTINGS = {"cache_entries": 0}  # every answer is read from the rows

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world = World(cls.register, "alpha")
        cls.kept = [kind for kind in STORED if KINDS[kind] in {int(n) for n in cls.register.psql("select number from concordat.kind").split()}]
        for kind in cls.kept:
            cls.world.put(kind, cls.world.name(kind, "one"), "alone", PUBLIC)
        cls.alpha = cls.world.client
        puts = [cls.alpha.put_message(cls.world.record("milestone", f"alpha/many{n}", f"many {n % 7}", PUBLIC), expect=0) for n in range(40)]
        cls.alpha.batch(puts)

    def told(self):
        """The bytes of every record, by get and by list, in pages of seven, with their cursors' order."""
        found = {}
        for kind in self.kept:
            asker = self.world.author(kind)
            identity = self.world.name(kind, "one")
            found["get", kind] = asker.call(get=envelope.Get(kind=KINDS[kind], id=identity)).record.body
            for order in ORDERS if kind == "milestone" else ("", "-changed_at"):
                found["list", kind, order] = self.pages(asker, KINDS[kind], order)
        return found

    def pages(self, asker, kind, order):
        bodies, cursor = [], b""
        while True:
            page = asker.call(list=envelope.List(kind=kind, order=order, page=7, cursor=cursor)).list
            bodies += page.bodies
            cursor = page.next
            if not cursor:
                return bodies

    def test_a_record_without_its_message_is_told_the_same(self):
        kept = self.told()
        self.assertGreater(len(self.kept), 30)
        for (verb, kind, *_), what in kept.items():
            self.assertTrue(what, (verb, kind))
            message = MESSAGES[kind].FromString(what if verb == "get" else what[0])
            self.assertTrue(message.id and message.version, (verb, kind))
        self.assertEqual(len(kept["list", "milestone", ""]), 42)
        for order in ORDERS:
            self.assertEqual(sorted(kept["list", "milestone", order]), sorted(kept["list", "milestone", ""]), f"ordered by {order or 'id'}, every record comes once")
        for kind in self.kept:
            self.assertEqual(self.register.psql(f'select count(*) from concordat."{kind}" r where packed is null or packed <> concordat.pack_{kind}(r)'), "0", kind)
            self.register.psql(f'set session_replication_role = replica; update concordat."{kind}" set packed = null')
        self.assertEqual(self.told(), kept)
        self.register.psql("set session_replication_role = replica; update concordat.milestone set packed = '\\x0a0478797a7a' where id = 'alpha/one'")
        self.assertEqual(self.alpha.get(records.Milestone, "alpha/one").id, "xyzz", "it is the kept message that is told")
        for kind in self.kept:
            self.register.psql(f'set session_replication_role = replica; update concordat."{kind}" r set packed = concordat.pack_{kind}(r)')


if __name__ == "__main__":
    unittest.main()
