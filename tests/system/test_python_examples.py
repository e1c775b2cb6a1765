"""The three scripts of client/python/examples, as a partner runs them, against the real daemon."""

import http.server
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import concordat
from register import ROOT, Key, records
from test_python_client import PythonTest

FOLDER = os.path.join(ROOT, "client", "python", "examples")
TRACKER = os.path.join(FOLDER, "tracker.csv")


class ExampleTest(PythonTest):
    def script(self, name, *arguments, code=0, encoding="utf-8"):
        done = subprocess.run([sys.executable, os.path.join(FOLDER, name), *arguments], capture_output=True, encoding=encoding, timeout=60, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def start(self, name, *arguments):
        process = subprocess.Popen([sys.executable, os.path.join(FOLDER, name), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.reap, process)
        return process

    @staticmethod
    def reap(process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def path(self, name, text=None, encoding="utf-8"):
        path = os.path.join(self.register.dir, name)
        if text is not None:
            with open(path, "w", encoding=encoding) as file:
                file.write(text)
        return path


class ImportTracker(ExampleTest):
    def setUp(self):
        self.organisation = self.id().rsplit(".", maxsplit=1)[-1].replace("_", "-")[5:40].strip("-")
        self.north = self.enrol(self.organisation)
        os.environ["CONCORDAT_CONTEXT"] = self.organisation
        for identity, name, short in ((self.organisation, "Northmoor Borough Council", "NBC"), ("severnside-police", "Severnside Police", None),
                                      ("moor-health", "Moor Health Trust", None)):
            record = records.Organisation(id=identity, name=name)
            if short:
                record.short_name = short
            self.register.operator.put(record) if self.register.operator.list(records.Organisation, [("id", "EQ", identity)]) \
                else self.register.operator.create(record)

    def tearDown(self):
        self.register.operator.put(records.Organisation(id=self.organisation, name=self.organisation), clear=["short_name"])

    def imported(self):
        return {found.id.split("-osc-26-")[1]: found for found in self.north.list("milestone", owner=self.organisation)}

    def rejections(self, text):
        return [line.split("tracker.csv:")[1] for line in text.splitlines() if "tracker.csv:" in line]

    def test_the_plan_names_rejected_rows_and_writes_nothing(self):
        before = self.north.cursor()
        done = self.script("import_tracker.py", TRACKER, code=9)
        self.assertEqual(self.north.cursor(), before)
        self.assertIn("4 new, 0 changed, 0 unchanged, 5 rejected (a plan: nothing was written", done.stdout)
        rejected = self.rejections(done.stderr)
        self.assertEqual([line.split(": ")[:2] for line in rejected], [
            ["9", "column 'Target date'"], ["10", "column 'Lead organisation'"], ["11", "column 'RAG status'"], ["12", "column 'Ref'"],
            ["13", "column 'Target date'"]])
        for line, words in zip(rejected, ("not understood from the word when", '"Northmoor Homes Ltd"', '"Purple"', "stands on line 5", "--set-by")):
            self.assertIn(words, line)

    def test_importing_again_changes_nothing(self):
        self.north.put("body", f"{self.organisation}/cabinet", name="Cabinet", if_version=0)
        arguments = ("import_tracker.py", TRACKER, "--apply", "--set-by", f"{self.organisation}/cabinet", "--chase-days", "30")
        first = self.script(*arguments, code=9)
        self.assertIn("5 new, 0 changed, 0 unchanged, 4 rejected\n", first.stdout)
        found = self.imported()
        self.assertEqual(sorted(found), ["01", "02", "03", "04", "08"])
        self.assertEqual([(found[n].state, str(found[n].latest_on), found[n].owed_by) for n in ("01", "02", "03", "04", "08")], [
            ("met", "2026-09-30", self.organisation), ("under_way", "2026-12-31", "severnside-police"), ("under_way", "2027-01-30", self.organisation),
            ("under_way", "2027-03-31", "moor-health"), ("planned", "None", self.organisation)])
        self.assertEqual(found["04"].title, "That the Trust and the Council agree one discharge pathway for patients who need a home adapted")
        self.assertEqual((found["08"].set_by, (found["08"].chase_on - self.north.today()).days), (f"{self.organisation}/cabinet", 30))
        self.assertEqual(found["02"].note, "RAG in the tracker: Amber. First report promised for December")
        before = self.north.cursor()
        again = self.script(*arguments, code=9)
        self.assertIn("0 new, 0 changed, 5 unchanged, 4 rejected\n", again.stdout)
        self.assertEqual(self.north.cursor(), before)

    def test_what_changed_in_the_tracker_is_changed_and_nothing_else(self):
        with open(TRACKER, encoding="utf-8") as file:
            text = file.read()
        self.script("import_tracker.py", self.path("tracker.csv", text.replace("tbc,Not", "Q1 2027/28,Not")), "--apply", "-q", "--visibility", "public", code=9)
        text = text.replace("tbc,Not", "Q1 2027/28,Not").replace("by March,Red", "by June,Red").replace("30/01/2027,Green", "30/01/2027,Complete").replace("OSC/26/08", "OSC/26/09")
        done = self.script("import_tracker.py", self.path("tracker.csv", text), "--apply", "--reason", "board of 3 December", "--status", "purple=dropped", code=9)
        self.assertIn(f"changed  {self.organisation}/rec-osc-26-03  state, note\n", done.stdout)
        self.assertIn(f"changed  {self.organisation}/rec-osc-26-04  when_text, context_on\n", done.stdout)
        self.assertIn("2 new, 2 changed, 2 unchanged, 3 rejected\n", done.stdout)
        self.assertIn(f"{self.organisation}/rec-osc-26-08 is in the register and no longer in the tracker", done.stderr)
        found = self.imported()
        self.assertEqual((str(found["04"].latest_on), found["03"].state, found["07"].state, found["04"].visibility), ("2026-06-30", "met", "dropped", "public"))
        self.assertEqual(next(self.north.history("milestone", found["04"].id)).reason, "board of 3 December")
        self.north.withdraw("milestone", found["03"].id)
        done = self.script("import_tracker.py", TRACKER, code=9)
        self.assertTrue(any(line.startswith("6: column 'Ref'") and "was withdrawn" in line for line in self.rejections(done.stderr)), done.stderr)

    def test_a_file_as_excel_writes_it_in_western_europe_is_read(self):
        text = "Ref;Recommendation;Target\r\nA1;Caf\xe9 \x96 open;by May 2027\r\n".encode("latin-1")
        with open(self.path("excel.csv"), "wb") as file:
            file.write(text)
        self.script("import_tracker.py", self.path("excel.csv"), "--apply", "--prefix", "xl")
        self.assertEqual(self.north.get("milestone", f"{self.organisation}/xl-a1").title, "Café – open")

    def test_what_is_no_tracker_is_told(self):
        self.assertIn("no row has the headings", self.script("import_tracker.py", self.path("no.csv", "a,b\n1,2\n"), code=2).stderr)
        self.assertIn("No such file", self.script("import_tracker.py", self.path("none.csv"), code=2).stderr)
        self.assertIn("WORD=STATE", self.script("import_tracker.py", TRACKER, "--status", "green", code=2).stderr)
        self.assertIn("--apply", self.script("import_tracker.py", "--help").stdout)
        self.assertIn("there is no context called away", self.script("import_tracker.py", TRACKER, "--context", "away", code=2).stderr)


class Receiver:
    """What is posted to; answers what the list says, then 204."""

    def __init__(self, answers=()):
        self.answers, self.taken, receiver = list(answers), [], self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                code = receiver.answers.pop(0) if receiver.answers else 204
                if code < 300:
                    receiver.taken.append(body)
                self.send_response(code)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def wait(self, test, count):
        until = time.monotonic() + 20
        while len({body["id"] for body in self.taken}) < count:
            test.assertLess(time.monotonic(), until, [body["id"] for body in self.taken])
            time.sleep(0.02)
        return self.taken


class WatchChanges(ExampleTest):
    def receiver(self, *answers):
        receiver = Receiver(answers)
        self.addCleanup(receiver.close)
        return receiver

    def test_nothing_is_lost_over_kills_of_the_script_and_of_the_daemon_and_a_receiver_that_is_away(self):
        north, receiver, cursor = self.enrol("tell"), self.receiver(503, 429), self.path("tell.cursor")
        other = self.enrol("tell-not")
        arguments = ("--context", "tell", "--organisation", "tell", "--cursor", cursor, "--post", receiver.url)
        process, expected = self.start("watch_changes.py", *arguments), []
        while not os.path.exists(cursor):
            time.sleep(0.02)
        for n in range(12):
            north.put("body", f"tell/b{n}", name=f"Body {n}", if_version=0, reason="founded")
            other.put("body", f"tell-not/b{n}", name="Theirs", visibility="public", if_version=0)
            expected.append(f"tell/b{n}")
            if n in (3, 7):
                receiver.wait(self, n - 1)
                process.kill()
                process.communicate()
                process = self.start("watch_changes.py", *arguments)
            if n in (5, 9):
                self.register.daemon.kill()
                self.register.daemon.start()
        other.put("milestone", "tell-not/m", title="Owed to them", owed_to=["tell"], when_text="2031", visibility="public", if_version=0)
        taken = receiver.wait(self, 13)
        ids = [body["id"] for body in taken]
        self.assertEqual(list(dict.fromkeys(ids)), expected + ["tell-not/m"], "lost, out of order, or not theirs")
        self.assertLessEqual(len(ids) - len(set(ids)), 2, "each kill may double one")
        first = taken[0]
        self.assertEqual((first["type"], first["reason"], first["after"]["name"], first["changed_by"], first["before"]),
                         ("created", "founded", "Body 0", "tell/officer", None))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        self.assertEqual(process.returncode, 0)

    def test_once_tells_what_came_since_and_ends(self):
        north, cursor = self.enrol("once"), self.path("once.cursor")
        arguments = ("--context", "once", "--organisation", "once", "--cursor", cursor, "--once")
        self.assertEqual(self.script("watch_changes.py", *arguments).stdout, "")
        north.put("body", "once/b", name="B", if_version=0)
        north.put("milestone", "once/m", title="M", when_text="by 2 May 2027", if_version=0)
        lines = [json.loads(line) for line in self.script("watch_changes.py", *arguments).stdout.splitlines()]
        self.assertEqual([line["id"] for line in lines], ["once/b", "once/m"])
        self.assertEqual(lines[1]["after"]["latest_on"], "2027-05-02")
        self.assertEqual(self.script("watch_changes.py", *arguments).stdout, "")

    def test_a_change_that_the_receiver_refuses_ends_it_and_comes_again(self):
        north, cursor, receiver = self.enrol("refused"), self.path("refused.cursor"), self.receiver(400)
        arguments = ("--context", "refused", "--organisation", "refused", "--cursor", cursor, "--once", "--post", receiver.url)
        self.script("watch_changes.py", *arguments)
        north.put("body", "refused/b", name="B", if_version=0)
        self.assertIn("answered 400", self.script("watch_changes.py", *arguments, code=1).stderr)
        self.script("watch_changes.py", *arguments)
        self.assertEqual([body["id"] for body in receiver.taken], ["refused/b"])

    def test_a_cursor_of_another_history_is_told(self):
        self.enrol("strange")
        cursor = self.path("strange.cursor", f"00000000-0000-0000-0000-000000000000:1:{'00' * 8}\n")
        arguments = ("--context", "strange", "--organisation", "strange", "--cursor", cursor)
        self.assertIn("remove", self.script("watch_changes.py", *arguments, code=6).stderr)
        self.path("strange.cursor", "rubbish\n")
        self.assertIn("is no cursor", self.script("watch_changes.py", *arguments, code=2).stderr)
        self.assertIn("--once", self.script("watch_changes.py", "--help").stdout)
        self.register.context("unknown", Key())
        self.assertIn("does not know your key", self.script("watch_changes.py", "--context", "unknown", *arguments[2:], code=4).stderr)


class OwedToOthers(ExampleTest):
    def test_a_real_programme_in_the_september_that_it_fell_due(self):
        self.register.load_examples(["active-alliances"])
        text = self.script("owed_to_others.py", "--context", "worcestershire-cc", "--from", "2015-09-01").stdout
        self.assertIn("# What Worcestershire County Council owes others\n", text)
        self.assertIn("1 September 2015 to 1 October 2015: ", text)
        with concordat.connect("worcestershire-cc") as register:
            due = [one for one in register.list("obligation", "due_on >= 2015-09-01", "due_on <= 2015-10-01", owed_by="worcestershire-cc", state="open")]
        self.assertTrue(due)
        for one in due:
            self.assertIn(f"| 30 September 2015 | {one.title} | ", text)

    def test_what_is_due_and_what_is_overdue_with_names_and_nothing_of_ours_alone(self):
        us, them = self.enrol("we-council"), self.enrol("they-trust")
        today = us.today()
        self.register.operator.put(records.Organisation(id="they-trust", name="Moor | Trust *NHS*"))
        for name, days, to in (("soon", 10, ["they-trust"]), ("ours", 10, ["we-council"]), ("anybody", 12, []), ("late", -4, ["they-trust", "we-council"]),
                               ("far", 60, ["they-trust"])):
            day = concordat.datetime.timedelta(days=days) + today
            us.put("milestone", f"we-council/{name}", title=f"Do {name}", owed_by="we-council", owed_to=to, when_text=f"{day.day} {day:%B} {day.year}",
                   visibility="public", if_version=0)
        them.put("milestone", "they-trust/x", title="Theirs", owed_by="they-trust", owed_to=["we-council"], when_text="2031", visibility="public", if_version=0)
        day = today + concordat.datetime.timedelta(days=14)
        us.put("milestone", "we-council/anybody", when_text=f"{day.day} {day:%B} {day.year}", reason="later")
        path = self.path("owed.md")
        self.script("owed_to_others.py", "--context", "we-council", "--output", path)
        with open(path, encoding="utf-8") as file:
            due, overdue = file.read().split("## Overdue")
        self.assertIn("2 due, 1 overdue", due)
        self.assertIn(r"| Do soon | Moor \| Trust \*NHS\* | ", due)
        self.assertIn("| Do anybody | the partnership | ", due)
        self.assertIn("1 × since", due)
        self.assertLess(due.index("Do soon"), due.index("Do anybody"))
        self.assertIn("| Do late | ", overdue)
        for absent in ("Do ours", "Do far", "Theirs"):
            self.assertNotIn(absent, due + overdue)

    def test_nothing_owed_is_an_answer_and_nonsense_is_not(self):
        self.enrol("idle")
        text = self.script("owed_to_others.py", "--context", "idle", "--days", "7").stdout
        self.assertIn("Nothing is due.\n", text)
        self.assertIn("Nothing is overdue.\n", text)
        for arguments, code, words in ((("--days", "0"), 2, "1 to 3660"), (("--from", "soon"), 2, "is no day"), (("--organisation", "nobody-at-all"), 3, "nobody-at-all"),
                                       (("--output", "/nowhere/owed.md"), 2, "No such file")):
            self.assertIn(words, self.script("owed_to_others.py", "--context", "idle", *arguments, code=code).stderr)


class Readme(ExampleTest):
    def test_the_script_of_the_readme_does_what_it_says(self):
        with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
            script = textwrap.dedent("    import concordat\n" + file.read().split("    import concordat\n")[1].split("\nRun it")[0])
        self.assertLessEqual(len([line for line in script.splitlines() if line.strip()]), 10)
        self.register.load_examples(["active-alliances"])
        with concordat.connect("worcestershire-cc") as register:
            register.put("milestone", "worcestershire-cc/hub-open", title="Hub building handed over", when_text="by June 2027", if_version=0)
        os.environ["CONCORDAT_CONTEXT"] = "worcestershire-cc"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("2015-09-30 ", done.stdout)
        self.assertIn("changed worcestershire-cc/hub-open ['when_text', 'edtf', 'latest_on'] board of 4 December\n", done.stdout)


del ExampleTest, PythonTest  # no tests of their own
