#!/usr/bin/python3
"""Tell another system what changes in the register that concerns one organisation, as it happens, losing nothing.

    watch_changes.py --organisation northmoor-bc --cursor /var/lib/northmoor/concordat.cursor --post https://intranet.example/hooks/concordat
    watch_changes.py --organisation northmoor-bc --cursor here.cursor              a line of JSON for each on standard output
    watch_changes.py --organisation northmoor-bc --cursor here.cursor --once       what came since the last time, then the end: for cron

A change concerns an organisation when the record is its own, or names it in any field, before or after the change. Each is sent as

    {"cursor": "...", "revision": 812, "type": "changed", "kind": "milestone", "id": "northmoor-bc/plan", "changed_at": "2026-11-25T10:02:11Z",
     "changed_by": "northmoor-bc/desk", "reason": "...", "fields": ["when_text", ...], "before": {...}, "after": {...}}

by HTTP POST; any 2xx takes it. The place after it is then kept in the cursor file, so a restart goes on there: a change may be sent twice
(when the machine stops in between; the same cursor tells), and never not at all. While the receiver cannot be reached or says 408, 429 or
5xx, it is tried again for ever; any other answer ends the program, because nothing may be passed over. Without a cursor file it begins now.

Exit status: 0 stopped (SIGTERM, SIGINT, or --once), 1 the receiver refused a change, 2 command line or cursor file wrong, 4 key not
enrolled, 6 the register's history is not the one that the cursor is of, 7 the register cannot be reached.
"""
import argparse
import datetime
import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request

import concordat

QUIET_S = 2.0  # --once: nothing came for so long


class Refused(Exception):
    """The receiver does not want this change."""


def as_json(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, datetime.date) else dict(value)  # a date, or a record


def concerns(change, organisation):
    if change.id == organisation or change.id.startswith(organisation + "/"):
        return True
    values = [value for half in (change.before, change.after) if half is not None for _, value in half]
    return any(value == organisation or (isinstance(value, list) and organisation in value) for value in values)


# ---- the cursor file ----

def read_cursor(path):
    """None: there is none yet."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().strip()
    except FileNotFoundError:
        return None


def keep_cursor(path, cursor):
    """Whole or not at all, and on the disk before the next change is taken."""
    beside = path + ".new"
    with open(beside, "w", encoding="utf-8") as file:
        file.write(cursor + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


# ---- telling ----

def print_line(text):
    print(text, flush=True)


def poster(url, timeout_s=30):
    def post(text):
        for attempt in range(1 << 30):
            request = urllib.request.Request(url, text.encode(), {"Content-Type": "application/json", "User-Agent": "concordat-watch-changes"})
            try:
                with urllib.request.urlopen(request, timeout=timeout_s):
                    return
            except urllib.error.HTTPError as error:
                error.close()
                if error.code < 500 and error.code not in (408, 429):
                    raise Refused(f"{url} answered {error.code} {error.reason} to {text}") from error
                why = f"{error.code} {error.reason}"
            except OSError as error:  # URLError and time-outs are some
                why = str(getattr(error, "reason", error))
            pause = min(2 ** attempt / 2, 60)
            print(f"watch_changes: {url}: {why}; trying again in {pause:g} s", file=sys.stderr, flush=True)
            time.sleep(pause)
    return post


def run(register, options, tell):
    since = read_cursor(options.cursor)
    if since is None:
        since = register.cursor()
        keep_cursor(options.cursor, since)
    kept = since
    for change in register.watch(since, options.kind, timeout=QUIET_S if options.once else None):
        if concerns(change, options.organisation):
            tell(json.dumps({"cursor": change.cursor, **{name: value for name, value in change._asdict().items() if name != "cursor"}},
                            default=as_json, ensure_ascii=False))
        kept = change.cursor
        keep_cursor(options.cursor, kept)


def stop(*_):
    raise KeyboardInterrupt


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--organisation", required=True, help="whose changes, an id")
    parser.add_argument("--cursor", required=True, metavar="FILE", help="where the place is kept")
    parser.add_argument("--post", metavar="URL", help="send each there; standard output otherwise")
    parser.add_argument("--kind", action="append", default=[], help="only this kind of record; may be repeated")
    parser.add_argument("--once", action="store_true", help="end when nothing new comes")
    parser.add_argument("--context", help="which register and key; as for the command line")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, stop)
    try:
        with concordat.connect(options.context, agent="watch_changes") as register:
            run(register, options, poster(options.post) if options.post else print_line)
    except KeyboardInterrupt:
        pass
    except Refused as error:
        print(f"watch_changes: {error}; the place before it is kept, so that it comes again", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"watch_changes: {error}", file=sys.stderr)
        return 2
    except concordat.Gap as error:
        print(f"watch_changes: {error}\nwatch_changes: read afresh what you need of the register, remove {options.cursor}, and start again", file=sys.stderr)
        return error.exit_code
    except concordat.Error as error:
        print(f"watch_changes: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
