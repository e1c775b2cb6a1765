"""The command line as its users and their scripts meet it: exit codes, bad input told with its line and field and nothing half-written,
the four ways in which there is no connection told apart, output that programs can read."""

import csv
import io
import json
import os
import re
import subprocess
import time

from register import CONCORDAT, Key, RegisterTest, free_port, records


class CommandLine(RegisterTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key = Key()
        cls.register.client("alpha", key=cls.key)
        cls.register.context("alpha", cls.key)

    def run_it(self, *arguments, **more):
        return self.register.cli("alpha", *arguments, check=False, **more)

    def head(self):
        return self.register.psql("select revision from concordat.register")

    def write(self, name, text):
        path = os.path.join(self.register.dir, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    # ---- importing ----

    def assertRefusedWhole(self, text, *told):
        before = self.head()
        done = self.run_it("import", self.write("bad.jsonl", text))
        self.assertNotEqual(done.returncode, 0)
        for words in told:
            self.assertIn(words, done.stderr)
        self.assertEqual(self.head(), before, "something was written")

    def test_a_bad_file_is_refused_whole_with_line_and_field(self):
        good = '{"kind":"body","id":"alpha/%s","name":"Good"}\n'
        self.assertRefusedWhole(good % "g1" + '{"kind":"body","id":"alpha/b2","name":"cut', "bad.jsonl:2")
        self.assertRefusedWhole(good % "g1" + '{"kind":"body","id":"alpha/b2","nmae":"x"}\n', "bad.jsonl:2", "nmae")
        self.assertRefusedWhole(good % "g1" + '{"kind":"bodi","id":"alpha/b2"}\n', "bad.jsonl:2", "kind")
        self.assertRefusedWhole(good % "g1" + '{"kind":"body","id":"alpha/b2","name":7}\n', "bad.jsonl:2", "name")
        self.assertRefusedWhole(good % "g1" + '{"kind":"body","id":"alpha/b2","name":"x","type":"bord"}\n', "bad.jsonl:2", "type")
        self.assertRefusedWhole(good % "g1" + '{"kind":"milestone","id":"alpha/b2","title":"x","chase_on":"2027-02-30"}\n', "bad.jsonl:2", "chase_on")
        self.assertRefusedWhole(good % "g1" + good % "g1", "bad.jsonl:2")
        self.assertRefusedWhole((good % "g1").encode() + b'{"kind":"body","id":"alpha/b2","name":"\xff\xfe"}\n', "bad.jsonl:2")
        self.assertRefusedWhole(good % "g1" + '{"kind":"body","id":"alpha/b2","name":"%s"}\n' % ("x" * 20000), "bad.jsonl:2", "name")

    def test_what_the_register_refuses_is_named_with_its_line(self):
        before = self.head()
        done = self.run_it("import", self.write("ref.jsonl", '{"kind":"body","id":"alpha/r1","name":"A"}\n{"kind":"body","id":"alpha/r2","name":"B","host":"nobody"}\n'))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("ref.jsonl:2", done.stderr)
        self.assertIn("host", done.stderr)
        self.assertLessEqual(int(self.head()) - int(before), 1)

    def test_of_many_batches_under_way_only_what_is_refused_is_missing(self):
        def line(n, bad):
            upper = "alpha/nowhere" if n in bad else None if n < 7 or n - 7 in bad else f"alpha/chain-{n - 7}"
            return json.dumps({"kind": "initiative", "id": f"alpha/chain-{n}", "title": f"Link {n}", "type": "programme", **({"part_of": upper} if upper else {})})

        bad = (0, 100, 101, 450, 999)
        done = self.run_it("import", self.write("chain.jsonl", "\n".join(line(n, bad) for n in range(1000))))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("995 new, 0 changed, 0 unchanged, 5 rejected", done.stdout)
        self.assertEqual(re.findall(r"chain.jsonl:(\d+): part_of", done.stderr), [str(n + 1) for n in bad])
        self.assertIn("part_of: no such initiative: alpha/nowhere", done.stderr)
        done = self.run_it("import", self.write("chain.jsonl", "\n".join(line(n, ()) for n in range(1000))))
        self.assertEqual((done.returncode, done.stdout), (0, "5 new, 4 changed, 991 unchanged, 0 rejected\n"), done.stderr)

    def test_importing_again_changes_nothing_and_export_gives_it_back(self):
        path = self.write("good.jsonl", '{"kind":"body","id":"alpha/x1","name":"One","visibility":"public"}\n{"kind":"body","id":"alpha/x2","name":"Zwölf “Two”"}\n')
        self.assertEqual(self.run_it("import", path).returncode, 0)
        before = self.head()
        self.assertEqual(self.run_it("import", path).returncode, 0)
        self.assertEqual(self.head(), before)
        exported = self.run_it("export", "body").stdout
        self.assertIn("Zwölf “Two”", exported)
        self.assertEqual(self.run_it("import", self.write("again.jsonl", exported)).returncode, 0)
        self.assertEqual(self.head(), before)

    # ---- exit codes ----

    def test_exit_codes_are_those_of_the_manual(self):
        self.assertEqual(self.run_it("body", "add", "alpha/e1", "--name", "E").returncode, 0)
        self.assertEqual(self.run_it("body", "show", "alpha/none").returncode, 3)
        self.assertEqual(self.run_it("nonsense").returncode, 2)
        self.assertEqual(self.run_it("body", "list", "--wear", "x").returncode, 2)
        self.assertEqual(self.run_it("body", "add", "beta/e1", "--name", "E").returncode, 5)
        self.assertEqual(self.run_it("body", "set", "alpha/e1", "--name", "F", "--if-version", "7").returncode, 6)
        self.assertEqual(self.run_it("due", "--from", "2031-01-01", "--to", "2031-01-02", "--exit-code").returncode, 0)

    def test_the_four_ways_of_having_no_connection_are_told_apart(self):
        self.register.context("stranger", Key())
        self.register.context("wrong-server", self.key, server_key=Key().public)
        self.register.context("nobody", self.key, server=f"tcp://127.0.0.1:{free_port()}")
        refused = self.register.cli("stranger", "--timeout", "5s", "status", check=False)
        wrong = self.register.cli("wrong-server", "--timeout", "5s", "status", check=False)
        nobody = self.register.cli("nobody", "--timeout", "5s", "status", check=False)
        self.assertEqual(refused.returncode, 4, refused.stderr)
        self.assertEqual(nobody.returncode, 7, nobody.stderr)
        self.assertNotEqual(wrong.returncode, 0)
        self.assertEqual(len({refused.stderr, wrong.stderr, nobody.stderr}), 3)
        self.assertIn("key", refused.stderr)
        self.assertIn("server", wrong.stderr)

    def test_watch_goes_on_after_a_revision(self):
        for n in range(5):
            self.run_it("body", "add", f"alpha/since{n}", "--name", f"Since {n}")
        first = int(self.register.psql("select revision from concordat.change where id = 'alpha/since1'"))
        lines = self.run_it("watch", "changes", "--since", str(first), "--count", "3", "-o", "jsonl").stdout.splitlines()
        self.assertEqual([json.loads(line)["id"] for line in lines], [f"alpha/since{n}" for n in (2, 3, 4)])
        rest = self.run_it("watch", "changes", "--since", str(json.loads(lines[0])["revision"]), "--count", "2", "-o", "jsonl").stdout.splitlines()
        self.assertEqual(rest, lines[1:], "what was printed says where to go on")
        self.assertIn("beyond this register", self.run_it("watch", "changes", "--since", "999999999", "--timeout", "5s").stderr)

    def test_watch_goes_on_after_a_cursor_which_tells_another_history(self):
        for n in range(3):
            self.run_it("body", "add", f"alpha/place{n}", "--name", f"Place {n}")
        first = int(self.register.psql("select revision from concordat.change where id = 'alpha/place0'"))
        lines = self.run_it("watch", "changes", "--since", str(first - 1), "--count", "3", "-o", "jsonl").stdout.splitlines()
        cursor = json.loads(lines[0])["cursor"]
        self.assertRegex(cursor, rf"^{first}:[0-9a-f]{{16}}:[0-9a-f-]{{36}}$")
        self.assertEqual(self.run_it("watch", "changes", "--since", cursor, "--count", "2", "-o", "jsonl").stdout.splitlines(), lines[1:])
        revision, digest, history = cursor.split(":")
        other = format(int(digest, 16) ^ 1, "016x")
        for elsewhere in (f"{revision}:{other}:{history}", f"{revision}:{digest}:{history[::-1]}"):
            done = self.run_it("watch", "changes", "--since", elsewhere, "--timeout", "5s")
            self.assertNotEqual(done.returncode, 0, elsewhere)
            self.assertIn("not the one that you saw" if elsewhere.endswith(history) else "since", done.stderr)
        for wrong in ("yesterday", "-1", f"{revision}:{digest}", f"{revision}:xy:{history}", f"{revision}:{digest}:{history}0", ""):
            self.assertEqual(self.run_it("watch", "changes", "--since", wrong).returncode, 2, wrong)

    def test_without_a_home_the_command_says_so(self):
        environment = {name: value for name, value in self.register.environment().items() if name not in ("HOME", "CONCORDAT_CONFIG_DIR", "XDG_CONFIG_HOME")}
        for words in (["--context", "alpha", "status"], ["context", "list"], ["key", "generate", "x"]):
            done = subprocess.run([CONCORDAT, *words], capture_output=True, text=True, env=environment, check=False)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn("neither HOME nor CONCORDAT_CONFIG_DIR is set", done.stderr)

    def test_help_says_what_each_kind_and_each_of_its_fields_means(self):
        for name in [name for name in records.DESCRIPTOR.message_types_by_name if records.DESCRIPTOR.message_types_by_name[name].fields_by_name.get("id")]:
            kind = re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()
            lines = self.register.cli("editor", kind, "--help").stdout.splitlines()
            self.assertRegex(lines[0], f"^{kind}: .{{10}}")
            for field in records.DESCRIPTOR.message_types_by_name[name].fields:
                self.assertTrue([line for line in lines if re.match(rf"  {field.name} +[^ (]", line)], f"{kind}: {field.name}")

    def test_a_key_file_that_others_may_read_is_refused(self):
        self.register.context("loose", self.key)
        os.chmod(os.path.join(self.register.dir, "client", "keys", "loose.key"), 0o644)
        done = self.register.cli("loose", "status", check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("loose.key", done.stderr)

    def test_a_public_key_is_enrolled_whatever_it_begins_with(self):
        self.register.context("operator", self.register.operator_key)
        for n, first in enumerate("@-=/&({"):
            key = Key()
            while key.public[0] != first:
                key = Key()
            done = self.register.cli("operator", "client", "add", f"alpha/first{n}", "--organisation", "alpha", "--public-key", key.public, "--roles", "reader", check=False)
            self.assertEqual(done.returncode, 0, f"{key.public}: {done.stderr}")
            self.register.context(f"first{n}", key)
            self.assertIn(f"alpha/first{n}", self.register.cli(f"first{n}", "status").stdout)

    # ---- for programs ----

    def test_formats_hold_the_same_records(self):
        lines = "".join(json.dumps({"kind": "body", "id": f"alpha/p{n:03}", "name": f'Body, "{n}"'}) + "\n" for n in range(250))
        self.assertEqual(self.run_it("import", self.write("many.jsonl", lines)).returncode, 0)
        where = ("body", "list", "--where", "name contains Body,")
        answer = json.loads(self.run_it(*where, "-o", "json").stdout)
        self.assertEqual(set(answer), {"revision", "records"})
        self.assertEqual(len(answer["records"]), 250)
        ids = [r["id"] for r in answer["records"]]
        self.assertEqual(self.run_it(*where, "-o", "id").stdout.split(), ids)
        self.assertEqual([json.loads(line)["id"] for line in self.run_it(*where, "-o", "jsonl").stdout.splitlines()], ids)
        rows = list(csv.DictReader(io.StringIO(self.run_it(*where, "-o", "csv").stdout)))
        self.assertEqual([(r["id"], r["name"]) for r in rows], [(r["id"], r["name"]) for r in answer["records"]])
        self.assertEqual(len(json.loads(self.run_it(*where, "--limit", "7", "-o", "json").stdout)["records"]), 7)

    def test_as_of_an_earlier_revision_shows_it_as_it_was(self):
        self.run_it("body", "add", "alpha/t1", "--name", "Before")
        then = self.head()
        self.run_it("body", "set", "alpha/t1", "--name", "After", "--reason", "renamed by the board")
        ask = ("body", "list", "--where", "id = alpha/t1", "-o", "json")
        self.assertEqual(json.loads(self.run_it(*ask).stdout)["records"][0]["name"], "After")
        self.assertEqual(json.loads(self.run_it(*ask, "--as-of", then).stdout)["records"][0]["name"], "Before")
        self.assertIn("renamed by the board", self.run_it("body", "history", "alpha/t1").stdout)

    def test_watch_prints_a_line_for_each_change(self):
        with subprocess.Popen([CONCORDAT, "--context", "alpha", "watch", "changes", "--count", "2", "--timeout", "20s", "-o", "jsonl"], stdout=subprocess.PIPE,
                              text=True, env=self.register.environment()) as watching:
            time.sleep(1.5)
            self.run_it("body", "add", "alpha/w1", "--name", "W")
            self.run_it("body", "set", "alpha/w1", "--name", "V")
            lines = watching.stdout.read().splitlines()
        self.assertEqual(len(lines), 2, lines)
        self.assertEqual([json.loads(line)["id"] for line in lines], ["alpha/w1", "alpha/w1"])
