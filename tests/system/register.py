"""A register of one's own for system tests: the real binaries against a throw-away PostgreSQL.

    class Visibility(RegisterTest):
        def test_what_is_hidden_does_not_exist(self):
            alpha = self.register.client("alpha")          # an organisation, an officer's key, all roles of an editor
            alpha.put(records.Body(id="alpha/board", name="Board"), expect=0)

A Client speaks the wire by itself (ZeroMQ, CURVE, protobuf), so that nothing of the library under test is trusted by its checker.
Register.cli() runs the real command line with a context and key of its own.
"""

import json
import os
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest

import zmq

sys.path.insert(0, os.path.join(os.environ.get("CONCORDAT_BUILD_DIR", "build/dev"), "python"))
import envelope_pb2 as envelope  # noqa: E402
import records_pb2 as records  # noqa: E402
from postgres import Postgres  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLES = os.path.join(ROOT, "deploy", "examples")
CONCORDATD = os.environ.get("CONCORDATD", os.path.join(ROOT, "build/dev/concordatd"))
CONCORDAT = os.environ.get("CONCORDAT", os.path.join(ROOT, "build/dev/concordat"))
OPERATOR = "concordat-operator"
ALL_ROLES = ["reader", "editor", "registrar"]
WAIT = 20.0  # seconds: sanitizers are slow, and so is a busy machine

KIND_OF = {}  # message class name -> Kind number
for _name, _number in records.Kind.items():
    KIND_OF["".join(part.capitalize() for part in _name[len("KIND_"):].split("_"))] = _number


# Not those that the kernel gives to connections (from 32768): a daemon that is killed must find its port again, with other tests running
# beside. In an order of its own for each run, and none twice: one that is given and not yet listened on looks free as well.
_ports = iter(random.sample(range(10000, 32768), 32768 - 10000))


def free_port():
    for port in _ports:
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass
    raise RuntimeError("no port from 10000 to 32767 is free")


class Key:
    def __init__(self):
        public, secret = zmq.curve_keypair()
        self.public, self.secret = public.decode(), secret.decode()


class Refused(Exception):
    def __init__(self, reply):
        self.reply = reply
        self.status = envelope.Status.Name(reply.status)[len("STATUS_"):]
        self.failure = reply.failure
        super().__init__(f"{self.status}: {reply.failure.message}")


class Client:
    """One connection. Calls return the Reply or raise Refused; pushes that arrive meanwhile are kept in .pushes."""

    def __init__(self, endpoint, server_key, key, organisation=""):
        self.organisation, self.key = organisation, key
        self.endpoint, self.server_key = endpoint, server_key
        self.context = zmq.Context.instance()
        self.pushes, self.number, self.socket = [], 0, None
        self.connect()

    def connect(self):
        self.close()
        self.socket = self.context.socket(zmq.DEALER)
        self.socket.linger = 0
        self.socket.sndtimeo = int(WAIT * 1000)  # after a refusal there is no pipe, and a send would wait for ever
        self.socket.curve_serverkey = self.server_key.encode()
        self.socket.curve_publickey = self.key.public.encode()
        self.socket.curve_secretkey = self.key.secret.encode()
        self.socket.connect(self.endpoint)

    def close(self):
        if self.socket is not None:
            self.socket.close(0)
            self.socket = None

    def send(self, key=None, deadline_ms=None, **verb):
        request = envelope.Request(idempotency_key=os.urandom(16) if key is None else key)
        self.number += 1
        request.id = struct.pack(">Q", self.number)
        if deadline_ms is not None:
            request.deadline_ms = deadline_ms
        for name, value in verb.items():
            getattr(request, name).SetInParent()
            getattr(request, name).CopyFrom(value)
        self.socket.send(request.SerializeToString())
        return request.id

    def receive(self, timeout=WAIT):
        """The next Reply or Push; None after the timeout."""
        if not self.socket.poll(int(timeout * 1000)):
            return None
        data = self.socket.recv()
        # A Push begins with field 1 as a number, a Reply with field 1 as bytes.
        return envelope.Push.FromString(data) if data[:1] == b"\x08" else envelope.Reply.FromString(data)

    def reply_to(self, identity, timeout=WAIT):
        until = time.monotonic() + timeout
        while True:
            message = self.receive(max(0.0, until - time.monotonic()))
            if message is None:
                raise TimeoutError("no reply")
            if isinstance(message, envelope.Push):
                self.pushes.append(message)
            elif message.id == identity:
                return message

    def ask(self, timeout=WAIT, **request):
        """The Reply, whatever its status."""
        return self.reply_to(self.send(**request), timeout)

    def call(self, **request):
        reply = self.ask(**request)
        if reply.status != envelope.STATUS_OK:
            raise Refused(reply)
        return reply

    def next_push(self, timeout=WAIT):
        """The next item of any stream, ticks passed over; None after the timeout."""
        until = time.monotonic() + timeout
        while True:
            while self.pushes:
                push = self.pushes.pop(0)
                if push.WhichOneof("content") != "tick":
                    return push
            message = self.receive(max(0.0, until - time.monotonic()))
            if message is None:
                return None
            if isinstance(message, envelope.Push):
                self.pushes.append(message)

    # ---- verbs, in short ----

    def put_message(self, record, expect=None, clear=(), reason=None):
        put = envelope.Put(clear=clear)
        put.record.kind = KIND_OF[type(record).__name__]
        put.record.body = record.SerializeToString()
        if expect is not None:
            put.expect_version = expect
        if reason is not None:
            put.reason = reason
        return put

    def put(self, record, expect=None, clear=(), reason=None, key=None):
        return self.call(put=self.put_message(record, expect, clear, reason), key=key).written

    def create(self, record, **more):
        return self.put(record, expect=0, **more)

    def batch(self, puts, key=None):
        batch = envelope.Batch()
        for put in puts:
            batch.items.add().put.CopyFrom(put)
        return self.call(batch=batch, key=key).batch

    def withdraw(self, kind, identity, **more):
        return self.call(withdraw=envelope.Withdraw(kind=KIND_OF[kind.__name__], id=identity, **more)).written

    def get(self, kind, identity):
        reply = self.call(get=envelope.Get(kind=KIND_OF[kind.__name__], id=identity))
        return kind.FromString(reply.record.body)

    def list(self, kind, where=(), **more):
        """All records, over all pages. where: (field, operator name, values...)."""
        found, cursor = [], b""
        while True:
            question = envelope.List(kind=KIND_OF[kind.__name__], cursor=cursor, **more)
            for field, operator, *values in where:
                question.where.add(field=field, op=envelope.Operator.Value("OPERATOR_" + operator), values=[str(v) for v in values])
            answer = self.call(list=question).list
            found += [kind.FromString(body) for body in answer.bodies]
            if not answer.next:
                return found
            cursor = answer.next

    def history(self, kind, identity):
        return self.call(history=envelope.History(kind=KIND_OF[kind.__name__], id=identity)).history.changes

    def welcome(self):
        return self.call(hello=envelope.Hello(protocol_min=1, protocol_max=1, agent="system test")).welcome

    def attach(self, stream, credit=100, since=None, kinds=(), subscription=None, since_number=None):
        attach = envelope.Attach(stream=stream, credit=credit, kinds=kinds)
        attach.type = envelope.STREAM_TYPE_ALERTS if subscription else envelope.STREAM_TYPE_CHANGES
        if since is not None:
            attach.since.CopyFrom(since)
        if subscription:
            attach.subscription = subscription
        if since_number is not None:
            attach.since_number = since_number
        return self.call(attach=attach).attached


class Daemon:
    """One concordatd. stop() is SIGTERM and must end well; kill() is SIGKILL."""

    def __init__(self, register, name, **settings):
        self.register, self.name, self.settings = register, name, settings
        self.port, self.ops_port = free_port(), free_port()
        self.process = None

    @property
    def endpoint(self):
        return f"tcp://127.0.0.1:{self.port}"

    def path(self, ending):
        return os.path.join(self.register.dir, f"{self.name}.{ending}")

    def configure(self, **settings):
        self.settings.update(settings)
        values = {"database": self.register.pg.conninfo(self.register.database, "concordat_app"),
                  "migrate_database": self.register.pg.conninfo(self.register.database, "postgres"),
                  "endpoint": self.endpoint, "ops_endpoint": f"127.0.0.1:{self.ops_port}",
                  "secret_key_file": os.path.join(self.register.dir, "server.key"),
                  "rate_per_s": 20000, "rate_burst": 40000, "in_flight_per_client": 256, "in_flight_per_organisation": 1024, **self.settings}
        with open(self.path("conf"), "w", encoding="utf-8") as file:
            for name, value in values.items():
                file.write(f"{name} = {value}\n" if isinstance(value, (int, float)) else f'{name} = "{value}"\n')
        return self.path("conf")

    def start(self, wait=True):
        self.configure()
        log = open(self.path("log"), "ab")
        self.process = subprocess.Popen([CONCORDATD, "--config", self.path("conf"), "run"], stdout=subprocess.PIPE, stderr=log, text=True)
        log.close()
        if wait:
            line = self.process.stdout.readline()
            if not line.startswith("ready"):
                raise RuntimeError("concordatd did not start:\n" + self.log())
        return self

    def stop(self):
        """Its exit status: 0 when it ended well, which under a sanitizer also means that nothing leaked."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        return self._ended()

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self._ended()

    def _ended(self):
        try:
            status = self.process.wait(WAIT * 2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self.process.stdout.close()
        self.process = None
        return status

    def log(self):
        with open(self.path("log"), encoding="utf-8", errors="replace") as file:
            return file.read()


class Register:
    """PostgreSQL, a migrated database, an operator, and one daemon."""

    def __init__(self, postgres=None, **settings):
        self.pg = postgres or Postgres()
        self.owns_pg = postgres is None
        self.settings = settings
        self.database = "register"
        self.dir = tempfile.mkdtemp(prefix="concordat-test.", dir="/tmp")
        self.server_key, self.operator_key = Key(), Key()
        self.daemons, self.clients, self.contexts = [], [], set()
        self.keys = {}  # of the publishers of the examples, by organisation
        self.daemon = self.operator = None

    def start(self):
        self.pg.start()
        self.pg.psql(f"create database {self.database} template template0 encoding 'UTF8' locale 'C.UTF-8'")
        with open(os.open(os.path.join(self.dir, "server.key"), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(f"public = {self.server_key.public}\nsecret = {self.server_key.secret}\n")
        self.daemon = self.new_daemon("concordatd", **self.settings)
        self.concordatd("migrate")
        self.concordatd("enrol", "--organisation", OPERATOR, "--organisation-name", "Register operator", "--client", "desk",
                        "--roles", "operator,editor,registrar", "--public-key", self.operator_key.public)
        self.daemon.start()
        self.operator = self.wire(self.operator_key, OPERATOR)
        return self

    def close(self):
        for client in self.clients:
            client.close()
        for daemon in self.daemons:
            daemon.kill()
        if self.owns_pg:
            self.pg.close()
        shutil.rmtree(self.dir, ignore_errors=True)

    def new_daemon(self, name, **settings):
        daemon = Daemon(self, name, **settings)
        self.daemons.append(daemon)
        return daemon

    def concordatd(self, *arguments, check=True):
        done = subprocess.run([CONCORDATD, "--config", self.daemon.configure(), *arguments], capture_output=True, text=True, check=False)
        if check and done.returncode != 0:
            raise RuntimeError(f"concordatd {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def await_alerts(self, subscription, count):
        """Returns when a subscription has been told so many in all."""
        question = f"select coalesce(sum(cardinality(occurrences)), 0) from concordat.alert_run where subscription = '{subscription}'"
        until = time.monotonic() + WAIT
        while (told := int(self.psql(question))) < count:
            if time.monotonic() > until:
                raise TimeoutError(f"{subscription} has been told of {told}, not {count}")
            time.sleep(0.05)

    def psql(self, sql):
        return self.pg.psql(sql, self.database)

    def wire(self, key, organisation="", daemon=None):
        client = Client((daemon or self.daemon).endpoint, self.server_key.public, key, organisation)
        self.clients.append(client)
        return client

    def client(self, organisation, name="officer", roles=None, key=None):
        """A new client of an organisation, which is made when it is not there."""
        key = key or Key()
        if not self.operator.list(records.Organisation, [("id", "EQ", organisation)]):
            self.operator.create(records.Organisation(id=organisation, name=organisation.title()))
        self.operator.create(records.Client(id=f"{organisation}/{name}", organisation=organisation, public_key=key.public,
                                            roles=ALL_ROLES if roles is None else roles))
        return self.wire(key, organisation)

    # ---- the command line ----

    def context(self, name, key, server=None, server_key=None):
        """Writes a context and its key; returns the environment that the command line needs."""
        config = os.path.join(self.dir, "client")
        os.makedirs(os.path.join(config, "contexts"), exist_ok=True)
        os.makedirs(os.path.join(config, "keys"), mode=0o700, exist_ok=True)
        path = os.path.join(config, "keys", f"{name}.key")
        if os.path.exists(path):
            os.unlink(path)
        with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(f"public = {key.public}\nsecret = {key.secret}\n")
        with open(os.path.join(config, "contexts", f"{name}.conf"), "w", encoding="utf-8") as file:
            file.write(f"server = {server or self.daemon.endpoint}\nserver_key = {server_key or self.server_key.public}\nkey = {path}\n")
        self.contexts.add(name)

    def environment(self):
        return {**os.environ, "CONCORDAT_CONFIG_DIR": os.path.join(self.dir, "client"), "TZ": "UTC"}

    def cli(self, context, *arguments, check=True, stdin=None, timeout=120):
        done = subprocess.run([CONCORDAT, "--context", context, *arguments], capture_output=True, text=True, check=False, env=self.environment(),
                              input=stdin, timeout=timeout)
        if check and done.returncode != 0:
            raise RuntimeError(f"concordat {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def cli_json(self, context, *arguments):
        return json.loads(self.cli(context, *arguments, "-o", "json").stdout)

    def cli_start(self, context, *arguments):
        return subprocess.Popen([CONCORDAT, "--context", context, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment())

    def load_examples(self, names=("active-alliances", "gloucestershire-landscape", "total-place", "rewiring", "two-tier")):
        """The five sources, each by its publisher, as quickstart does."""
        publishers = {"active-alliances": "worcestershire-cc", "gloucestershire-landscape": "gloucestershire-cc", "total-place": "total-place",
                      "rewiring": "city-of-york", "two-tier": "gloucestershire-cc"}
        self.context("operator", self.operator_key)
        self.cli("operator", "import", os.path.join(EXAMPLES, "organisations.jsonl"))
        for organisation in sorted(set(publishers.values())):
            if organisation not in self.contexts:
                self.keys[organisation] = key = Key()
                self.client(organisation, key=key)
                self.context(organisation, key)
        for name in names:
            self.cli(publishers[name], "import", os.path.join(EXAMPLES, name + ".jsonl"))


class RegisterTest(unittest.TestCase):
    """One register for all tests of a class; settings of its daemon in SETTINGS."""

    SETTINGS = {}

    @classmethod
    def setUpClass(cls):
        cls.register = Register(**cls.SETTINGS)
        try:
            cls.register.start()
        except BaseException:
            cls.register.close()
            raise

    @classmethod
    def tearDownClass(cls):
        status = cls.register.daemon.stop()
        log = cls.register.daemon.log() if status != 0 else ""
        cls.register.close()
        if status != 0:
            raise AssertionError(f"concordatd ended with {status}:\n{log[-6000:]}")

    def assertRefused(self, status, function, *arguments, field=None, **more):
        with self.assertRaises(Refused) as caught:
            function(*arguments, **more)
        self.assertEqual(caught.exception.status, status, str(caught.exception))
        if field is not None:
            self.assertEqual(caught.exception.failure.field, field)
        return caught.exception
