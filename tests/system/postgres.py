"""A throw-away PostgreSQL for the system tests, which may be stopped, killed and started again.

    with Postgres() as pg:
        pg.psql("create database register")
        daemon = start_daemon(pg.conninfo("register", "concordat_app"))
        pg.kill()       # as if the machine had lost it: no orderly end, recovery at the next start
        pg.start()

The cluster lives in a folder under /tmp, listens on a socket in it and nowhere else, trusts whoever reaches that socket, and
does not sync to disk. PostgreSQL refuses to run as root, so root drops to the user postgres, or nobody. The server dies with the
process that started it (with its thread, to be exact: start it from the main one). tests/with-postgres is the same for the shell.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

BIN = os.environ.get("PG_BIN", "/usr/lib/postgresql/15/bin")
PORT = 5432  # only the name of the socket
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # safe as long as the machine itself stays up; synchronous_commit=off would lose commits at kill()
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "log_min_messages": "warning",
}


class PostgresError(Exception):
    """The server, or psql, failed; the message is what it wrote."""


class Postgres:
    def __init__(self, settings=None):
        """settings: more of postgresql.conf, as a dict. Nothing runs before start() or `with`."""
        self.settings = {**SETTINGS, **(settings or {})}
        self.dir = None  # made by the first start(), removed by close()
        self.process = None
        self.port = PORT

    # ---- life ----

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.close()

    @property
    def socket(self):
        """The folder of the socket: PGHOST."""
        return os.path.join(self.dir, "socket")

    @property
    def running(self):
        return self.process is not None and self.process.poll() is None

    def start(self, timeout=60):
        """Makes the cluster if there is none yet, starts the server, and returns when it answers."""
        if self.running:
            return
        if self.dir is None:
            self._make()
        options = [word for name, value in self.settings.items() for word in ("-c", f"{name}={value}")]
        command = self._as_server("--pdeathsig=INT") + [f"{BIN}/postgres", "-D", f"{self.dir}/data", "-k", self.socket]
        with open(f"{self.dir}/server.log", "ab") as log:
            self.process = subprocess.Popen(command + ["-p", str(self.port)] + options, stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, start_new_session=True, cwd=self.dir)
        ready = [f"{BIN}/pg_isready", "-q", "-h", self.socket, "-p", str(self.port), "-U", "postgres", "-d", "postgres"]
        until = time.monotonic() + timeout
        while subprocess.run(ready, check=False).returncode != 0:
            if not self.running or time.monotonic() > until:
                self._signal(signal.SIGQUIT)
                raise PostgresError("the server did not start:\n" + self.log())
            time.sleep(0.02)

    def stop(self):
        """Stops in order: clients are disconnected, everything is written. Can be started again."""
        self._signal(signal.SIGINT)

    def kill(self):
        """Stops at once, as in a crash: what was committed is found again by recovery at the next start()."""
        self._signal(signal.SIGQUIT)

    def restart(self):
        self.stop()
        self.start()

    def close(self):
        """Stops, and removes everything."""
        self.kill()
        if self.dir is not None:
            shutil.rmtree(self.dir, ignore_errors=True)
            self.dir = None

    # ---- use ----

    def conninfo(self, dbname="postgres", user="postgres"):
        return f"host={self.socket} port={self.port} dbname={dbname} user={user}"

    def environment(self, dbname="postgres", user="postgres"):
        """os.environ with PGHOST and so on, for a child process."""
        return {**os.environ, "PGHOST": self.socket, "PGPORT": str(self.port), "PGUSER": user, "PGDATABASE": dbname}

    def psql(self, sql, dbname="postgres", user="postgres"):
        """Runs statements (or meta-commands); returns the output: a line a row, columns parted by |. Raises PostgresError."""
        done = subprocess.run([f"{BIN}/psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", self.conninfo(dbname, user), "-f", "-"],
                              input=sql, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise PostgresError(done.stderr.strip())
        return done.stdout.rstrip("\n")

    def log(self):
        """What the server wrote so far."""
        with open(f"{self.dir}/server.log", encoding="utf-8", errors="replace") as file:
            return file.read()

    # ---- inside ----

    @staticmethod
    def _user():
        try:
            return pwd.getpwnam("postgres")
        except KeyError:
            return pwd.getpwnam("nobody")

    def _as_server(self, *options):
        """The command in front of a program of the server, which must not run as root."""
        words = ["setpriv"]
        if os.geteuid() == 0:
            user = self._user()
            words += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        return words + list(options)

    def _make_folder(self):
        return tempfile.mkdtemp(prefix="concordat-pg.", dir="/tmp")

    def _make(self):
        self.dir = self._make_folder()
        os.mkdir(self.socket, 0o700)
        if os.geteuid() == 0:
            user = self._user()
            os.chown(self.dir, user.pw_uid, user.pw_gid)
            os.chown(self.socket, user.pw_uid, user.pw_gid)
        # "--" so that setpriv has a last option of its own even without a change of user
        made = subprocess.run(self._as_server("--") + [f"{BIN}/initdb", "-D", f"{self.dir}/data", "--username=postgres", "--auth=trust",
                                                       "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, cwd=self.dir)
        if made.returncode != 0:
            shutil.rmtree(self.dir, ignore_errors=True)
            self.dir = None
            raise PostgresError(made.stdout)

    def _signal(self, number, timeout=30):
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)  # never SIGKILL first: it would leave backends behind
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None
