"""The clock's rows: registers with many deadlines and 100,000 subscriptions, and tick() held against a naive join.

tick() reads deadlines and subscriptions, so only these are loaded (and the programmes that they are about). On each of 41 days from DAY
on four milestones fall due, whatever the size of the register, so that every minute that holds an alert hour finds 20 of them (five
leads) with five subscribers each; one day much later has 18,000. All others lie behind these days.
"""

import subprocess

from world import BIN, COMMON, DEADLINE_COLUMNS, ORGANISATIONS, common, organisation

DAY, BUSY_DAY, BUSY = "2027-06-01", 88, 18000  # BUSY deadlines fall due BUSY_DAY days after DAY
NEAR, PROGRAMMES, SUBSCRIPTIONS = 41 * 4, 20000, 100000
LEADS = ("28d", "14d", "7d", "2d", "0d")




def programme(n):
    return f"({organisation(f'({n}) % {PROGRAMMES}')} || '/p' || ({n}) % {PROGRAMMES})"


def due_on(n, records):
    """Four on each day near DAY, BUSY on the busy day, the others spread over the years behind."""
    return f"""('{DAY}'::date + case when n < {NEAR} then n / 4 when n < {NEAR + BUSY} then {BUSY_DAY} else 150 + n % 3000 end)"""


def load(w, records):
    base = w.load_parties(clients=1)
    w.copy("initiative", COMMON + ", title, type", f"select {common(programme('n'), organisation('n'), 1, base)}, 'Programme ' || n, 1 from generate_series(0, {PROGRAMMES - 1}) n")
    leads, owner = ",".join(LEADS), organisation("n")
    w.copy("subscription", COMMON + ", title, initiative, leads, events",
           f"""select {common(owner + " || '/s' || n", owner, 3, base)}, 'All of it', {programme("n")}, '{{{leads}}}'::text[], '{{due}}'::text[]
               from generate_series(0, {SUBSCRIPTIONS - 1}) n""")
    indexes = w.psql("""select indexrelid::regclass || ';' || pg_get_indexdef(indexrelid) from pg_index
        where indrelid = 'concordat.deadline'::regclass and not indisprimary order by 1""").splitlines()
    w.psql("".join(f"drop index {line.split(';')[0]};" for line in indexes))  # and made again, which is quicker
    day = due_on("n", records)
    w.copy("deadline", DEADLINE_COLUMNS, f"""select {owner} || '/milestone.m' || n, {owner}, 1, null::text[], {base}::bigint, 23, 'Milestone ' || n || ': shared service in use',
        {day}, ({(1000000 * 86400)}::bigint * (({day} - '1970-01-01'::date) + 1)), {day}, 1, {programme("n")}, null::text, {owner}, null::text[], 'by ' || {day},
        'last day', {day}, 0, null::date, {owner} || '/m' || n from generate_series(0, {records - 1}) n""")
    w.psql("set maintenance_work_mem = '1GB';" + "".join(line.split(";", 1)[1] + ";" for line in indexes))
    w.settle_down(base)


def register(bench, millions):
    """The register with so many million deadlines, loaded when it is first asked for."""
    records = round(millions * 1000000 * bench.options.records / 100000)
    return bench.world(f"tick_{records}", lambda w: load(w, records))


def session(bench, w, script):
    """Output lines of a psql script."""
    done = subprocess.run([f"{BIN}/psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", bench.pg.conninfo(w.database)], input=script, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"tick: {done.stderr.strip()[-600:]}")
    return done.stdout.splitlines()


def at(day, time):
    return f"concordat.micros((date '{DAY}' + {day} + time '{time}') at time zone 'Europe/London')"


def tick(bench, w, day, warm):
    """One minute, 07:59:30 to 08:00:30, which holds the hour at which the day's alerts are made. The daemon's session has told of days before, so
    this one has as well: of the day `warm`. Without JIT, as the daemon."""
    lines = session(bench, w, f"""set jit = off;
        select concordat.set_clock({at(warm, "07:58")});
        select made from concordat.tick({at(warm, "08:00:30")});
        select concordat.set_clock({at(day, "07:58")});
        select made from concordat.tick({at(day, "07:59:30")});
        select clock_timestamp() as t \gset
        select made from concordat.tick({at(day, "08:00:30")});
        select extract(epoch from clock_timestamp() - :'t'::timestamptz) * 1000;""")
    made, ms = int(lines[-2]), float(lines[-1])
    return {"ms": ms, "alerts": made, "per_s": made / ms * 1000}


def minute(bench, millions):
    """Other days at each run: what was told is not told again."""
    w = register(bench, millions)
    day = bench.next_number("tick day " + w.database) % 6 * 2
    result = tick(bench, w, day + 1, warm=day)
    if result["alerts"] != 100:
        raise RuntimeError(f"tick made {result['alerts']} alerts where 100 are due")
    return result


def busy(bench, millions):
    """One lead of the busy day: 90,000 alerts."""
    w = register(bench, millions)
    lead = (28, 14, 7)[bench.next_number("busy lead") % 3]
    result = tick(bench, w, BUSY_DAY - lead, warm=12)
    if result["alerts"] < BUSY * 5:
        raise RuntimeError(f"tick made {result['alerts']} alerts where {BUSY * 5} are due")
    return result


def naive(bench, millions):
    """What one would write first: all open deadlines against all subscriptions of their programme, and each lead worked out."""
    w = register(bench, millions)
    lines = session(bench, w, f"""set jit = off;
        select clock_timestamp() as t \gset
        select count(*) from concordat.deadline d join concordat.subscription s on s.initiative = d.initiative cross join lateral unnest(s.leads) l(lead)
            where d.state = 1 and d.due_on - left(l.lead, -1)::int = date '{DAY}' + 1 and concordat.may_see_as(s.owner, d.owner, d.visibility, d.readers);
        select extract(epoch from clock_timestamp() - :'t'::timestamptz) * 1000;""")
    if int(lines[-2]) != 100:
        raise RuntimeError(f"the naive join found {lines[-2]} where 100 are due")
    return {"ms": float(lines[-1])}
