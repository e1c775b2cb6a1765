"""proto/PROTOCOL.md is true of the daemon: every example in it is run, in order, and everything that the .proto files name is described.

How examples are written in the document:

    ```textproto request          a Request without id and idempotency_key (both are added here), sent by an officer of northmoor-bc,
    ```textproto request as=X     or of the organisation X
    ```textproto reply            what the register answered, whole, without id
    ```textproto push             the next item of a stream, ticks passed over unless a tick is meant
    ```python client              a script of its own
    ```sh protoc                  how its modules are made

In them pack(Body) { ... } stands for the bytes of that record, $name for a value that differs from run to run (the same name, the same
value; requests may use it after a reply has given it), ... for further fields of the message around it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

import zmq
from google.protobuf import text_encoding, text_format
from google.protobuf.descriptor import FieldDescriptor
from register import ROOT, WAIT, Key, Register, RegisterTest, envelope, free_port, records
from zmq.utils.monitor import recv_monitor_message

DOCUMENT = os.path.join(ROOT, "proto", "PROTOCOL.md")
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}:]|[^\s{}:"]+')
# What the document gives as defaults, where the system tests otherwise allow more.
DEFAULTS = {"in_flight_per_client": 32, "in_flight_per_organisation": 128, "rate_per_s": 200, "rate_burst": 400}
CLASS_OF = {number: "".join(part.capitalize() for part in name[len("KIND_"):].split("_")) for name, number in records.Kind.items()}


def document():
    with open(DOCUMENT, encoding="utf-8") as file:
        return file.read()


def blocks(text):
    """(line number, info string, content) of every fenced block."""
    found, fence = [], None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("```"):
            if fence is None:
                fence = (number, line[3:].strip(), [])
            else:
                found.append((fence[0], fence[1], "\n".join(fence[2]) + "\n"))
                fence = None
        elif fence is not None:
            fence[2].append(line)
    return found


def literal(data):
    return '"' + text_encoding.CEscape(data, as_utf8=False) + '"'


def scalar(field, value):
    if field.type == FieldDescriptor.TYPE_ENUM:
        known = field.enum_type.values_by_number.get(value)
        return known.name if known else str(value)
    if field.type == FieldDescriptor.TYPE_BOOL:
        return "true" if value else "false"
    if field.type == FieldDescriptor.TYPE_BYTES:
        return literal(value)
    return '"' + text_encoding.CEscape(value, as_utf8=True) + '"' if isinstance(value, str) else str(value)


def tokens_of(message):
    """A message as the tokens of its text form, records inside it opened."""
    out = []
    for field, values in message.ListFields():
        for value in values if field.label == FieldDescriptor.LABEL_REPEATED else [values]:
            if field.type == FieldDescriptor.TYPE_MESSAGE:
                out += [field.name, "{", *tokens_of(value), "}"]
            elif field.name in ("body", "bodies", "before", "after"):
                name = CLASS_OF[message.kind]
                out += [field.name, ":", f"pack({name})", "{", *tokens_of(getattr(records, name).FromString(value)), "}"]
            else:
                out += [field.name, ":", scalar(field, value)]
    return out


def skip_rest(actual, at):
    """From inside a message to its closing brace, or to the end."""
    depth = 0
    while at < len(actual) and (depth or actual[at] != "}"):
        depth += (actual[at] == "{") - (actual[at] == "}")
        at += 1
    return at


def match(expected, actual, known):
    """None, or where the two part."""
    at = 0
    for token in expected:
        if token == "...":
            at = skip_rest(actual, at)
            continue
        if at == len(actual):
            return f"{token!r} is missing at the end"
        if token.startswith("$"):
            token = known.setdefault(token, actual[at])
        if token != actual[at]:
            return f"{' '.join(actual[max(0, at - 12):at])} >>> {actual[at]} <<< where {token} is expected"
        at += 1
    return None if at == len(actual) else f"also {' '.join(actual[at:at + 20])}"


def parse_request(text, known):
    text = re.sub(r"\$\w+", lambda name: known[name.group()], text)
    packed = re.compile(r"pack\((\w+)\)\s*\{")
    while True:
        begin = packed.search(text)
        if not begin:
            return text_format.Parse(text, envelope.Request())
        end, depth = begin.end(), 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        record = text_format.Parse(text[begin.end():end - 1], getattr(records, begin.group(1))())
        text = text[:begin.start()] + literal(record.SerializeToString()) + text[end:]


class Examples(RegisterTest):
    SETTINGS = DEFAULTS

    def test_every_example_is_what_the_register_says(self):
        clients, known, sender, identity, count = {}, {}, None, None, 0
        for line, info, content in blocks(document()):
            words = info.split()
            if words[:1] != ["textproto"]:
                continue
            count += 1
            if words[1] == "request":
                organisation = dict(word.split("=") for word in words[2:]).get("as", "northmoor-bc")
                if organisation not in clients:
                    clients[organisation] = self.register.client(organisation)
                sender, request = clients[organisation], parse_request(content, known)
                request.id = line.to_bytes(4, "big")
                if not request.HasField("idempotency_key"):
                    request.idempotency_key = os.urandom(16)
                sender.socket.send(request.SerializeToString())
                identity = request.id
                continue
            if words[1] == "reply":
                actual = sender.reply_to(identity)
                actual.ClearField("id")
            else:
                actual = self.next_push(sender, tick="tick {" in content)
            with self.subTest(line=line):
                self.assertIsNone(match(TOKEN.findall(content), tokens_of(actual), known), f"PROTOCOL.md:{line}: the register said\n{actual}")
        self.assertGreater(count, 40)

    def next_push(self, client, tick):
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            while client.pushes:
                push = client.pushes.pop(0)
                if tick == push.HasField("tick"):
                    return push
            message = client.receive(max(0.0, until - time.monotonic()))
            if isinstance(message, envelope.Push):
                client.pushes.append(message)
        self.fail("nothing was pushed")

    def test_the_limits_are_those_that_a_register_gives(self):
        welcome = self.register.client("limits").welcome()
        table = dict(re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", document(), re.M))
        for field in ("message_bytes_max", "in_flight_max", "batch_max", "page_max", "streams_max", "credit_max"):
            self.assertEqual(table[field].replace(",", ""), str(getattr(welcome, field)), field)
        settings = {}
        for line in self.register.concordatd("check-config").stdout.splitlines():
            name, equals, value = line.partition("=")
            settings[name.strip()] = value.split()[0] if equals and value.strip() else ""
        for name in ("in_flight_per_organisation", "rate_per_s", "rate_burst", "page_default", "deadline_default_ms", "statement_timeout_ms"):
            self.assertEqual(table[name].replace(",", ""), settings[name], name)


class Described(RegisterTest):
    """Without a register: the document against the .proto files."""

    @classmethod
    def setUpClass(cls):
        cls.text = document()

    @classmethod
    def tearDownClass(cls):
        pass

    def test_every_verb_has_a_section_with_an_example(self):
        for verb in envelope.Request.DESCRIPTOR.oneofs_by_name["verb"].fields:
            section = re.search(rf"^### `{verb.name}`.*?(?=^##)", self.text, re.M | re.S)
            self.assertIsNotNone(section, verb.name)
            for part in ("*Roles*", "*Again*", "*Refused*", "textproto request", "textproto reply"):
                self.assertIn(part, section.group(), verb.name)

    def test_every_value_of_the_enums_of_the_envelope_has_a_row(self):
        for enum in envelope.DESCRIPTOR.enum_types_by_name.values():
            prefix = re.sub(r"(?<!^)(?=[A-Z])", "_", enum.name).upper() + "_"
            for value in enum.values:
                if value.number:
                    word = value.name[len(prefix):]
                    self.assertTrue(re.search(rf"(?m)^\| `{word}` \| {value.number} \|", self.text), f"{enum.name}: {word} is {value.number}")

    def test_every_kind_has_a_row(self):
        for name, number in records.Kind.items():
            if number:
                self.assertTrue(re.search(rf"(?m)^\| `{name[len('KIND_'):].lower()}` \| {number} \|", self.text), name)

    def test_every_field_of_every_envelope_is_named(self):
        for message in envelope.DESCRIPTOR.message_types_by_name.values():
            for field in message.fields:
                self.assertTrue(re.search(rf"`(?:{message.name}\.)?{field.name}`", self.text), f"{message.name}.{field.name} is not described")

    def test_every_link_leads_somewhere(self):
        for target in re.findall(r"\]\(([^)#]+)\)", self.text):
            self.assertTrue(os.path.exists(os.path.join(ROOT, "proto", target)), target)
        anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", self.text, re.M)}
        for anchor in re.findall(r"\]\(#([^)]+)\)", self.text):
            self.assertIn(anchor, anchors)


class Seen(RegisterTest):
    """The table of what a client sees when it cannot get in, with the monitor of a socket as the document tells to use it."""

    def events(self, endpoint, server_key, key, until):
        """The names of the monitor's events up to the one wanted."""
        names = {getattr(zmq, name): name[len("EVENT_"):] for name in dir(zmq) if name.startswith("EVENT_")}
        socket = zmq.Context.instance().socket(zmq.DEALER)
        socket.linger = 0
        if key:
            socket.curve_serverkey, socket.curve_publickey, socket.curve_secretkey = server_key.encode(), key.public.encode(), key.secret.encode()
        monitor, seen = socket.get_monitor_socket(), []
        socket.connect(endpoint)
        end = time.monotonic() + WAIT
        while time.monotonic() < end and (not seen or seen[-1][0] != until) and monitor.poll(int(WAIT * 1000)):
            event = recv_monitor_message(monitor)
            seen.append((names[event["event"]], event["value"]))
        after = []  # what comes in the second that follows
        end = time.monotonic() + 1
        while time.monotonic() < end:
            if monitor.poll(100):
                after.append(names[recv_monitor_message(monitor)["event"]])
        socket.disable_monitor()
        socket.close(0)
        return seen[-1], after

    def test_each_failing_case_is_told_apart_as_the_table_says(self):
        register = self.register
        good, server = register.client("seen").key, register.server_key.public
        here, nowhere = register.daemon.endpoint, f"tcp://127.0.0.1:{free_port()}"
        plain = zmq.Context.instance().socket(zmq.ROUTER)
        plain.linger = 0
        plain.bind("tcp://127.0.0.1:*")
        self.addCleanup(plain.close)
        for says, arguments, event, value, again in (
                ("welcome", (here, server, good), "HANDSHAKE_SUCCEEDED", None, False),
                ("unknown key", (here, server, Key()), "HANDSHAKE_FAILED_AUTH", 400, False),
                ("wrong server key", (here, Key().public, good), "HANDSHAKE_FAILED_NO_DETAIL", None, True),
                ("no server", (nowhere, server, good), "CLOSED", None, True),
                ("a client without CURVE", (here, None, None), "HANDSHAKE_FAILED_PROTOCOL", None, False),
                ("a server without CURVE", (plain.last_endpoint.decode(), server, good), "HANDSHAKE_FAILED_PROTOCOL", None, False)):
            with self.subTest(says):
                seen, after = self.events(*arguments, until=event)
                self.assertEqual(seen[0], event)
                if value is not None:
                    self.assertEqual(seen[1], value)
                self.assertEqual("CONNECTED" in after or "CONNECT_RETRIED" in after, again, after)

    def test_a_register_that_starts_is_seen_as_no_server_and_then_lets_in(self):
        early, second = self.register.client("early").key, self.register.new_daemon("second")
        second.start(wait=False)
        seen, _ = self.events(second.endpoint, self.register.server_key.public, early, "HANDSHAKE_SUCCEEDED")
        self.assertEqual(seen[0], "HANDSHAKE_SUCCEEDED")
        self.assertEqual(second.stop(), 0)

    def test_a_revoked_key_is_told_in_the_next_reply_and_not_let_in_again(self):
        client = self.register.client("leaver")
        client.welcome()  # let in while the key was good
        self.register.operator.withdraw(records.Client, "leaver/officer")
        self.assertRefused("UNAUTHENTICATED", client.list, records.Area)
        seen, _ = self.events(self.register.daemon.endpoint, self.register.server_key.public, client.key, "HANDSHAKE_FAILED_AUTH")
        self.assertEqual(seen, ("HANDSHAKE_FAILED_AUTH", 400))

    def test_what_is_no_request_gets_no_answer_and_harms_nobody(self):
        """More frames than one, a routing id of one's own, bytes whose id cannot be read, a frame past the limit."""
        client = self.register.client("careless")
        client.socket.send_multipart([b"", envelope.Request(id=b"1", ping=envelope.Ping()).SerializeToString()])
        client.socket.send(b"\xff\xff")
        client.socket.send(envelope.Request(ping=envelope.Ping()).SerializeToString())
        self.assertIsNone(client.receive(0.5))
        self.assertEqual(client.call(ping=envelope.Ping()).status, envelope.STATUS_OK)
        client.socket.send(envelope.Request(id=b"2").SerializeToString() + b"\xff")
        self.assertEqual(client.receive().status, envelope.STATUS_INVALID_ARGUMENT)
        monitor = client.socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        client.socket.send(b"\0" * 65537)
        self.assertTrue(monitor.poll(int(WAIT * 1000)), "a frame past the limit costs the connection")
        client.socket.disable_monitor()
        named = zmq.Context.instance().socket(zmq.DEALER)
        named.linger, named.routing_id = 0, b"me"
        named.curve_serverkey = self.register.server_key.public.encode()
        named.curve_publickey, named.curve_secretkey = client.key.public.encode(), client.key.secret.encode()
        named.connect(self.register.daemon.endpoint)
        named.send(envelope.Request(id=b"1", ping=envelope.Ping()).SerializeToString())
        self.assertEqual(named.poll(500), 0)
        named.close()


class WholeClient(RegisterTest):
    """The client at the end of the document, saved as a script and run."""

    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="concordat-client.", dir="/tmp")
        self.addCleanup(shutil.rmtree, self.dir)
        os.symlink(os.path.join(ROOT, "proto"), os.path.join(self.dir, "proto"))
        found = {info: content for _, info, content in blocks(document()) if info in ("python client", "sh protoc")}
        subprocess.run(["sh", "-e", "-c", found["sh protoc"]], cwd=self.dir, check=True)
        self.script = os.path.join(self.dir, "client.py")
        with open(self.script, "w", encoding="utf-8") as file:
            file.write(found["python client"])
        self.lines = len(found["python client"].splitlines())

    def start(self, key, server_key=None):
        environment = {**os.environ, "PYTHONPATH": "", "CONCORDAT_SERVER": self.register.daemon.endpoint,
                       "CONCORDAT_SERVER_KEY": server_key or self.register.server_key.public, "CONCORDAT_PUBLIC_KEY": key.public,
                       "CONCORDAT_SECRET_KEY": key.secret}
        process = subprocess.Popen([sys.executable, "-u", self.script], cwd=self.dir, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def test_it_writes_lists_and_watches_over_the_death_of_the_daemon(self):
        self.assertLessEqual(self.lines, 100)
        officer, key = self.register.client("northmoor-bc"), Key()
        self.register.client("northmoor-bc", name="script", key=key)
        process = self.start(key)
        self.assertIn("northmoor-bc/script", process.stdout.readline())
        self.assertIn("northmoor-bc/whole-client is at version 1", process.stdout.readline())
        self.assertIn("northmoor-bc/whole-client", process.stdout.readline())
        self.assertIn("watching", process.stdout.readline())
        wanted = []
        for n in range(12):
            if n in (4, 8):
                self.register.daemon.kill()
                self.register.daemon.start()
                officer.connect()
            officer.create(records.Area(id=f"northmoor-bc/area-{n}", name=f"Area {n}"))
            wanted.append(f"created northmoor-bc/area-{n}")
        got = [process.stdout.readline().split(": ")[-1].strip() for _ in wanted]
        self.assertEqual(got, wanted)

    def test_it_says_what_is_wrong(self):
        for key, server_key, words in ((Key(), None, "does not know this key"), (self.register.operator_key, Key().public, "server key")):
            process = self.start(key, server_key)
            _, errors = process.communicate(timeout=WAIT * 3)
            self.assertIn(words, errors)
            self.assertNotEqual(process.returncode, 0)
