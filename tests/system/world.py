"""One record of every stored kind, made from the descriptors and the register's own table of fields, so that a kind that is added later
is tested without a line here (unless it has a rule of its own: see WANTED).

    world = World(register, "alpha")              # what others refer to: alpha/base-body and so on, public
    world.put("milestone", "alpha/x", "zebra", records.VISIBILITY_OWN)     # every text says zebra, every reference names a base
"""

import datetime

from register import OPERATOR, Key, envelope, records

KINDS = {name[len("KIND_"):].lower(): number for name, number in records.Kind.items() if number}
MESSAGES = {kind: getattr(records, "".join(part.capitalize() for part in kind.split("_"))) for kind in KINDS}
STORED = [kind for kind in KINDS if "created_at" in MESSAGES[kind].DESCRIPTOR.fields_by_name]
KEPT = {"id", "owner", "visibility", "readers", "version", "revision", "created_at", "created_by", "changed_at", "changed_by", "reason", "withdrawn_at",
        "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf"}
BASES = ["area", "document", "body", "initiative", "meeting", "agenda_item", "decision", "clause", "milestone", "money_line", "indicator"]


def in_words(day):
    return f"{day.day} {day:%B} {day.year}"


SOON = datetime.date.today() + datetime.timedelta(days=20)
# What the rules of a kind want; everything else follows from its fields.
WANTED = {
    "organisation": {"type": 25}, "body": {"status": 4}, "body_link": {"type": 2}, "document": {"completeness": 2}, "initiative": {"type": 1, "stated_parts": 9},
    "milestone": {"when_text": in_words(SOON), "stated_deliverables": 7}, "meeting": {"when_text": in_words(SOON)}, "participation": {"share": 2},
    "money_line": {"type": 1, "stated_total": 1, "stated_total_pence": 500}, "money_amount": {"amount": 1, "amount_pence": 77},
    "subscription": {"leads": ["1d"], "events": ["due"]}, "holiday": {"day_on": "2031-03-03", "division": "scotland"}, "client": {"roles": ["reader"]},
    "grant": {"record_kind": KINDS["milestone"], "record": "alpha/base-milestone"},
}


class World:
    def __init__(self, register, owner):
        self.owner = owner
        self.client = register.client(owner, roles=["reader", "editor", "registrar"])
        self.operator = register.operator
        rows = register.psql("select k.name, f.name, f.refers_to from concordat.field f join concordat.kind k on k.number = f.kind where f.refers_to is not null")
        self.refers = {(kind, field): to for kind, field, to in (row.split("|") for row in rows.split("\n"))}
        self.required = {tuple(row.split("|")) for row in register.psql("select table_name, column_name from information_schema.columns "
                         "where table_schema = 'concordat' and is_nullable = 'NO'").split("\n")}
        for kind in BASES:
            self.client.create(self.record(kind, self.base(kind), "base", records.VISIBILITY_PUBLIC, whole=False))

    def base(self, kind):
        return self.owner if kind == "organisation" else f"{self.owner}/base-{kind}"

    def is_operators(self, kind):
        return kind in ("organisation", "holiday")

    def author(self, kind):
        return self.operator if self.is_operators(kind) else self.client

    def name(self, kind, name):
        """An id that the author of this kind may found."""
        return name if kind == "organisation" else f"{OPERATOR if self.is_operators(kind) else self.owner}/{name}"

    def record(self, kind, identity, word, visibility, readers=(), whole=True):
        """whole: every field has a value; otherwise only those that the kind cannot do without."""
        record = MESSAGES[kind](id=identity, visibility=visibility, readers=readers)
        for field in record.DESCRIPTOR.fields:
            if field.name in KEPT or field.name in WANTED.get(kind, {}) or not (whole or (kind, field.name) in self.required):
                continue
            value = self.value(kind, field, word)
            if value is not None and field.label == field.LABEL_REPEATED:
                getattr(record, field.name).append(value)
            elif value is not None:
                setattr(record, field.name, value)
        for name, value in WANTED.get(kind, {}).items():
            if isinstance(value, list):
                getattr(record, name).extend(value)
            else:
                setattr(record, name, value)
        if kind == "participation":
            record.initiative = self.base("initiative")
        return record

    def value(self, kind, field, word):
        to = self.refers.get((kind, field.name))
        if to:
            return OPERATOR if self.is_operators(kind) and to == "organisation" else None if self.is_operators(kind) else self.base(to)
        if field.name == "public_key":
            return Key().public
        if field.type == field.TYPE_STRING:
            return "2015-09-30" if field.name.endswith("_on") else f"{word} {field.name}"
        return None

    def put(self, kind, identity, word, visibility, readers=()):
        return self.author(kind).create(self.record(kind, identity, word, visibility, readers), reason=f"{word} reason")

    def change(self, kind, identity, **values):
        record = MESSAGES[kind](id=identity)
        for name, value in values.items():
            if isinstance(value, (list, tuple)):
                getattr(record, name).extend(value)
            else:
                setattr(record, name, value)
        return self.author(kind).put(record)


# ---- one client's whole view ----

def answer(client, **verb):
    """The bytes of the reply without what differs from asking to asking: its id, and the register's revision."""
    reply = client.ask(**verb)
    reply.ClearField("id")
    reply.ClearField("revision")
    return reply


def pages(client, kind, **question):
    """Every page of a list, as replies."""
    found, cursor = [], b""
    while True:
        listing = envelope.List(kind=KINDS[kind], cursor=cursor, **question)
        reply = answer(client, list=listing)
        found.append(reply)
        if reply.status != envelope.STATUS_OK or not reply.list.next:
            return found
        cursor = reply.list.next


def where(field, operator, *values):
    return envelope.Condition(field=field, op=envelope.Operator.Value("OPERATOR_" + operator), values=values)


def view(client, words, ids, as_of):
    """All that one client is told about everything: by (kind, way of asking). ids: of records, by kind; words: that texts hold."""
    ways = {}
    for kind, message in MESSAGES.items():
        fields = message.DESCRIPTOR.fields_by_name
        ways[kind, "list"] = pages(client, kind, page=3)
        ways[kind, "withdrawn"] = pages(client, kind, withdrawn=True)
        ways[kind, "descending"] = pages(client, kind, page=2, order="-id")
        ways[kind, "as of"] = pages(client, kind, as_of_revision=as_of)
        ways[kind, "as of a day"] = pages(client, kind, as_of_on=datetime.date.today().isoformat())
        for name in ("title", "name", "text", "latest_on", "due_on", "note", "revision"):
            if name in fields:
                ways[kind, "by " + name] = pages(client, kind, page=2, order=name)
                ways[kind, "absent " + name] = pages(client, kind, where=[where(name, "ABSENT")])
        for word in words:
            ways[kind, "search " + word] = pages(client, kind, search=word)
            for name in ("note", "title", "source_place", "readers"):
                if name in fields:
                    ways[kind, f"{name} holds {word}"] = pages(client, kind, where=[where(name, "CONTAINS", word)])
        if ids.get(kind):
            ways[kind, "ids"] = pages(client, kind, where=[where("id", "IN", *ids[kind])])
            ways[kind, "greater"] = pages(client, kind, where=[where("id", "GE", min(ids[kind]))])
    return ways
