"""The peers beside pgbench and the bare echo: fastify + pg, NATS JetStream, Redis streams. Each is started for its measurements, listens on
loopback alone, and keeps its files in the bench's folder."""

import os
import re
import shutil
import socket
import subprocess
import time

from world import FAN, HERE

PEERS = os.path.join(HERE, "peers")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port, process, seconds=20):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"{process.args[0]} did not start")


# ---- fastify ----

def start_fastify(bench):
    if not os.path.isdir(os.path.join(PEERS, "node_modules")):
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=PEERS, check=True, capture_output=True)
    w, port = bench.world(), free_port()
    # It makes JSON of a record's columns; a message is of no use to it.
    columns = w.psql("select 'select ' || string_agg(format('r.%I', name), ', ' order by number) || ' from concordat.milestone r' from concordat.field where kind = 23")
    environment = {**bench.pg.environment(w.database, "concordat_app"), "PORT": str(port), "NODE_ENV": "production", "GET_SQL": columns + " where r.id = any ($1::text[])",
                   "LIST_SQL": columns + " where r.withdrawn_at is null and r.\"latest_on\" >= $1::date order by r.\"latest_on\" asc nulls last, r.id asc limit 51"}
    process, _ = bench.start_process(["node", "server.js"], "ready", cwd=PEERS, env=environment)
    return process, port


def milliseconds(text):
    found = re.match(r"([0-9.]+)(us|ms|s)$", text)
    return float(found.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[found.group(2)]


def fastify(bench, script, clients=32):
    """wrk, in C, asks: 32 connections, one request at a time on each."""
    process, port = start_fastify(bench)
    try:
        done = subprocess.run(["wrk", "-t1", f"-c{clients}", f"-d{max(1, round(bench.seconds))}s", "--latency", "-s", os.path.join(PEERS, script + ".lua"),
                               f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True, env={**os.environ, "RECORDS": str(bench.options.records)})
    finally:
        bench.end(process)
    if "Non-2xx" in done.stdout:
        raise RuntimeError("fastify answered with errors")
    quantiles = dict(re.findall(r"^ +(50|99)% +([0-9.a-z]+)$", done.stdout, re.M))
    return {"per_s": float(re.search(r"Requests/sec: +([0-9.]+)", done.stdout).group(1)), "p50_us": milliseconds(quantiles["50"]) * 1000,
            "p99_us": milliseconds(quantiles["99"]) * 1000}


# ---- message brokers ----

def broker(bench, name, command):
    folder = os.path.join(bench.dir, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    port = free_port()
    process = subprocess.Popen([word.format(port=port, folder=folder) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)
    bench.processes.append(process)
    wait_for(port, process)
    return process, port


COMMANDS = {
    "nats": ["nats-server", "-js", "-a", "127.0.0.1", "-p", "{port}", "-sd", "{folder}"],
    "redis": ["redis-server", "--bind", "127.0.0.1", "--port", "{port}", "--dir", "{folder}", "--appendonly", "yes", "--appendfsync", "always", "--save", ""],
}


def fan(bench, name, window, subscribers, count, size, rounds):
    from bench import measured

    process, port = broker(bench, name, COMMANDS[name])
    try:
        return measured([FAN, name] + [str(n) for n in (port, subscribers, window, count, size, rounds)])
    finally:
        bench.end(process)
