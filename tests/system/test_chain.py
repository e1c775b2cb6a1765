"""The hash chain, computed again by another hand: every change of the loaded sources, and ten vectors that any implementation can check.

    leaf = SHA-256(0x00, 0x01, kind as varint, record)      head = SHA-256(0x01, previous head, leaf)

record is the message with its fields in number order; a field marked personal is replaced by HMAC-SHA-256(salt of the record, value)."""

import hashlib
import hmac
import json
import os
import unittest

from register import ROOT, Register, records

VECTORS = os.path.join(ROOT, "tests", "vectors", "chain.json")
KINDS = {number: name[len("KIND_"):].lower() for name, number in records.Kind.items()}


def varint(number):
    number &= (1 << 64) - 1
    out = b""
    while number >= 128:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def pack(kind, image, personal, salt):
    """The record as protobuf bytes, from its fields; salt: None to leave personal fields as they are."""
    message = getattr(records, "".join(part.capitalize() for part in KINDS[kind].split("_")))
    out = b""
    for field in sorted(message.DESCRIPTOR.fields, key=lambda f: f.number):
        value = image.get(field.name)
        if value is None:
            continue
        for one in value if isinstance(value, list) else [value]:
            if field.type == field.TYPE_STRING:
                data = one.encode()
                if field.name in personal and salt is not None:
                    data = hmac.new(salt, data, hashlib.sha256).digest()
                out += varint(field.number << 3 | 2) + varint(len(data)) + data
            else:
                out += varint(field.number << 3) + varint(int(one))
    return out


def leaf_of(kind, record):
    return hashlib.sha256(b"\x00\x01" + varint(kind) + record).digest()


def head_of(previous, leaf):
    return hashlib.sha256(b"\x01" + previous + leaf).digest()


class Vectors(unittest.TestCase):
    def test_the_vectors_compute(self):
        with open(VECTORS, encoding="utf-8") as file:
            vectors = json.load(file)
        self.assertGreaterEqual(len(vectors), 10)
        for vector in vectors:
            with self.subTest(vector["says"]):
                salt = bytes.fromhex(vector["salt"]) if vector["salt"] else None
                record = pack(vector["kind"], vector["record"], vector["personal"], salt)
                self.assertEqual(record.hex(), vector["packed"])
                leaf = leaf_of(vector["kind"], record)
                self.assertEqual(leaf.hex(), vector["leaf"])
                self.assertEqual(head_of(bytes.fromhex(vector["previous"]), leaf).hex(), vector["head"])


class Chain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.register = Register()
        cls.register.start()
        cls.register.load_examples()

    @classmethod
    def tearDownClass(cls):
        cls.register.daemon.stop()
        cls.register.close()

    def test_every_change_of_the_sources_is_chained_as_written_down(self):
        personal = {}
        for row in self.register.psql("select kind, name from concordat.field where personal").split():
            kind, name = row.split("|")
            personal.setdefault(int(kind), set()).add(name)
        salts = {}
        for row in self.register.psql("select kind, id, encode(salt, 'hex') from concordat.salt").split("\n"):
            kind, identity, salt = row.split("|")
            salts[int(kind), identity] = bytes.fromhex(salt)
        changes = json.loads(self.register.psql("select json_agg(json_build_object('kind', kind, 'id', id, 'image', image, 'hash', encode(hash, 'hex')) order by revision) from concordat.change"))
        self.assertGreater(len(changes), 500)
        head, hashed = bytes(32), 0
        for change in changes:
            salt = salts.get((change["kind"], change["id"]))
            head = head_of(head, leaf_of(change["kind"], pack(change["kind"], change["image"], personal.get(change["kind"], ()), salt)))
            hashed += salt is not None and "holder" in change["image"]
            self.assertEqual(head.hex(), change["hash"], change)
        self.assertGreater(hashed, 3, "no personal field was salted")
        self.assertEqual(self.register.psql("select encode(hash, 'hex') from concordat.register"), head.hex())

    def test_a_changed_past_breaks_the_chain(self):
        row = json.loads(self.register.psql("select json_build_object('kind', kind, 'image', image, 'hash', encode(hash, 'hex'), 'previous', "
                                            "(select encode(p.hash, 'hex') from concordat.change p where p.revision = c.revision - 1)) from concordat.change c where kind = 23 limit 1"))
        previous = bytes.fromhex(row["previous"])
        self.assertEqual(head_of(previous, leaf_of(23, pack(23, row["image"], (), None))).hex(), row["hash"])
        row["image"]["title"] += "."
        self.assertNotEqual(head_of(previous, leaf_of(23, pack(23, row["image"], (), None))).hex(), row["hash"])


if __name__ == "__main__":
    unittest.main()
