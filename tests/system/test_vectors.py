"""The messages of tests/vectors/ by Python's protobuf, and the hostile ones against a real daemon: what the vectors say is what it does."""

import json
import os
import unittest

from google.protobuf import json_format
from register import ROOT, RegisterTest, envelope, records

VECTORS = os.path.join(ROOT, "tests", "vectors")


def read(name):
    with open(os.path.join(VECTORS, name), encoding="utf-8") as file:
        return json.load(file)


def message_of(vector):
    return getattr(envelope, vector["message"], None) or getattr(records, vector["message"])


class Vectors(unittest.TestCase):
    def test_bytes_and_twin_say_the_same_both_ways(self):
        for name in ("envelopes.json", "records.json"):
            for vector in read(name):
                with self.subTest(vector["says"]):
                    data = bytes.fromhex(vector["hex"])
                    message = message_of(vector).FromString(data)
                    self.assertEqual(json_format.MessageToDict(message, preserving_proto_field_name=True), vector["json"])
                    again = json_format.ParseDict(vector["json"], message_of(vector)())
                    self.assertEqual(again.SerializeToString(deterministic=True), data)

    def test_no_vector_says_what_another_says(self):
        for name in ("envelopes.json", "records.json", "hostile.json"):
            says = [vector["says"] for vector in read(name)]
            self.assertEqual(len(set(says)), len(says))


class Daemon(RegisterTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.register.client("northmoor-bc")

    def verdict(self, data, identity):
        self.officer.socket.send(data)
        return self.officer.reply_to(identity)

    def test_the_daemon_gives_the_verdict_of_every_hostile_vector(self):
        for vector in read("hostile.json"):
            data = bytes.fromhex(vector["hex"])
            identity = b"h1"
            if vector["check"] == "record":
                put = envelope.Put(record=envelope.Record(kind=records.KIND_BODY, body=data), expect_version=0)
                data = envelope.Request(id=identity, idempotency_key=bytes(16), put=put).SerializeToString()
            with self.subTest(vector["says"]):
                reply = self.verdict(data, identity)
                if vector["accepted"]:
                    self.assertEqual(reply.status, envelope.STATUS_OK, reply)
                else:
                    self.assertEqual((reply.status, reply.failure.field), (envelope.STATUS_INVALID_ARGUMENT, vector["field"]), reply)

    def test_the_daemon_understands_every_request(self):
        """Each is answered under its id, and none as bytes that cannot be read."""
        for vector in read("envelopes.json"):
            if vector["message"] == "Request":
                with self.subTest(vector["says"]):
                    data = bytes.fromhex(vector["hex"])
                    reply = self.verdict(data, envelope.Request.FromString(data).id)
                    self.assertNotIn("bytes are not a message", reply.failure.message)
                    self.assertEqual(reply.status == envelope.STATUS_UNIMPLEMENTED, "without a verb" in vector["says"], reply)


if __name__ == "__main__":
    unittest.main()
