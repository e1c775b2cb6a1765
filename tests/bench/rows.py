"""The rows: what is measured, of whom, and what is to be reached. To add one: a row here, a function where one is wanting.

A measurement is a function of the bench that returns a dict; `value` names the figure of it that counts. Figures of a row are compared by
ratio: ours to each peer's, each the median of its runs, which take turns (ours, peer, ours, peer ...).
"""

from dataclasses import dataclass, field

import measures
import peers
import ticks


@dataclass
class Goal:
    """Ours against a peer's figure (None: the figure itself) must be at least, or at most, a limit: their ratio, or with less=True the difference.

    ours_at and peer_at name other figures than the row's value."""

    peer: str = None
    at_least: float = None
    at_most: float = None
    ours_at: str = None
    peer_at: str = None
    less: bool = False

    def text(self, row):
        limit = f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"
        what = f"{self.ours_at} " if self.ours_at else ""
        if self.less:
            return f"{what}{limit} more than {self.peer}"
        return f"{what}{limit} × {self.peer}" if self.peer else f"{what}{limit}"

    def figure(self, ours, peer):
        return ours if peer is None else ours - peer if self.less else ours / peer

    def reached(self, figure):
        return figure >= self.at_least if self.at_least is not None else figure <= self.at_most


@dataclass
class Row:
    name: str
    what: str
    ours: object
    peers: dict = field(default_factory=dict)
    goals: list = field(default_factory=list)
    value: str = "per_s"
    unit: str = "/s"
    runs: int = None  # fewer than asked for, where one takes long


def known(verb, **options):
    return lambda b: b.ask(verb, [b.daemon("known")], **{"span": 256, **options})


def not_known(verb, **options):
    return lambda b: b.ask(verb, [b.daemon("unknown", cache_entries=0)], **options)


def echo(**options):
    return lambda b: b.ask_echo(**options)


def echo_as_long(verb, **options):
    """The limit of what is told: an echo whose replies are as long as those just had."""
    return lambda b: b.ask_echo(reply_bytes=b.made["reply bytes", verb], **options)


def pgbench(script, clients=32, **more):
    return lambda b: b.pgbench(script, clients, **more)


def fastify(script):
    return lambda b: peers.fastify(b, script)


def pgbench_best(script, **more):
    return lambda b: b.pgbench_best(script, **more)


GETS = [
    Row("get-known-1", "point get, window 1, reply known", known("get"),
        {"echo": echo(), "echo as long": echo_as_long("get"), "fastify": fastify("get")}, [Goal("echo", 0.9), Goal("fastify", 15)]),
    Row("get-known-16", "point get, window 16, reply known", known("get", window=16),
        {"echo": echo(window=16), "echo as long": echo_as_long("get", window=16)}, [Goal("echo", 0.9)]),
    Row("get-known-1-org1", "the same, window 1, 1 organisation", known("get", organisations=1), {"echo": echo()}),
    Row("get-known-1-org32", "the same, window 1, 32 organisations", known("get", organisations=32), {"echo": echo()}),
    Row("get-unknown-1", "point get, window 1, nothing known", not_known("get"), {"pgbench 32": pgbench("get")}, [Goal("pgbench 32", 0.95)]),
    Row("get-unknown-16", "point get, window 16, nothing known", not_known("get", window=16), {"pgbench best": pgbench_best("get")}, [Goal("pgbench best", 2.2)]),
    Row("get-unknown-16-org1", "the same, window 16, 1 organisation", not_known("get", window=16, organisations=1), {"pgbench best": pgbench_best("get")}),
    Row("get-unknown-16-org32", "the same, window 16, 32 organisations", not_known("get", window=16, organisations=32), {"pgbench best": pgbench_best("get")}),
]
LISTS = [
    Row("list-known", "list of 50, known", known("list"),
        {"pgbench best": pgbench_best("list"), "fastify": fastify("list"), "echo as long": echo_as_long("list")},
        [Goal("pgbench best", 4), Goal("fastify", 25)]),
    Row("list-unknown", "list of 50, nothing known", not_known("list"), {"pgbench best": pgbench_best("list")}, [Goal("pgbench best", 1.0)]),
]
PUTS = [
    Row("put-1", "put with everything, window 1", known("put"), {"pgbench best": pgbench_best("put")}, [Goal("pgbench best", 1.0)]),
    Row("put-16", "put with everything, window 16", known("put", window=16),
        {"pgbench best": pgbench_best("put"), "pgbench counted": pgbench_best("put counted")}, [Goal("pgbench best", 1.5), Goal("pgbench counted", 5)]),
]


OTHERS = [
    Row("import", "import of 100,000 records", measures.import_records, {"COPY": measures.copy_records}, [Goal("COPY", 0.5)]),
    Row("fan-16", "durable alert to 1,000 stream subscribers, each settled, 16 in flight", lambda b: measures.alerts(b, 16),
        {"bare fan-out": lambda b: measures.echo_fan(b, 16), "JetStream": measures.broker_fan("nats", 16), "Redis": measures.broker_fan("redis", 16)},
        [Goal("bare fan-out", 0.7), Goal("JetStream", 4), Goal("Redis", 1.2)]),
    Row("fan-1", "the same, 1 in flight", lambda b: measures.alerts(b, 1),
        {"bare fan-out": lambda b: measures.echo_fan(b, 1), "JetStream": measures.broker_fan("nats", 1), "Redis": measures.broker_fan("redis", 1)},
        [Goal("bare fan-out", 0.85), Goal("JetStream", 4), Goal("Redis", 1.2)]),
    Row("alone", "one request alone, from the database, p50", measures.alone, {"pgbench 1": pgbench("get", 1, latencies=True)},
        [Goal("pgbench 1", at_most=1.6)], value="p50_us", unit="µs"),
    Row("p99", "p99 of 32 clients, window 1, from the database", not_known("get"), {"fastify": fastify("get")}, [Goal("fastify", at_most=0.15)], value="p99_us",
        unit="µs"),
    Row("watch", "put sent until a watcher has the change, idle machine, p50", measures.watch, {"echo + commit": measures.echo_and_commit},
        [Goal("echo + commit", at_most=2), Goal("echo + commit", at_most=3, ours_at="p99_us", peer_at="p50_us")], value="p50_us", unit="µs"),
    Row("tick-grows", "tick: one minute, 5 M deadlines, 100 k subscriptions, against 100 k", lambda b: ticks.minute(b, 5),
        {"100 k": lambda b: ticks.minute(b, 0.1), "1 M": lambda b: ticks.minute(b, 1)}, [Goal("100 k", at_most=1.3)], value="ms", unit="ms"),
    Row("tick-naive", "tick: one minute, 1 M deadlines, against a join of everything", lambda b: ticks.minute(b, 1), {"naive join": lambda b: ticks.naive(b, 1)},
        [Goal("naive join", at_most=1 / 500)], value="ms", unit="ms"),
    Row("tick-day", "tick: a day of 90,000 alerts caught up, 1 M deadlines", lambda b: ticks.busy(b, 1), {}, [Goal(at_least=75000)]),
    Row("start", "start with 1 M records", lambda b: measures.start(b, measures.small(b, 1000000, 32000)), {"1 k": lambda b: measures.start(b, 1024)},
        [Goal("1 k", at_most=1.2)], value="ms", unit="ms"),
    Row("storm", "5,000 clients connect at once, all with known keys", measures.storm, {"bare ROUTER": measures.echo_storm}, [Goal("bare ROUTER", 0.9)]),
    Row("idle", "wake-ups beyond libzmq's threads, 1,000 idle subscribers", measures.idle, {"bare ROUTER": measures.echo_idle},
        [Goal("bare ROUTER", at_most=2, less=True), Goal(at_most=36, ours_at="kb")], value="wake_ups", unit="/s"),
    Row("two-daemons", "point get, window 16, reply known, two daemons", measures.two_daemons, {"one daemon": measures.one_daemon}, [Goal("one daemon", 1.0)]),
    Row("never-stale", "reads through two daemons while others write: stale ones", measures.never_stale, {}, [Goal(at_most=0, ours_at="stale")]),
    Row("cli-due", "concordat due, start to finish", measures.command_due, {"psql -c": measures.psql_due}, [Goal("psql -c", at_most=3)], value="ms", unit="ms"),
]

ROWS = GETS + LISTS + PUTS + OTHERS
