#!/usr/bin/python3
"""What your organisation owes others in the next days, as Markdown: for the agenda of a partnership board, or a mail on Monday.

    owed_to_others.py                              the next 30 days, and what is overdue, on standard output
    owed_to_others.py --days 90 --output owed.md
    owed_to_others.py --organisation gloucestershire-cc --from 2015-09-01

What is owed to nobody in particular is listed too, as owed to "the partnership"; what you owe only yourselves is not. Days are in
London, by the register's clock. Exit status: 0 done (also when nothing is owed), 2 command line wrong or the file cannot be written,
3 no such organisation, 4 key not enrolled, 7 the register cannot be reached.
"""
import argparse
import datetime
import os
import re
import sys

import concordat


def day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f'"{text}" is no day; write it as 2026-09-30') from error


def days(text):
    if not text.isdigit() or not 0 < int(text) <= 3660:
        raise argparse.ArgumentTypeError("wants a number of days, 1 to 3660")
    return int(text)


def in_words(date):
    return f"{date.day} {date:%B} {date.year}"


def cell(text):
    """What others wrote, so that it stays in its cell and is nothing but text."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", re.sub(r"\s+", " ", text or ""))


class Report:
    def __init__(self, register, organisation, first, length):
        self.register, self.organisation, self.first = register, organisation, first
        self.last = first + datetime.timedelta(days=length)
        self.us = register.get("organisation", organisation)
        self.names = {found.id: found.name or found.id for found in register.list("organisation")}

    def owed(self, *where):
        """Open obligations to others, the first first."""
        found = self.register.list("obligation", "state = open", *where, owed_by=self.organisation, order="due_on")
        return [one for one in found if one.owed_to != [self.organisation]]

    def row(self, one):
        to = ", ".join(self.names.get(who, who) for who in one.owed_to if who != self.organisation) or "the partnership"
        moved = f"{one.moves} × since {in_words(one.first_due_on)}" if one.moves and one.first_due_on else ""
        cells = (in_words(one.due_on), one.title, to, one.initiative_title or one.initiative or "", one.when_text, moved, one.record)
        return "| " + " | ".join(cell(text) for text in cells) + " |"

    def table(self, title, found, otherwise):
        lines = [f"## {title}", ""]
        if found:
            lines += ["| Due | What | To whom | Part of | In the words of the source | Moved | Record |", "|---|---|---|---|---|---|---|"]
        return lines + ([self.row(one) for one in found] or [otherwise]) + [""]

    def text(self):
        revision = self.register.cursor().split(":")[1]
        coming = self.owed(f"due_on >= {self.first}", f"due_on <= {self.last}")
        overdue = self.owed(f"due_on < {self.first}")
        lines = [f"# What {cell(self.us.name or self.organisation)} owes others", "",
                 f"{in_words(self.first)} to {in_words(self.last)}: {len(coming)} due, {len(overdue)} overdue. From the register, revision {revision} or later.", ""]
        lines += self.table("Due", coming, "Nothing is due.")
        lines += self.table("Overdue", overdue, "Nothing is overdue.")
        return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=days, default=30, help="how far ahead (30)")
    parser.add_argument("--from", dest="first", type=day, help="the first day; today unless given")
    parser.add_argument("--organisation", help="who owes, an id; the one that your key belongs to unless given")
    parser.add_argument("--output", metavar="FILE", help="write there instead of standard output")
    parser.add_argument("--context", help="which register and key; as for the command line")
    options = parser.parse_args()
    try:
        with concordat.connect(options.context, agent="owed_to_others") as register:
            text = Report(register, options.organisation or register.welcome.organisation, options.first or register.today(), options.days).text()
        if options.output:
            with open(options.output + ".new", "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(options.output + ".new", options.output)
        else:
            sys.stdout.write(text)
    except OSError as error:
        print(f"owed_to_others: {error}", file=sys.stderr)
        return 2
    except concordat.Error as error:
        print(f"owed_to_others: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
