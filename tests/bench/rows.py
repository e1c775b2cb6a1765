"""The rows: what is measured, of whom, and what is to be reached. To add one: a row here, a function where one is wanting.

A measurement is a function of the bench that returns a dict; `value` names the figure of it that counts. Figures of a row are compared by
ratio: ours to each peer's, each the median of its runs, which take turns (ours, peer, ours, peer ...).
"""

from dataclasses import dataclass, field


@dataclass
class Goal:
    """ours / peer must be at least, or at most, `limit`. peer None: the figure itself; ours_at says that another figure of ours counts."""

    peer: str = None
    at_least: float = None
    at_most: float = None
    ours_at: str = None
    peer_at: str = None

    def text(self, row):
        figure = f"{self.at_least:g}" if self.at_least is not None else f"{self.at_most:g}"
        return ("≥ " if self.at_least is not None else "≤ ") + figure + (f" × {self.peer}" if self.peer else f" {row.unit}")

    def reached(self, ratio):
        return ratio >= self.at_least if self.at_least is not None else ratio <= self.at_most


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


def pgbench(script, clients=32, **more):
    return lambda b: b.pgbench(script, clients, **more)


def pgbench_best(script, **more):
    return lambda b: b.pgbench_best(script, **more)


GETS = [
    Row("get-known-1", "point get, window 1, reply known", known("get"), {"echo": echo()}, [Goal("echo", 0.9)]),
    Row("get-known-16", "point get, window 16, reply known", known("get", window=16), {"echo": echo(window=16)}, [Goal("echo", 0.9)]),
    Row("get-known-1-org1", "the same, window 1, 1 organisation", known("get", organisations=1), {"echo": echo()}),
    Row("get-known-1-org32", "the same, window 1, 32 organisations", known("get", organisations=32), {"echo": echo()}),
    Row("get-unknown-1", "point get, window 1, nothing known", not_known("get"), {"pgbench 32": pgbench("get")}, [Goal("pgbench 32", 0.95)]),
    Row("get-unknown-16", "point get, window 16, nothing known", not_known("get", window=16), {"pgbench best": pgbench_best("get")}, [Goal("pgbench best", 2.2)]),
    Row("get-unknown-16-org1", "the same, window 16, 1 organisation", not_known("get", window=16, organisations=1), {"pgbench best": pgbench_best("get")}),
    Row("get-unknown-16-org32", "the same, window 16, 32 organisations", not_known("get", window=16, organisations=32), {"pgbench best": pgbench_best("get")}),
]
LISTS = [
    Row("list-known", "list of 50, known", known("list"), {"pgbench best": pgbench_best("list")}, [Goal("pgbench best", 4)]),
    Row("list-unknown", "list of 50, nothing known", not_known("list"), {"pgbench best": pgbench_best("list")}, [Goal("pgbench best", 1.0)]),
]
PUTS = [
    Row("put-1", "put with everything, window 1", known("put"), {"pgbench best": pgbench_best("put")}, [Goal("pgbench best", 1.0)]),
    Row("put-16", "put with everything, window 16", known("put", window=16),
        {"pgbench best": pgbench_best("put"), "pgbench counted": pgbench_best("put counted")}, [Goal("pgbench best", 1.5), Goal("pgbench counted", 5)]),
]

ROWS = GETS + LISTS + PUTS
