"""A full disk means a clear refusal, nothing half-written, and a register that goes on by itself once there is room."""

import os
import subprocess
import time
import unittest

from postgres import Postgres
from register import Refused, RegisterTest, Register, envelope, records

DISK = "size=150m"  # a fresh cluster takes about 70 MB with its log


class SmallDisk(Postgres):
    """A PostgreSQL on a disk of its own, which fill() leaves without room."""

    def __init__(self):
        super().__init__({"min_wal_size": "32MB", "max_wal_size": "48MB", "autovacuum": "off"})
        self.mounted = False

    def _make_folder(self):
        folder = super()._make_folder()
        subprocess.run(["mount", "-t", "tmpfs", "-o", DISK, "tmpfs", folder], check=True)
        self.mounted = True
        return folder

    def close(self):
        folder = self.dir
        self.kill()
        if self.mounted:
            subprocess.run(["umount", folder], check=True)
            self.mounted = False
        super().close()

    def fill(self):
        with open(os.path.join(self.dir, "ballast"), "wb", buffering=0) as file:
            for size in (1 << 20, 4096):
                try:
                    while True:
                        file.write(b"\0" * size)
                except OSError:
                    pass

    def make_room(self):
        os.unlink(os.path.join(self.dir, "ballast"))
        if not self.running:
            self.process = None
            self.start()  # what a supervisor does


@unittest.skipUnless(os.geteuid() == 0, "only root may mount a disk")
class FullDisk(RegisterTest):
    @classmethod
    def setUpClass(cls):
        cls.register = Register(postgres=SmallDisk())
        cls.register.owns_pg = True
        try:
            cls.register.start()
        except BaseException:
            cls.register.close()
            raise

    def pairs(self, client, first, count):
        """Writes pairs of notes, each pair in one batch, until one is refused. Gives the last number and the refusal."""
        for n in range(first, first + count):
            notes = [records.Note(id=f"full/n{n}{half}", text=os.urandom(4000).hex()) for half in "ab"]
            try:
                client.batch([client.put_message(note, expect=0) for note in notes])
            except Refused as refused:
                return n, refused
        return first + count, None

    def test_a_full_disk_is_told_nothing_is_half_written_and_it_goes_on_when_there_is_room(self):
        client = self.register.client("full")
        done, refused = self.pairs(client, 0, 20)
        self.assertIsNone(refused)
        self.register.pg.fill()
        stopped, refused = self.pairs(client, done, 5000)
        self.assertIsNotNone(refused, "the disk was never full")
        self.assertEqual(refused.status, "UNAVAILABLE", str(refused))
        self.assertGreater(refused.failure.retry_after_ms, 0)
        self.assertRegex(refused.failure.message, "database")

        self.register.pg.make_room()
        until = time.monotonic() + 60
        while (written := self.pairs(client, stopped, 1))[1] is not None:
            self.assertIn(written[1].status, ("UNAVAILABLE", "ALREADY_EXISTS"))
            self.assertLess(time.monotonic(), until, "it did not go on by itself\n" + self.register.daemon.log()[-2000:])
            if written[1].status == "ALREADY_EXISTS":
                break
            time.sleep(0.2)
        present = set(self.register.psql("select id from concordat.note").split())
        self.assertEqual(present, {f"full/n{n}{half}" for n in range(stopped + 1) for half in "ab"})
        self.assertEqual(self.register.psql("select count(*) = max(revision) and max(revision) = (select revision from concordat.register) from concordat.change"), "t")
        self.assertEqual(client.get(records.Note, f"full/n{stopped}a").version, 1)
        self.assertEqual(client.ask(ping=envelope.Ping()).status, envelope.STATUS_OK)
