#!/usr/bin/python3
"""Import a tracker of recommendations, kept as a spreadsheet and saved as CSV, into the register: a milestone for each row.

    import_tracker.py tracker.csv              the plan: what would be new or changed, and which rows are rejected; writes nothing
    import_tracker.py tracker.csv --apply      the same, written; run it every night, importing again changes nothing

It looks for the first row that has the headings Reference and Recommendation (lines above it are passed over) and reads these columns,
in any order, others are left alone:

    Reference            names the milestone: ORGANISATION/PREFIX-REFERENCE, so it must stay the same from night to night
    Recommendation       the title
    Date, Meeting        when it was recommended; gives "by March" its year
    Lead organisation    who owes it, by name, abbreviation or id in the register; empty: your organisation
    Target date          in words, as the tracker has it: "by March 2027", "Q3 2026/27", "October Cabinet", 30/09/2026; for "tbc" see --set-by
    RAG, Status          where it stands; see --status
    Progress, Update     goes to the note, after the RAG status

A row that is rejected is named by line, column and reason, and the others are imported. Exit status: 0 done, 9 some rows were
rejected, 2 the file or the command line is wrong, 4 key not enrolled, 5 not allowed, 7 the register cannot be reached.
"""
import argparse
import csv
import datetime
import io
import os
import re
import sys
import uuid

import concordat

COLUMNS = {  # what headings are called, by what they mean here; all letters but a to z are passed over
    "reference": ("reference", "ref", "refno", "referencenumber", "recommendationref", "id"),
    "title": ("recommendation", "recommendations", "action", "recommendationoraction"),
    "context_on": ("date", "meeting", "meetingdate", "dateofmeeting", "daterecommended", "daterecommendationmade"),
    "owed_by": ("leadorganisation", "lead", "leadpartner", "organisation", "owner"),
    "when_text": ("targetdate", "target", "due", "duedate", "deadline", "completionby", "timescale"),
    "state": ("rag", "ragstatus", "status", "ragrating"),
    "progress": ("progress", "update", "latestupdate", "comments", "progressupdate"),
}
STATES = {"blue": "met", "complete": "met", "completed": "met", "implemented": "met", "closed": "met", "done": "met", "green": "under_way",
          "amber": "under_way", "red": "under_way", "on track": "under_way", "in progress": "under_way", "ongoing": "under_way", "not started": "planned",
          "grey": "planned", "partly": "partly_met", "partially complete": "partly_met", "missed": "missed", "superseded": "dropped", "dropped": "dropped",
          "not accepted": "dropped", "": None}
REJECTED = 9
UNDATED = "milestone_has_a_date_or_a_setter"  # the register's rule that a milestone has a date, or somebody to chase for one


class Rejected(Exception):
    """A row that cannot be imported: in which column, and why."""

    def __init__(self, column, why):
        super().__init__(why)
        self.column = column


class Misused(Exception):
    """The file as a whole is no tracker."""


# ---- the file ----

def read_rows(path):
    """(number of the line, {meaning: text}) of each row, and the headings as they are written, by meaning."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what Excel writes unless it is told otherwise
    first = next((line for line in text.splitlines() if line.count(",") + line.count(";") + line.count("\t") >= 2), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    headings, places, rows, line = None, {}, [], 1
    for cells in reader:
        cells = [re.sub(r"\s+", " ", cell).strip() for cell in cells]
        if headings is None:
            places = find_headings(cells)
            if {"reference", "title"} <= set(places):
                headings = {meaning: cells[at] for meaning, at in places.items()}
        elif any(cells):
            rows.append((line, {meaning: cells[at] if at < len(cells) else "" for meaning, at in places.items()}))
        line = reader.line_num + 1
    if headings is None:
        raise Misused(f"{path}: no row has the headings Reference and Recommendation; is this the tracker, saved as CSV?")
    return rows, headings


def find_headings(cells):
    places = {}
    for at, cell in enumerate(cells):
        word = re.sub("[^a-z]", "", cell.lower())
        for meaning, names in COLUMNS.items():
            if word in names and meaning not in places:
                places[meaning] = at
    return places


def read_day(text):
    for form in ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%y", "%d-%b-%Y", "%B %Y", "%b-%y"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            pass
    return None


# ---- a row as a milestone ----

class Tracker:
    def __init__(self, register, options):
        self.register, self.options = register, options
        self.organisation = register.welcome.organisation
        self.states = {**STATES, **dict(options.status)}
        self.names = {}  # of organisations, as sources write them
        for found in register.list("organisation"):
            for name in (found.id, found.name, found.short_name, *found.other_names):
                if name:
                    self.names.setdefault(name.casefold(), found.id)
        self.stem = f"{self.organisation}/{options.prefix}-"
        self.there = {found.id: found for found in register.list("milestone", owner=self.organisation, withdrawn=True) if found.id.startswith(self.stem)}
        self.seen = {}  # which line had this id

    def milestone(self, line, row):
        """Its id, and the fields that it should have; None is a field that should be empty."""
        name = re.sub(r"[^a-z0-9._]+", "-", row["reference"].lower()).strip("-._")
        if not name:
            raise Rejected("reference", "is empty; every recommendation needs one that stays the same")
        identity = self.stem + name
        if identity in self.seen:
            raise Rejected("reference", f'"{row["reference"]}" stands on line {self.seen[identity]}, too')
        self.seen[identity] = line
        if not row["title"]:
            raise Rejected("title", "is empty")
        fields = {"title": row["title"], "owed_by": self.lead(row.get("owed_by", "")), "state": self.state(row.get("state", "")),
                  "when_text": self.target(row.get("when_text", "")), "note": self.note(row), "context_on": None}
        if row.get("context_on"):
            fields["context_on"] = read_day(row["context_on"])
            if fields["context_on"] is None:
                raise Rejected("context_on", f'"{row["context_on"]}" is no date; write it as 30/09/2026')
        for option in ("initiative", "visibility"):
            if getattr(self.options, option):
                fields[option] = getattr(self.options, option)
        return identity, fields

    def lead(self, name):
        if not name:
            return self.organisation
        if name.casefold() not in self.names:
            raise Rejected("owed_by", f'the register knows no organisation "{name}"; write its name as `concordat organisation list` has it')
        return self.names[name.casefold()]

    def state(self, word):
        if word.casefold() not in self.states:
            raise Rejected("state", f'"{word}" is not known; say what it means with --status "{word}=met", or planned, under_way, ...')
        return self.states[word.casefold()]

    @staticmethod
    def target(words):
        day = read_day(words) if re.fullmatch(r"[\d/.-]+", words) else None
        return (f"{day.day} {day:%B} {day.year}" if day else words) or None

    @staticmethod
    def note(row):
        rag = f"RAG in the tracker: {row['state']}." if row.get("state") else ""
        return " ".join(part for part in (rag, row.get("progress", "")) if part) or None

    def compare(self, identity, fields):
        """The write that it takes, or None."""
        found = self.there.get(identity)
        if found is None:
            return concordat.Put("milestone", identity, {name: value for name, value in fields.items() if value is not None}, 0, self.reason())
        if found.withdrawn_at is not None:
            raise Rejected("reference", f"{identity} was withdrawn in the register; an id is not used again")
        changed = {name: value for name, value in fields.items() if getattr(found, name) != value}
        if "when_text" in changed or "context_on" in changed:  # words mean what they mean together with their year
            changed.update({name: fields[name] for name in ("when_text", "context_on") if fields[name] is not None})
        return concordat.Put("milestone", identity, changed, found.version, self.reason()) if changed else None

    def reason(self):
        return self.options.reason or f"import of {os.path.basename(self.options.file)}"

    def write(self, put):
        """Writes it; or, for the plan, has the register judge it in a batch that cannot succeed, because its second half withdraws nothing."""
        try:
            if self.options.apply:
                self.register.put(put.kind, put.id, put.fields, if_version=put.if_version, reason=put.reason)
            else:
                self.register.batch([put, concordat.Withdraw("milestone", f"{self.stem}{uuid.uuid4()}")])
        except concordat.InvalidArgument as error:
            if error.rule != UNDATED or "set_by" in put.fields:
                raise Rejected(error.field, str(error)) from error
            if not self.options.set_by:
                raise Rejected("when_text", "no date; say with --set-by which body will set one, and with --chase-days when to ask it again") from error
            ask_again = self.register.today() + datetime.timedelta(days=self.options.chase_days)
            self.write(put._replace(fields={**put.fields, "set_by": self.options.set_by, "chase_on": ask_again}))
        except (concordat.Conflict, concordat.NotFound, concordat.Forbidden) as error:
            if error.item != 1:
                raise Rejected(error.field, str(error)) from error


def run(register, options):
    rows, headings = read_rows(options.file)
    tracker, counts = Tracker(register, options), dict.fromkeys(("new", "changed", "unchanged", "rejected"), 0)
    for line, row in rows:
        try:
            identity, fields = tracker.milestone(line, row)
            put = tracker.compare(identity, fields)
            if put is not None:
                tracker.write(put)
        except Rejected as rejected:
            counts["rejected"] += 1
            column = headings.get(rejected.column)
            print(f'{options.file}:{line}: {"column " + repr(column) + ": " if column else ""}{rejected}', file=sys.stderr)
            continue
        what = "unchanged" if put is None else "new" if put.if_version == 0 else "changed"
        counts[what] += 1
        if put is not None and not options.quiet:
            print(f"{what:8} {identity}  {', '.join(put.fields) if what == 'changed' else fields['title']}")
    gone = [identity for identity, found in tracker.there.items() if identity not in tracker.seen and found.withdrawn_at is None]
    for identity in gone:
        print(f"{identity} is in the register and no longer in the tracker; it was left as it is", file=sys.stderr)
    print(", ".join(f"{number} {what}" for what, number in counts.items()) + ("" if options.apply else " (a plan: nothing was written; --apply writes it)"))
    return REJECTED if counts["rejected"] else 0


def status(text):
    word, equals, state = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("write WORD=STATE, such as green=met")
    return word.strip().casefold(), state.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="the tracker, saved as CSV")
    parser.add_argument("--apply", action="store_true", help="write; without it nothing is changed")
    parser.add_argument("--prefix", default="rec", help="what the names of these milestones begin with, one for each tracker (rec)")
    parser.add_argument("--initiative", help="the work that all of them belong to, an id")
    parser.add_argument("--visibility", choices=("public", "named", "own"), help="who may see them")
    parser.add_argument("--status", action="append", default=[], type=status, metavar="WORD=STATE", help="what a word of the RAG column means, such as green=met")
    parser.add_argument("--set-by", metavar="BODY", help="for rows without a date (tbc, or empty): the body that will set it, an id")
    parser.add_argument("--chase-days", type=int, default=90, metavar="DAYS", help="for those: when to ask that body again (90)")
    parser.add_argument("--reason", help="why, for the history (import of FILE)")
    parser.add_argument("--context", help="which register and key; as for the command line")
    parser.add_argument("-q", "--quiet", action="store_true", help="print rejected rows and the last line only")
    options = parser.parse_args()
    try:
        with concordat.connect(options.context, agent="import_tracker") as register:
            return run(register, options)
    except (OSError, Misused, csv.Error) as error:
        print(f"import_tracker: {error}", file=sys.stderr)
        return 2
    except concordat.Error as error:
        print(f"import_tracker: {error}", file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
