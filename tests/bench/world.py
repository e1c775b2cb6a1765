"""The registers under test: made by the daemon's own migrations, filled by COPY with session_replication_role = replica.

Milestone n is bench-O/mN with O = n mod 32. Of five blocks of 32, three are public, one is shown to two named organisations, one is the
owner's own: load_peer.c knows the same rule. Every record has its change row, every milestone its deadline, as if it had been written;
only the hashes of what was loaded are not those of a chain (what is written during the bench continues from a random head).
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.join(ROOT, "build", "release")
os.environ.setdefault("CONCORDAT_BUILD_DIR", BUILD)
os.environ.setdefault("CONCORDATD", os.path.join(BUILD, "concordatd"))
os.environ.setdefault("CONCORDAT", os.path.join(BUILD, "concordat"))
sys.path.insert(0, os.path.join(ROOT, "tests", "system"))
from postgres import BIN, Postgres  # noqa: E402
from register import Key, Register  # noqa: E402

ORGANISATIONS = 32
CLIENTS = 6000
SUBSCRIBERS = 1000
FAN_MILESTONES = 256
SEED = os.urandom(8).hex()  # of all clients' keys: new in each run
LOAD, ECHO, FAN = (os.path.join(BUILD, "bench-" + name) for name in ("load", "echo", "fan"))

# PostgreSQL as one would run it on such a machine, and safe: it waits for the disk at every commit.
POSTGRES = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "shared_buffers": "1GB", "max_wal_size": "8GB",
            "checkpoint_timeout": "30min", "max_connections": "300", "work_mem": "16MB", "maintenance_work_mem": "512MB",
            "effective_cache_size": "4GB", "random_page_cost": "1.1"}
# Nothing of the daemon is switched off; its limits, made for guests, are raised, or they would be what is measured.
LIMITS = {"rate_per_s": 1000000, "rate_burst": 1000000, "in_flight_per_client": 10000, "in_flight_per_organisation": 100000,
          "log_level": "warning", "credit_max": 4096}

COMMON = "id, owner, visibility, readers, version, revision, created_at, created_by, changed_at, changed_by"
AT = 1764028800000000  # when what was loaded was written, microseconds since 1970


def common(identity, owner, visibility, revision, readers="null::text[]"):
    return (f"{identity} as id, {owner} as owner, {visibility} as visibility, {readers} as readers, 1::bigint as version, ({revision})::bigint as revision, "
            f"{AT}::bigint as created_at, {owner} || '/c0' as created_by, {AT}::bigint as changed_at, {owner} || '/c0' as changed_by")


def organisation(n):
    return f"('bench-' || (({n}) % {ORGANISATIONS}))"


MILESTONE_COLUMNS = COMMON + (", source_place, certainty, note, title, initiative, owed_by, owed_to, responsible, state, deliverables, purpose, when_text, "
                              "edtf, earliest_on, latest_on, precision, bound, soft, inferred")


def milestones(records, first_revision):
    """select of so many milestones: about 25 of 44 fields hold something, as in the examples."""
    owner = organisation("n")
    day = "('2026-12-01'::date + (n::bigint * 7919 % 1800)::int)"
    return f"""select {common(f"{owner} || '/m' || n", owner, "case n / 32 % 5 when 3 then 2 when 4 then 3 else 1 end", f"{first_revision} + n",
                              f"case when n / 32 % 5 = 3 then array[{organisation('n + 1')}, {organisation('n + 2')}] end")},
        'section ' || n % 20 || ', page ' || n % 97, 1, 'Reported at the board; the programme office holds the papers.',
        'Milestone ' || n || ': shared service agreed and in use', {organisation("n % 1000")} || '/w' || n % 1000, {organisation("n * 7 + 3")},
        array[{owner}, {organisation("n + 5")}], 'Programme office', 1, array['Business case', 'Agreement signed'], 'Savings of the second tranche',
        'by ' || to_char({day}, 'FMDD FMMonth YYYY'), to_char({day}, 'YYYY-MM-DD'), {day}, {day}, 1, 1, false, '{{}}'::text[]
        from generate_series(0, {records - 1}) n"""


DEADLINE_COLUMNS = ("id, owner, visibility, readers, revision, record_kind, title, due_on, due_at, earliest_on, state, initiative, body, owed_by, owed_to, "
                    "when_text, working, first_due_on, moves, chase_on, record")
DEADLINES = """select split_part(m.id, '/', 1) || '/milestone.' || split_part(m.id, '/', 2), m.owner, m.visibility, m.readers, m.revision, 23, m.title, m.latest_on,
        concordat.end_of_day(m.latest_on), m.earliest_on, 1, m.initiative, m.body, m.owed_by, m.owed_to, m.when_text,
        m.latest_on || ': last day of "' || m.when_text || '"', m.latest_on, 0, m.chase_on, m.id from concordat.milestone m"""
CHANGE_COLUMNS = "revision, kind, id, version, type, changed_at, changed_by, owner, visibility, readers, fields, image, hash"


def changes(table, kind):
    return f"""select r.revision, {kind}, r.id, r.version, 1, r.changed_at, r.changed_by, r.owner, r.visibility, r.readers, '{{title}}'::text[],
        jsonb_strip_nulls(to_jsonb(r)) - 'packed', sha256(convert_to(r.id, 'UTF8')) from concordat.{table} r"""


LOADED = (("organisation", 1), ("client", 50), ("initiative", 20), ("milestone", 23), ("subscription", 40))
# COPY passes the triggers by, so these, which it does not, make the message that writing would have made.
PACKING = "".join(f"""create function public.bench_pack_{table}() returns trigger language plpgsql as
        'begin NEW.packed := concordat.pack_{table}(NEW); return NEW; end';
    create trigger bench_pack before insert on concordat.{table} for each row execute function public.bench_pack_{table}();
    alter table concordat.{table} enable replica trigger bench_pack;\n""" for table, _ in LOADED)
PACKED = "".join(f"drop function if exists public.bench_pack_{table} cascade;\n" for table, _ in LOADED)


class World(Register):
    """A migrated database full of records, and its daemons."""

    def __init__(self, pg, database):
        super().__init__(pg, **LIMITS)
        self.database = database
        self.desk = Key()  # of bench-0's person at the command line

    def start(self):
        super().start()
        self.daemon.stop()
        return self

    def serve(self, name="bench", **settings):
        """A daemon with settings, running."""
        return self.new_daemon(name, **{**LIMITS, **settings}).start()

    def copy(self, table, columns, select):
        """COPY out of one session, COPY into another, past triggers and policies."""
        command = [f"{BIN}/psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", self.pg.conninfo(self.database)]
        out = subprocess.Popen(command + ["-c", f"copy ({select}) to stdout (format binary)"], stdout=subprocess.PIPE)
        into = subprocess.run(command + ["-c", "set session_replication_role = replica", "-c", f"copy concordat.{table} ({columns}) from stdin (format binary)"],
                              stdin=out.stdout, check=False)
        out.stdout.close()
        if out.wait() != 0 or into.returncode != 0:
            raise RuntimeError(f"{table} could not be loaded")

    def load_parties(self, clients=CLIENTS):
        """32 organisations, and clients whose keys bench-load can derive from the seed."""
        keys = subprocess.run([LOAD, "keys", "--seed", SEED, "--clients", str(clients)], capture_output=True, text=True, check=True).stdout.split()
        self.psql(PACKING)
        self.psql("create table public.bench_key (i int, key text);\ncopy public.bench_key from stdin;\n" +
                  "".join(f"{i}\t{key}\n" for i, key in enumerate(keys)) + "\\.\n")
        base = int(self.psql("select revision from concordat.register"))
        self.copy("organisation", COMMON + ", name, type", f"select {common(organisation('n'), organisation('n'), 1, f'{base} + 1 + n')}, 'Council ' || n, 1 "
                  f"from generate_series(0, {ORGANISATIONS - 1}) n")
        base += ORGANISATIONS
        self.copy("client", COMMON + ", organisation, title, public_key, roles",
                  f"""select {common(organisation("i") + " || '/c' || i", organisation("i"), 3, f"{base} + 1 + i")}, {organisation("i")}, 'Desk ' || i, key,
                      '{{reader,editor}}'::text[] from public.bench_key""")
        base += clients
        self.copy("client", COMMON + ", organisation, title, public_key, roles",
                  f"""select {common("'bench-0/desk'", "'bench-0'", 3, base + 1)}, 'bench-0', 'Desk', '{self.desk.public}', '{{reader,editor,registrar}}'::text[]""")
        base += 1
        self.copy("initiative", COMMON + ", title, type", f"select {common(organisation('n') + ' || ' + chr(39) + '/w' + chr(39) + ' || n', organisation('n'), 1, f'{base} + 1 + n')}, "
                  "'Programme ' || n, 1 from generate_series(0, 999) n")
        return base + 1000

    def load_records(self, records, fan=True):
        """Milestones with everything that writing them would have made; and what the fan-out row tells of."""
        base = self.load_parties()
        self.copy("milestone", MILESTONE_COLUMNS, milestones(records, base + 1))
        base += records
        if fan:
            day = "'2030-01-01'::date"
            self.copy("initiative", COMMON + ", title, type", f"select {common(chr(39) + 'bench-0/fan' + chr(39), chr(39) + 'bench-0' + chr(39), 1, base + 1)}, 'Fan-out', 1")
            self.copy("milestone", COMMON + ", title, initiative, owed_by, state, when_text, edtf, earliest_on, latest_on, precision, bound, soft, inferred",
                      f"""select {common("'bench-0/fan' || n", "'bench-0'", 1, f"{base} + 2 + n")}, 'Fan-out ' || n || ' to all partners of the programme', 'bench-0/fan',
                          'bench-0', 1, '1 January 2030', '2030-01-01', {day}, {day}, 1, 8, false, '{{}}'::text[] from generate_series(0, {FAN_MILESTONES - 1}) n""")
            base += 1 + FAN_MILESTONES
            self.copy("subscription", COMMON + ", title, initiative, leads, events",
                      f"""select {common(organisation("n") + " || '/fan' || n", organisation("n"), 3, f"{base} + 1 + n")}, 'Fan-out', 'bench-0/fan',
                          '{{14d}}'::text[], '{{moved}}'::text[] from generate_series(0, {SUBSCRIBERS - 1}) n""")
            base += SUBSCRIBERS
        self.copy("deadline", DEADLINE_COLUMNS, DEADLINES)
        for table, kind in LOADED:
            self.copy("change", CHANGE_COLUMNS, changes(table, kind) + " where r.id like 'bench-%'")
        self.settle_down(base)

    def settle_down(self, revision):
        self.psql(f"""update concordat.register set revision = {revision}, stamps = array_fill(1::bigint, array[100]), hash = public.gen_random_bytes(32);
            update concordat.clock set revision_cursor = {revision}, calendar_stale = true;
            drop table if exists public.bench_key;
            {PACKED}
            select concordat.recount_cadences();
            select concordat.index_words({revision})""")
        self.psql("vacuum (analyze)")
        self.pg.psql("checkpoint")


def new_postgres():
    return Postgres(POSTGRES)
