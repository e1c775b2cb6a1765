"""What the rows need, made when it is first asked for and taken away at the end: PostgreSQL, registers, daemons, peers."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

import pgbench
import world
import zmq
from world import ECHO, LOAD, SEED


class BenchError(Exception):
    """A measurement could not be made; the message says why."""


def measured(command, **more):
    """Runs a program that prints one line of JSON."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, **more)
    if done.returncode != 0:
        raise BenchError(f"{os.path.basename(command[0])} {command[1]}: {done.stderr.strip()[-600:]}")
    return json.loads(done.stdout.splitlines()[-1])


def ended(process, how=signal.SIGTERM, seconds=20):
    """Ends a process that we started."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Bench:
    def __init__(self, options):
        self.options = options
        self.seconds = options.seconds
        self.dir = tempfile.mkdtemp(prefix="concordat-bench.", dir="/tmp")
        self.pg = world.new_postgres()
        self.worlds, self.processes, self.daemons = {}, [], {}
        self.echoes = {}  # (process, endpoint, public key), by the length of their replies
        self.best_counts = {}
        self.made = {}

    def close(self):
        """Everything that was started ends, the last first; one that fails hinders no other."""
        steps = [lambda d=d: d.stop() for d in self.daemons.values()] + [lambda p=p: ended(p) for p in reversed(self.processes)]
        steps += [w.close for w in self.worlds.values()] + [self.pg.close, lambda: shutil.rmtree(self.dir, ignore_errors=True)]
        for step in steps:
            try:
                step()
            except Exception as error:  # noqa: BLE001
                print("bench: at the end:", error)

    def once(self, name, make):
        """make() the first time, its value afterwards."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    def next_number(self, name):
        """0, 1, 2 ... for each name."""
        self.made[name] = self.made.get(name, -1) + 1
        return self.made[name]

    def end(self, process):
        ended(process)
        self.processes.remove(process)

    def start_process(self, command, ready=None, **more):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True, **more)
        self.processes.append(process)
        if ready:
            line = process.stdout.readline()
            if not line.startswith(ready):
                raise BenchError(f"{command[0]} did not start")
            return process, line
        return process, ""

    # ---- registers and daemons ----

    def world(self, name="bench", load=None):
        """A register by name; load(world) fills it. The one under test holds 100,000 milestones."""
        if name not in self.worlds:
            if not self.pg.running:
                self.pg.start()
            self.say(f"loading register {name}")
            began = time.monotonic()
            w = self.worlds[name] = world.World(self.pg, name)
            w.start()
            (load or (lambda w: w.load_records(self.options.records)))(w)
            self.say(f"loading register {name}: {time.monotonic() - began:.0f} s")
        return self.worlds[name]

    def daemon(self, name="known", of="bench", beside=(), **settings):
        """A running daemon; all others, but those named beside, are stopped, because they would hear of every write."""
        for other in [n for n in self.daemons if n != name and n not in beside]:
            self.daemons.pop(other).stop()
        if name not in self.daemons:
            self.daemons[name] = self.world(of).serve(name, **settings)
        return self.daemons[name]

    def no_daemon(self):
        for name in list(self.daemons):
            self.daemons.pop(name).stop()

    def rest(self, name="bench"):
        """Returns when nothing holds the counter row of a register: the clock may still be working through what was written before."""
        if name in self.worlds:
            self.worlds[name].psql("begin; select 1 from concordat.register for update; rollback")

    # ---- the load generator ----

    def load(self, verb, endpoints, server_key, **options):
        words = [LOAD, verb, "--seed", SEED, "--server-key", server_key, "--records", str(self.options.records)]
        for endpoint in endpoints:
            words += ["--endpoint", endpoint]
        for name, value in options.items():
            words += ["--" + name.replace("_", "-"), str(value)]
        return measured(words)

    def ask(self, verb, daemons, **options):
        """Our side: clients of the daemons."""
        options.setdefault("seconds", self.seconds)
        w = daemons[0].register
        result = self.load(verb, [d.endpoint for d in daemons], w.server_key.public, **options)
        if result.get("stale"):
            raise BenchError(f"{result['stale']} stale replies: a bug of the first rank")
        self.made["reply bytes", verb] = result.get("reply_bytes", 0)
        return result

    # ---- the bare echo ----

    def echo(self, reply_bytes=0):
        """Endpoint and public key of the bare ROUTER, or of the one whose replies are so long."""
        if reply_bytes not in self.echoes:
            public, secret = zmq.curve_keypair()
            path = os.path.join(self.dir, "echo.key")
            with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
                file.write(secret.decode())
            process, line = self.start_process([ECHO, "tcp://127.0.0.1:*", path] + [str(reply_bytes)] * (reply_bytes > 0), "ready")
            self.echoes[reply_bytes] = process, line.split()[1], public.decode()
        return self.echoes[reply_bytes][1:]

    def end_echo(self):
        """The next one asked for is a new one."""
        for process, *_ in self.echoes.values():
            ended(process)
        self.echoes = {}

    def ask_echo(self, verb="echo", reply_bytes=0, **options):
        options.setdefault("seconds", self.seconds)
        endpoint, key = self.echo(reply_bytes)
        return self.load(verb, [endpoint], key, **options)

    # ---- pgbench ----

    def pgbench(self, script, clients, **more):
        return pgbench.run(self, script, clients, self.seconds, **more)

    def pgbench_best(self, script, **more):
        """At the client count that did best in a short trial of each."""
        counts = (1, 2, 4, 8, 16, 32)
        if script not in self.best_counts:
            trial = {n: pgbench.run(self, script, n, max(0.7, self.seconds / 3), **more)["per_s"] for n in counts}
            self.best_counts[script] = max(trial, key=trial.get)
        result = self.pgbench(script, self.best_counts[script], **more)
        return {**result, "clients": self.best_counts[script]}

    def say(self, text):
        print("bench: " + text, flush=True)
