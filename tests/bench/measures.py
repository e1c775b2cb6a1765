"""Measurements that are more than one program's run: import, latencies, start, storm, idleness, the command line."""

import json
import os
import subprocess
import time

import pgbench
from report import median
from world import BIN, LOAD, SEED

IDLE_S = 10
SUBSCRIBERS, FAN_COUNT = 1000, 40
FAN_ROUNDS = {16: 5, 1: 1}  # by window: half a second in all says little


def small(bench, full, quick):
    return quick if bench.options.quick else full


# ---- fan-out ----

def alerts(bench, window):
    """Some milestones move in one batch; the daemon ticks, tells every subscriber of each, and what came together is settled together."""
    result = bench.ask("alerts", [bench.daemon("known")], clients=small(bench, SUBSCRIBERS, 100), organisations=32, window=window,
                       count=small(bench, FAN_COUNT, 10), rounds=FAN_ROUNDS[window])
    bench.made["alert bytes"] = result["alert_bytes"]
    return result


def alert_bytes(bench):
    return bench.made.get("alert bytes", 320)


def echo_fan(bench, window):
    result = bench.ask_echo("fan", clients=small(bench, SUBSCRIBERS, 100), organisations=32, window=window, count=small(bench, FAN_COUNT, 10), size=alert_bytes(bench),
                            rounds=FAN_ROUNDS[window])
    bench.end_echo()  # it keeps its subscribers
    return result


def broker_fan(name, window):
    import peers

    return lambda bench: peers.fan(bench, name, window, small(bench, SUBSCRIBERS, 100), small(bench, FAN_COUNT, 10), alert_bytes(bench), FAN_ROUNDS[window])


# ---- import ----

def new_records(bench, write):
    """A file of so many new milestones of bench-0, and how many: write(file, prefix, n)."""
    count = small(bench, 100000, 2000)
    prefix = f"bench-0/import{bench.next_number('import')}"
    path = os.path.join(bench.dir, "import.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for n in range(count):
            write(file, prefix, n)
    return path, count


def write_json(file, prefix, n):
    file.write(json.dumps({"kind": "milestone", "id": f"{prefix}-{n}", "visibility": "public", "title": f"Milestone {n}: shared service agreed and in use",
                           "initiative": f"bench-{n % 1000 % 32}/w{n % 1000}", "owed_by": f"bench-{n % 32}", "certainty": "stated",
                           "when_text": f"by {1 + n % 28} March 2029", "note": "Reported at the board; the programme office holds the papers."}) + "\n")


def write_copy(file, prefix, n):
    day = f"2029-03-{1 + n % 28:02d}"
    file.write("\t".join((f"{prefix}-{n}", "1", f"Milestone {n}: shared service agreed and in use", f"bench-{n % 1000 % 32}/w{n % 1000}", f"bench-{n % 32}", "1",
                          f"by {1 + n % 28} March 2029", day, day, day, "1", "1", "Reported at the board; the programme office holds the papers.")) + "\n")


def desk(bench, of):
    """The command line's context at the running daemon."""
    daemon = bench.daemon("known " + of, of)
    bench.world(of).context("desk", bench.world(of).desk, server=daemon.endpoint)


def import_records(bench):
    desk(bench, "import")  # a register of its own, which grows by what is imported
    path, count = new_records(bench, write_json)
    bench.rest("import")
    began = time.monotonic()
    bench.world("import").cli("desk", "import", path, timeout=600)
    seconds = time.monotonic() - began
    os.unlink(path)
    return {"per_s": count / seconds, "seconds": seconds}


def copy_records(bench):
    """COPY in psql into the same table, as a superuser (COPY knows no row-level security), under the same triggers, in one unit."""
    bench.no_daemon()
    path, count = new_records(bench, write_copy)
    w = bench.world("import")
    script = f"""begin; select concordat.begin_unit(); select concordat.ask('{w.desk.public}');
\\copy concordat.milestone (id, visibility, title, initiative, owed_by, certainty, when_text, edtf, earliest_on, latest_on, precision, bound, note) from '{path}'
select concordat.end_unit(); commit;\n"""
    bench.rest("import")  # the clock works the last import through
    began = time.monotonic()
    w.psql(script)
    seconds = time.monotonic() - began
    os.unlink(path)
    return {"per_s": count / seconds, "seconds": seconds}


# ---- one at a time ----

def alone(bench):
    return bench.ask("get", [bench.daemon("unknown", cache_entries=0)], clients=1, organisations=1)


def watch(bench):
    return bench.ask("watch", [bench.daemon("known")], clients=2, organisations=2, count=small(bench, 300, 50), pace_ms=5)


def echo_and_commit(bench):
    """A bare echo's round trip, as seldom asked, and one commit of one row."""
    echo = bench.ask_echo(clients=1, organisations=1, pace_ms=5)
    commit = bench.pgbench("commit", 1, latencies=True)
    return {"p50_us": echo["p50_us"] + commit["p50_us"], "p99_us": echo["p99_us"] + commit["p99_us"], "echo_us": echo["p50_us"], "commit_us": commit["p50_us"]}


# ---- start, and everybody at once ----

def start(bench, records):
    """From the command to `ready`."""
    w = bench.world(f"start_{records}", lambda w: w.load_records(records, fan=False))
    bench.no_daemon()
    times = []
    for _ in range(5):
        began = time.monotonic()
        daemon = w.serve(f"start{bench.next_number('start')}")
        times.append((time.monotonic() - began) * 1000)
        daemon.stop()
    return {"ms": median(times)}


def storm(bench):
    return bench.ask("storm", [bench.daemon("known")], clients=small(bench, 5000, 300), organisations=32)


def echo_storm(bench):
    result = bench.ask_echo("echo-storm", clients=small(bench, 5000, 300), organisations=32)
    bench.end_echo()
    return result


# ---- idleness ----

def wake_ups(pid):
    """Voluntary switches so far: of the program's own threads, and of libzmq's."""
    own = zmq = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/comm", encoding="ascii") as file:
            is_zmq = file.read().startswith("ZMQbg")
        with open(f"/proc/{pid}/task/{task}/status", encoding="ascii") as file:
            count = next(int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt_switches"))
        own, zmq = own + (0 if is_zmq else count), zmq + (count if is_zmq else 0)
    return own, zmq


def resident_kb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("RssAnon"))


def idleness(bench, verb, pid, endpoint, key):
    """With 1,000 peers that wait: wake-ups a second of the program beyond libzmq's own threads, and memory a peer."""
    count = small(bench, SUBSCRIBERS, 100)
    before = resident_kb(pid)
    command = [LOAD, verb, "--seed", SEED, "--clients", str(count), "--organisations", "32", "--endpoint", endpoint, "--server-key", key]
    waiting = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
    bench.processes.append(waiting)
    try:
        if not waiting.stdout.readline().startswith("{"):
            raise RuntimeError("the subscribers were not attached")
        time.sleep(1)
        own, zmq = wake_ups(pid)
        time.sleep(small(bench, IDLE_S, 3))
        own_later, zmq_later = wake_ups(pid)
        after = resident_kb(pid)
    finally:
        waiting.stdin.close()
        waiting.wait(30)
        bench.processes.remove(waiting)
    seconds = small(bench, IDLE_S, 3)
    return {"wake_ups": (own_later - own) / seconds, "zmq_wake_ups": (zmq_later - zmq) / seconds, "kb": (after - before) / count}


def idle(bench):
    bench.no_daemon()
    daemon = bench.daemon("known")
    return idleness(bench, "idle", daemon.process.pid, daemon.endpoint, bench.world().server_key.public)


def echo_idle(bench):
    bench.end_echo()
    endpoint, key = bench.echo()
    return idleness(bench, "echo-idle", bench.echoes[0][0].pid, endpoint, key)


# ---- two daemons ----

def one_daemon(bench):
    return bench.ask("get", [bench.daemon("known")], span=256, window=16)


def two_daemons(bench):
    daemons = [bench.daemon("known"), bench.daemon("second", beside=("known",))]
    return bench.ask("get", daemons, span=256, window=16)


def never_stale(bench):
    """A quarter of the clients write, three quarters read what these write, through two daemons; a reply older than what any client had been told
    when it was asked for ends the bench."""
    daemons = [bench.daemon("known"), bench.daemon("second", beside=("known",))]
    return bench.ask("stale", daemons, window=4)


# ---- the command line ----

def timed(function, rounds):
    times = []
    for _ in range(rounds):
        began = time.monotonic()
        function()
        times.append((time.monotonic() - began) * 1000)
    return {"ms": median(times)}


def command_due(bench):
    desk(bench, "bench")
    return timed(lambda: bench.world().cli("desk", "due", "--from", "2027-03-01", "--to", "2027-03-02"), 15)


def psql_due(bench):
    """The statement of the same list, with the columns that the daemon reads."""
    get = pgbench.statement(bench, "deadline", "get")
    sql = get[:get.index(" where ")] + """ where r.due_on >= '2027-03-01' and r.due_on <= '2027-03-02' and r.state = 1
        order by r.due_on asc nulls last, r.id asc limit 101"""
    environment = {**bench.pg.environment(bench.world().database, "concordat_app"), "PGOPTIONS": pgbench.SESSION}
    return timed(lambda: subprocess.run([f"{BIN}/psql", "-X", "-c", sql], env=environment, capture_output=True, check=True), 15)


