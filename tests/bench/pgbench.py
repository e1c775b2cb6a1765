"""pgbench -M prepared on the daemon's own statements, as the daemon's role and under the same row security.

It is spared what a service must do: all its clients are of one organisation, which each session is told once; nobody is looked up by
a key; nothing is packed into a message or sent over a network, as it uses the database's Unix socket.
"""

import glob
import os
import re
import subprocess

from world import BIN, ORGANISATIONS

SESSION = "-c concordat.organisation=bench-0 -c concordat.client=bench-0/c0 -c concordat.edits=bench-0"
# a milestone that bench-0 may see, as record_seen_by() in load_peer.c
ANY_RECORD = """\\set n random(0, {last})
\\set o case when (:n / 32) % 5 >= 3 then 0 else :n % 32 end
\\set m :n / 32 * 32 + :o
"""
OWN_RECORD = """\\set b random(0, {last} / 160 - 1)
\\set k random(0, 2)
\\set m (:b * 5 + :k) * 32
\\set r random(1, 1000000000)
"""
PUT = "update peer.milestone set title = 'Milestone ' || :m || ', as changed for the ' || :r || '. time' where id = 'bench-0/m' || :m and version >= 1;\n"


def statement(bench, kind, verb):
    """One of `concordatd --print-sql`."""
    text = bench.once("statements", lambda: subprocess.run([os.environ["CONCORDATD"], "--print-sql"], capture_output=True, text=True, check=True).stdout)
    found = re.search(rf"^-- {kind}: {verb}\n(.*?);\n", text, re.M | re.S)
    if not found:
        raise RuntimeError(f"concordatd --print-sql has no {kind}: {verb}")
    return found.group(1)


def get(bench):
    sql = statement(bench, "milestone", "get")
    return ANY_RECORD + sql.replace("$1::text[]", "array['bench-' || :o || '/m' || :m]::text[]") + ";\n"


def listing(bench):
    """As server/list.c puts it together: due from a day on, 50 of them and one more to know whether there are others."""
    columns = re.match(r"select .*(?= from concordat.\"milestone\" r)", statement(bench, "milestone", "get")).group(0)
    return ("\\set m random(1, 4)\n\\set d random(1, 8)\n" + columns + ", r.\"latest_on\"::text from concordat.\"milestone\" r"
            " where r.withdrawn_at is null and r.\"latest_on\" >= make_date(2027, :m, :d) order by r.\"latest_on\" asc nulls last, r.id asc limit 51;\n")


SCRIPTS = {
    "get": get,
    "list": listing,
    "put": lambda bench: OWN_RECORD + PUT,
    "put counted": lambda bench: OWN_RECORD + PUT,
    "commit": lambda bench: "update peer.one set n = n + 1;\n",
}
OPTIONS = {"put counted": " -c peer.counted=on"}

# The table that the peer writes: the same columns but the message, the same indexes and policies, and a trigger that keeps version and audit row and nothing
# else; with peer.counted it also counts on one row, as whoever wants revisions without gaps must.
PEER = f"""
create schema peer;
create table peer.milestone (like concordat.milestone including defaults including constraints);
alter table peer.milestone drop column packed;
do $$ begin
    execute (select format('insert into peer.milestone select %s from concordat.milestone where id like ''%%/m%%''', string_agg(quote_ident(attname), ', ' order by attnum))
        from pg_attribute where attrelid = 'peer.milestone'::regclass and attnum > 0 and not attisdropped);
end $$;
alter table peer.milestone add primary key (id);
create table peer.one (n bigint);
insert into peer.one values (0);
create table peer.counter (revision bigint) with (fillfactor = 10);
insert into peer.counter values (0);
create table peer.audit (number bigint generated always as identity primary key, id text collate "C" not null, version bigint not null, at bigint not null,
    by text not null, owner text not null, visibility int not null, readers text[], image jsonb not null);
create index on peer.audit (id, version);
create function peer.keep() returns trigger language plpgsql as $$
begin
    NEW.version := OLD.version + 1;
    NEW.changed_at := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
    NEW.changed_by := current_setting('concordat.client');
    if current_setting('peer.counted', true) = 'on' then
        update peer.counter set revision = revision + 1 returning revision into NEW.revision;
    end if;
    insert into peer.audit (id, version, at, by, owner, visibility, readers, image) values
        (NEW.id, NEW.version, NEW.changed_at, NEW.changed_by, NEW.owner, NEW.visibility, NEW.readers, jsonb_strip_nulls(to_jsonb(NEW)));
    return NEW;
end $$;
create trigger keep before update on peer.milestone for each row execute function peer.keep();
do $$
declare i record;
begin
    for i in select replace(pg_get_indexdef(indexrelid), 'concordat.milestone', 'peer.milestone') as def from pg_index
        where indrelid = 'concordat.milestone'::regclass and not indisprimary and pg_get_indexdef(indexrelid) not like '%words%' loop
        execute i.def;
    end loop;
end $$;
create index on peer.milestone using gin (to_tsvector('english', coalesce(title, '') || ' ' || coalesce(purpose, '') || ' ' || coalesce(note, '')));
alter table peer.milestone enable row level security;
alter table peer.milestone force row level security;
create policy see on peer.milestone for select to concordat_app using (concordat.may_see(owner, visibility, readers));
create policy edit on peer.milestone for update to concordat_app using (concordat.may_edit_own(owner)) with check (concordat.may_edit_own(owner));
alter table peer.audit enable row level security;
create policy add on peer.audit for insert to concordat_app with check (true);
grant usage on schema peer to concordat_app;
grant select, update on peer.milestone, peer.counter, peer.one to concordat_app;
grant insert on peer.audit to concordat_app;
"""


def make_peer(bench):
    w = bench.world()
    w.psql(PEER)
    w.psql("vacuum (analyze) peer.milestone")
    bench.pg.psql("checkpoint")
    return True


def quantile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]


def run(bench, script, clients, seconds, latencies=False):
    """{"per_s", and with latencies "p50_us", "p99_us"}"""
    w = bench.world()
    if script not in ("get", "list"):
        bench.once("peer", lambda: make_peer(bench))
    path = os.path.join(bench.dir, script.replace(" ", "-") + ".sql")
    with open(path, "w", encoding="utf-8") as file:
        file.write(SCRIPTS[script](bench).format(last=bench.options.records - 1))
    prefix = os.path.join(bench.dir, "pgbench_log")
    command = [f"{BIN}/pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", str(min(clients, 2)), "-T", str(max(1, round(seconds))), "-f", path]
    if latencies:
        command += ["-l", "--log-prefix", prefix]
    environment = {**bench.pg.environment(w.database, "concordat_app"), "PGOPTIONS": SESSION + OPTIONS.get(script, "")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=bench.dir)
    found = re.search(r"^tps = ([0-9.]+)", done.stdout, re.M)
    if done.returncode != 0 or not found:
        raise RuntimeError(f"pgbench {script}: {done.stderr.strip()[-600:]}")
    result = {"per_s": float(found.group(1))}
    if latencies:
        times = []
        for name in glob.glob(prefix + ".*"):
            with open(name, encoding="ascii") as file:
                times += [int(line.split()[2]) for line in file]
            os.unlink(name)
        result.update(p50_us=quantile(times, 0.5), p99_us=quantile(times, 0.99))
    return result


assert ORGANISATIONS == 32  # the scripts above know it
