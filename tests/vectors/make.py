#!/usr/bin/python3
"""Adds the vectors that envelopes.json, records.json and hostile.json lack; those that are there stay as they are.

    PYTHONPATH=build/dev/python tests/vectors/make.py
"""

import json
import os

import envelope_pb2 as envelope
import records_pb2 as records
from google.protobuf import json_format

HERE = os.path.dirname(os.path.abspath(__file__))
HISTORY = "6f1c2f0e-52a7-4d5c-9e65-0a4d1f6f8a11"
AT = 1793000000000000
KINDS = {name[len("KIND_"):]: number for name, number in records.Kind.items() if number}


def message_of(kind):
    return getattr(records, "".join(part.capitalize() for part in kind.split("_")))


# ---- records: every field, by its type and name ----

def value_of(field, kind):
    if field.name == "id":
        return "northmoor-bc" if kind == "ORGANISATION" else "northmoor-bc/vector"
    if field.type == field.TYPE_ENUM:
        return field.enum_type.values[-1].number
    if field.type == field.TYPE_BOOL:
        return True
    if field.type == field.TYPE_STRING:
        return "2040-02-29" if field.name.endswith("_on") else f"{field.name.replace('_', ' ')}: Cyngor Sir Ynys Môn, £5, 界"
    if field.name.endswith("_pence"):
        return -123456789012345
    return AT if field.name.endswith("_at") else field.number * 1000 + 7


def full_record(kind):
    record = message_of(kind)()
    for field in record.DESCRIPTOR.fields:
        value = value_of(field, kind)
        if field.label == field.LABEL_REPEATED:
            getattr(record, field.name).extend([value, "", "again"])
        else:
            setattr(record, field.name, value)
    return record


def edge_records():
    yield "an amount of zero is there, an absent one is not", records.MoneyAmount(id="northmoor-bc/zero", amount=1, amount_pence=0)
    yield "an empty record", records.Body()
    yield "a text that is there and empty", records.Body(id="northmoor-bc/b", note="")
    yield "the least and the greatest number", records.MoneyLine(id="northmoor-bc/m", version=-2**63, stated_total_pence=2**63 - 1)
    yield "a negative int32 takes ten bytes", records.Body(id="northmoor-bc/b", position=-1)
    yield "an enum that was not said, on purpose", records.Milestone(id="northmoor-bc/m", state=0)
    yield "characters of one to four bytes", records.Note(id="northmoor-bc/n", text="a\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff")
    yield "a thousand entries, as many as may be", records.Body(id="northmoor-bc/b", functions=[""] * 1000)


# ---- envelopes ----

BODY = records.Body(id="northmoor-bc/board", name="Board").SerializeToString()
RECORD = envelope.Record(kind=records.KIND_BODY, body=BODY)
CURSOR = envelope.Cursor(history_id=HISTORY, revision=2**40, hash=bytes(range(8)))
PUT = envelope.Put(record=RECORD, clear=["chair", "note"], expect_version=7, reason="agreed")
WITHDRAW = envelope.Withdraw(kind=records.KIND_AREA, id="northmoor-bc/quay", expect_version=1, reason="no such place")
WRITTEN = envelope.Written(id="northmoor-bc/board", version=8, revision=4711, changed=True)
CHANGE = envelope.Change(revision=4711, type=envelope.CHANGE_TYPE_CHANGED, kind=records.KIND_BODY, id="northmoor-bc/board", version=8, changed_at=AT,
                         changed_by="northmoor-bc/officer", reason="agreed", fields=["name", "chair"], before=BODY, after=BODY)
VERBS = {
    "hello": envelope.Hello(protocol_min=1, protocol_max=1, agent="vector/1"), "ping": envelope.Ping(),
    "get": envelope.Get(kind=records.KIND_MILESTONE, id="northmoor-bc/hub-open"),
    "list": envelope.List(kind=records.KIND_MILESTONE, where=[
        envelope.Condition(field="state", op=envelope.OPERATOR_IN, values=["planned", "under_way"]), envelope.Condition(field="latest_on", op=envelope.OPERATOR_PRESENT)],
        search="hub", order="-latest_on", page=50, cursor=b"\0\xff", as_of_revision=2**63, as_of_on="2040-02-29", withdrawn=True),
    "put": PUT, "batch": envelope.Batch(items=[envelope.BatchItem(put=PUT), envelope.BatchItem(withdraw=WITHDRAW)]), "withdraw": WITHDRAW,
    "history": envelope.History(kind=records.KIND_BODY, id="northmoor-bc/board", page=10, before_revision=4711),
    "attach": envelope.Attach(stream=1, type=envelope.STREAM_TYPE_CHANGES, since=CURSOR, kinds=[records.KIND_BODY, records.KIND_MILESTONE],
                              subscription="northmoor-bc/watch", since_number=3, credit=64),
    "credit": envelope.Credit(stream=1, more=32), "settle": envelope.Settle(stream=3, number=9, more=32), "detach": envelope.Detach(stream=4294967295),
}
RESULTS = {
    "welcome": envelope.Welcome(protocol=1, register_id=HISTORY, history_id=HISTORY, head=4711, server="concordatd/1", client="northmoor-bc/officer",
                                organisation="northmoor-bc", roles=["reader", "editor"], message_bytes_max=65536, in_flight_max=32, batch_max=256, page_max=1000,
                                streams_max=16, credit_max=1024, now_at=AT, head_hash=bytes(range(32))),
    "pong": envelope.Pong(now_at=AT), "record": RECORD, "list": envelope.RecordList(kind=records.KIND_BODY, bodies=[BODY, b""], next=b"more"), "written": WRITTEN,
    "batch": envelope.BatchWritten(written=[WRITTEN, envelope.Written(id="northmoor-bc/quay", version=2, revision=4712, changed=False)]),
    "history": envelope.ChangeList(changes=[CHANGE], next_before=4000), "attached": envelope.Attached(stream=1, head=CURSOR, settled_number=0),
    "settled": envelope.Settled(stream=3, number=9),
}
CONTENTS = {"change": CHANGE, "alerts": envelope.AlertList(alerts=[records.Alert(id="northmoor-bc/watch.1", number=1), records.Alert()]), "tick": envelope.Tick(head=4711, now_at=AT),
            "end": envelope.End(reason=envelope.END_REASON_STOPPING, message="the register stops")}


def envelopes():
    for field in envelope.Request.DESCRIPTOR.oneofs_by_name["verb"].fields:
        yield f"request: {field.name}", envelope.Request(id=b"\1\2\3\4", deadline_ms=5000, idempotency_key=bytes(range(16)), traceparent="00-0af7-b7ad-01", **{field.name: VERBS[field.name]})
    yield "request: settle without a reply", envelope.Request(id=b"1", settle=envelope.Settle(stream=3, number=10, more=1, quiet=True))
    yield "request: without a verb", envelope.Request(id=b"1")
    for field in envelope.Reply.DESCRIPTOR.oneofs_by_name["result"].fields:
        yield f"reply: {field.name}", envelope.Reply(id=b"\1\2\3\4", revision=2**64 - 1, status=envelope.STATUS_OK, **{field.name: RESULTS[field.name]})
    for name, number in envelope.Status.items():
        if number > envelope.STATUS_OK:
            yield f"reply: {name}", envelope.Reply(id=b"1", revision=4711, status=number, failure=envelope.Failure(
                message="what is wrong and what to do", field="latest_on", item=2, current_version=8, retry_after_ms=200, unknown=True, rule="part_of_circle"))
    yield "reply: OK without a result", envelope.Reply(id=b"1", revision=0, status=envelope.STATUS_OK)
    for field in envelope.Push.DESCRIPTOR.oneofs_by_name["content"].fields:
        cursor = {} if field.name in ("alerts", "end") else {"cursor": CURSOR}
        yield f"push: {field.name}", envelope.Push(stream=1, **{field.name: CONTENTS[field.name]}, **cursor)
    yield "push: alerts, and what is settled", envelope.Push(stream=3, alerts=CONTENTS["alerts"], settled=10)
    yield "push: what is settled", envelope.Push(stream=3, settled=2**64 - 1)


# ---- hostile bytes ----

def varint(number):
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def sized(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def number(field, value):
    return varint(field << 3) + varint(value)


ID, PING = sized(1, b"h1"), sized(11, b"")  # of a Request; and of a record:
NAME = sized(1, b"northmoor-bc/x")
REQUESTS = (
    ("a request and nothing odd", ID + PING, True, ""),
    ("cut short in a key", ID + b"\xff", False, ""),
    ("cut short in a number", ID + b"\x10\xff", False, ""),
    ("a length that reaches past the end", ID + b"\x5a\x05", False, ""),
    ("trailing bytes: a zero is field 0", ID + PING + b"\0", False, ""),
    ("a number of eleven bytes", ID + b"\x10" + b"\x80" * 10 + b"\1", False, ""),
    ("a number of ten bytes that is wider than 64 bits", ID + b"\x10" + b"\xff" * 9 + b"\x7f", False, ""),
    ("an overlong number of few bytes is still that number", ID + b"\x10\x85\x80\x00" + PING, True, ""),
    ("a number too great for uint32", ID + number(2, 2**32) + PING, False, "deadline_ms"),
    ("a group", ID + b"\x5b\x5c", False, ""),
    ("the end of a group that never began", ID + b"\x5c", False, ""),
    ("wire type 6", ID + b"\x5e\0", False, ""),
    ("wire type 7", ID + b"\x5f\0", False, ""),
    ("a text where a number belongs", ID + sized(2, b"5") + PING, False, "deadline_ms"),
    ("a number where a message belongs", ID + number(11, 1), False, "ping"),
    ("a field twice", ID + ID + PING, False, "id"),
    ("two verbs", ID + PING + sized(12, b""), False, "get"),
    ("one verb twice", ID + PING + PING, False, "ping"),
    ("a text that is not UTF-8", ID + sized(4, b"\xff\xfe") + PING, False, "traceparent"),
    ("a text with a NUL", ID + sized(4, b"a\0b") + PING, False, "traceparent"),
    ("a surrogate", ID + sized(4, b"\xed\xa0\x80") + PING, False, "traceparent"),
    ("an overlong character", ID + sized(4, b"\xc0\xaf") + PING, False, "traceparent"),
    ("a character past U+10FFFF", ID + sized(4, b"\xf4\x90\x80\x80") + PING, False, "traceparent"),
    ("a character cut short", ID + sized(4, b"a\xe2\x82") + PING, False, "traceparent"),
    ("a text of 16,385 bytes", ID + sized(4, b"a" * 16385) + PING, False, "traceparent"),
    ("an unknown kind", ID + sized(12, number(1, 9999)), False, "kind"),
    ("an unknown operator", ID + sized(13, number(1, 10) + sized(2, sized(1, b"name") + number(2, 99))), False, "op"),
    ("a boolean of 2", ID + sized(13, number(1, 10) + number(9, 2)), False, "withdrawn"),
    ("a list of 1,001 entries", ID + sized(13, number(1, 10) + sized(2, b"") * 1001), False, "where"),
    ("more than 4,096 fields", ID + sized(13, sized(2, sized(1, b"") + sized(3, b"") * 5) * 700), False, ""),
    ("an unknown field", ID + number(4000, 1) + PING, True, ""),
    ("64 unknown fields", ID + number(4000, 1) * 64 + PING, True, ""),
    ("65 unknown fields", ID + number(4000, 1) * 65 + PING, False, ""),
    ("an unknown field of 5,000 bytes", ID + sized(4000, b"a" * 5000) + PING, False, ""),
    ("an unknown field that looks like endless nesting is not entered", ID + sized(4000, b"\x5a\x02\x5a\x00" * 9) + PING, True, ""),
    ("a field number past 2^29", ID + b"\x80\x80\x80\x80\x20\0", False, ""),
)
RECORDS = (
    ("a record and nothing odd", NAME + sized(20, b"Board"), True, ""),
    ("an unknown field in a record", NAME + sized(20, b"Board") + number(4000, 1), False, ""),
    ("an unknown value of an enum", NAME + number(23, 9999), False, "type"),
    ("a negative value of an enum", NAME + number(23, 2**64 - 1), False, "type"),
    ("a number past int32", NAME + number(36, 2**31), False, "position"),
    ("a day that does not exist", NAME + sized(98, b"2041-02-29"), False, "context_on"),
    ("a day in another form", NAME + sized(98, b"29/02/2040"), False, "context_on"),
    ("an id with a capital", sized(1, b"northmoor-bc/X"), False, "id"),
    ("an id without a founder", sized(1, b"board"), False, "id"),
    ("an id that climbs", sized(1, b"northmoor-bc/../x"), False, "id"),
    ("an id of 121 bytes", sized(1, b"northmoor-bc/" + b"x" * 108), False, "id"),
    ("a field twice in a record", NAME + sized(20, b"A") + sized(20, b"B"), False, "name"),
    ("a record cut short", NAME + b"\xa2\x01\x05Boa", False, ""),
    ("a group in a record", NAME + b"\xa3\x01\xa4\x01", False, ""),
)


def hostile():
    for says, data, accepted, field in REQUESTS:
        yield {"says": says, "message": "Request", "check": "envelope", "hex": data.hex(), "accepted": accepted, "field": field}
    for says, data, accepted, field in RECORDS:
        yield {"says": says, "message": "Body", "check": "record", "hex": data.hex(), "accepted": accepted, "field": field}


# ---- files ----

def twin(says, message):
    return {"says": says, "message": message.DESCRIPTOR.name, "hex": message.SerializeToString(deterministic=True).hex(),
            "json": json_format.MessageToDict(message, preserving_proto_field_name=True)}


def add(name, vectors):
    path = os.path.join(HERE, name)
    kept = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            kept = json.load(file)
    known = {vector["says"] for vector in kept}
    added = [vector for vector in vectors if vector["says"] not in known]
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(vector, ensure_ascii=False) for vector in kept + added) + "\n]\n")
    print(f"{name}: {len(kept)} kept, {len(added)} added")


if __name__ == "__main__":
    add("envelopes.json", [twin(says, message) for says, message in envelopes()])
    add("records.json", [twin(f"{kind.lower()}: every field", full_record(kind)) for kind in KINDS] + [twin(*edge) for edge in edge_records()])
    add("hostile.json", list(hostile()))
