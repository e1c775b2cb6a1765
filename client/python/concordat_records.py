"""What concordat.py gives and takes: its errors, records as Python objects, writes, conditions in words."""
from __future__ import annotations

import datetime
import difflib
import re
from typing import Any, Iterable, Iterator, Mapping, NamedTuple, Optional, Union

from google.protobuf.message import Message
from google.protobuf.unknown_fields import UnknownFieldSet

import envelope_pb2 as envelope
import records_pb2 as records

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


# ---- errors ----

class Error(Exception):
    """Any refusal. Fields that do not apply are "" or None."""
    exit_code = 1  # of a script that ends by it, the same as the command line's

    def __init__(self, message: str, *, status: str = "", field: str = "", item: Optional[int] = None, rule: str = "",
                 current: Optional[int] = None):
        super().__init__(message)
        self.status, self.field, self.item, self.rule, self.current = status, field, item, rule, current
        self.maybe_done = False


class BadContext(Error):
    """There is no such context, or it or its key cannot be used."""
    exit_code = 2


class NotEnrolled(Error):
    """The register does not know your key, or it was revoked or has expired."""
    exit_code = 4


class ServerKeyWrong(Error):
    """What listens there does not have the key that the context names."""
    exit_code = 7


class Unreachable(Error):
    """No answer: see fault."""
    exit_code = 7
    fault = ""


class NotFound(Error):
    """No such record, or not one that you may see."""
    exit_code = 3


class Forbidden(Error):
    """You may see it, but not do this to it."""
    exit_code = 5


class Conflict(Error):
    """The record moved (current: its version now), or is there already (current is None)."""
    exit_code = 6


class Pending(Error):
    """Accepted, but others must agree first."""
    exit_code = 8


class InvalidArgument(Error):
    """The request is wrong (field), or a rule of the register forbids it (rule)."""
    exit_code = 2


class Gap(Error):
    """A stream cannot go on where it was."""
    exit_code = 6
    reason = ""


for _error in (Error, *Error.__subclasses__()):
    _error.__module__ = "concordat"  # where a script finds them

STATUS_ERRORS = {"INVALID_ARGUMENT": InvalidArgument, "FAILED_PRECONDITION": InvalidArgument, "NOT_FOUND": NotFound, "ALREADY_EXISTS": Conflict,
                 "ABORTED": Conflict, "PERMISSION_DENIED": Forbidden, "UNAUTHENTICATED": NotEnrolled, "RESOURCE_EXHAUSTED": Unreachable,
                 "DEADLINE_EXCEEDED": Unreachable, "UNAVAILABLE": Unreachable, "PENDING": Pending}


def refusal_of(reply: envelope.Reply) -> Error:
    status, failure = word_of(envelope.Status.DESCRIPTOR, reply.status), reply.failure
    status = str(status).upper()
    if failure.rule in ("COMPACTED", "FUTURE", "DIVERGED"):
        gap = Gap(failure.message, status=status, field=failure.field, rule=failure.rule)
        gap.reason = failure.rule
        return gap
    error = STATUS_ERRORS.get(status, Error)(
        failure.message or status, status=status, field=failure.field, rule=failure.rule, item=failure.item if failure.HasField("item") else None,
        current=failure.current_version if failure.HasField("current_version") else None)
    error.maybe_done = failure.unknown
    return error


# ---- records ----

KINDS: dict[str, tuple[int, Any]] = {
    word[len("KIND_"):].lower(): (number, getattr(records, "".join(part.capitalize() for part in word[len("KIND_"):].split("_"))))
    for word, number in records.Kind.items() if number}
KIND_WORDS = {number: word for word, (number, _) in KINDS.items()}


def kind_of(name: str) -> tuple[str, int, Any]:
    word = name.replace("-", "_").lower()
    word = word if word in KINDS else word[:-1]
    if word not in KINDS:
        raise InvalidArgument(f'there is no kind "{name}"' + _meant(name, KINDS), field="kind")
    return (word, *KINDS[word])


def _meant(typed: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(typed, list(known), 1)
    return f"; did you mean {near[0]}?" if near else ""


def _number(message: Any, field: Any) -> int:
    """Of an enum; protobuf keeps one that it does not know elsewhere."""
    return next((found.data for found in UnknownFieldSet(message) if found.field_number == field.number), getattr(message, field.name))


def word_of(enumeration: Any, number: int) -> Union[str, int]:
    """MILESTONE_STATE_PARTLY_MET is "partly_met"; a number that this program does not know stays one."""
    value = enumeration.values_by_number.get(number)
    prefix = re.sub(r"(?<!^)(?=[A-Z])", "_", enumeration.name).upper() + "_"
    return value.name[len(prefix):].lower() if value else number


def instant_of(microseconds: int) -> datetime.datetime:
    return EPOCH + datetime.timedelta(microseconds=microseconds)


def day_in_london(at: datetime.datetime) -> datetime.date:
    """The clocks change at 01:00 UTC on the last Sundays of March and October."""
    def change(month: int) -> datetime.datetime:
        last = datetime.datetime(at.year, month, 31, 1, tzinfo=datetime.timezone.utc)
        return last - datetime.timedelta(days=last.isoweekday() % 7)
    return (at + datetime.timedelta(hours=change(3) <= at < change(10))).date()


def _value(field: Any, value: Any) -> Any:
    if field.label == field.LABEL_REPEATED:
        return list(value)
    if field.enum_type is not None:
        return word_of(field.enum_type, value)
    if field.name.endswith("_on") and field.type == field.TYPE_STRING:
        return datetime.date.fromisoformat(value)
    return instant_of(value) if field.name.endswith("_at") and field.type == field.TYPE_INT64 else value


class Record:
    """What the register holds of one record: fields as attributes, read-only. See the head of this module."""
    __slots__ = ("kind", "_type", "_values")

    def __init__(self, kind: Union[str, int], body: Union[bytes, Message]):
        self.kind = kind if isinstance(kind, str) else KIND_WORDS.get(kind, str(kind))
        self._type = KINDS[self.kind][1].DESCRIPTOR
        message = body if isinstance(body, Message) else KINDS[self.kind][1].FromString(body)
        self._values = {field.name: _value(field, value) for field, value in message.ListFields()}
        for unknown in UnknownFieldSet(message):  # where protobuf keeps an enum's value that it does not know
            field = self._type.fields_by_number.get(unknown.field_number)
            if field is not None and field.enum_type is not None:
                self._values[field.name] = unknown.data

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._type.fields_by_name:
            raise AttributeError(f"a {self.kind} has no field {name}" if not name.startswith("_") else name)
        return self._values.get(name, [] if self._type.fields_by_name[name].label == 3 else None)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self._values.items())

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and (self.kind, self._values) == (other.kind, other._values)

    def __repr__(self) -> str:
        return f"<{self.kind} {self._values}>"


class Written(NamedTuple):
    id: str
    version: int
    revision: int
    changed: bool  # False: everything was already so


def written_of(message: envelope.Written) -> Written:
    return Written(message.id, message.version, message.revision, message.changed)


class Change(NamedTuple):
    revision: int
    type: Union[str, int]  # created, changed, withdrawn; appeared, vanished: what you may see has changed
    kind: str
    id: str
    version: int
    changed_at: datetime.datetime
    changed_by: str
    reason: str
    fields: list[str]
    before: Optional[Record]
    after: Optional[Record]
    cursor: str  # go on after here: watch(since=...); "" in a history


def change_of(message: envelope.Change, cursor: str = "") -> Change:
    fields = message.DESCRIPTOR.fields_by_name
    number = _number(message, fields["kind"])
    kind = KIND_WORDS.get(number, str(number))
    before, after = (Record(kind, getattr(message, half)) if kind in KINDS and message.HasField(half) else None for half in ("before", "after"))
    return Change(message.revision, word_of(fields["type"].enum_type, _number(message, fields["type"])), kind, message.id, message.version,
                  instant_of(message.changed_at), message.changed_by, message.reason, list(message.fields), before, after, cursor)


def cursor_text(cursor: envelope.Cursor) -> str:
    return f"{cursor.history_id}:{cursor.revision}:{cursor.hash.hex()}"


def _set(message: Any, field: Any, value: Any) -> None:
    def wrong(what: str) -> InvalidArgument:
        return InvalidArgument(f"{field.name}: {value!r} is {what}", field=field.name)
    try:
        if field.label == field.LABEL_REPEATED:
            if isinstance(value, str):
                raise wrong("no list of strings")
            getattr(message, field.name).extend(value)
            return
        if field.enum_type is not None and isinstance(value, str):
            words = {word_of(field.enum_type, v.number): v.number for v in field.enum_type.values if v.number}
            word = value.lower().replace("-", "_").replace(" ", "_")
            if word not in words:
                raise wrong("none of " + ", ".join(str(word) for word in words))
            value = words[word]
        elif isinstance(value, datetime.datetime):
            value = (value - EPOCH) // datetime.timedelta(microseconds=1)
        elif isinstance(value, datetime.date):
            value = value.isoformat()
        elif isinstance(value, bool) and field.type != field.TYPE_BOOL:
            raise wrong("no number")
        elif field.name.endswith("_on") and isinstance(value, str):
            datetime.date.fromisoformat(value)
        setattr(message, field.name, value)
    except (TypeError, ValueError) as error:
        raise wrong(f"not right: {error}") from error


class Put(NamedTuple):
    """One write of a batch: Put("milestone", "northmoor-bc/plan", {"title": "Local plan"}, if_version=0)."""
    kind: str
    id: str
    fields: Mapping[str, Any] = {}
    if_version: Optional[int] = None
    reason: Optional[str] = None

    def _message(self) -> envelope.Put:
        word, number, type_ = kind_of(self.kind)
        record, put = type_(id=self.id), envelope.Put(expect_version=self.if_version, reason=self.reason)
        for name, value in self.fields.items():
            field = type_.DESCRIPTOR.fields_by_name.get(name)
            if field is None or name == "id":
                raise InvalidArgument(f'a {word} has no field "{name}" to be written' + _meant(name, type_.DESCRIPTOR.fields_by_name), field=name)
            if value is None or (field.label == field.LABEL_REPEATED and not value):
                put.clear.append(name)
            else:
                _set(record, field, value)
        put.record.kind, put.record.body = number, record.SerializeToString()
        return put


class Withdraw(NamedTuple):
    """One withdrawal of a batch."""
    kind: str
    id: str
    if_version: Optional[int] = None
    reason: Optional[str] = None

    def _message(self) -> envelope.Withdraw:
        return envelope.Withdraw(kind=kind_of(self.kind)[1], id=self.id, expect_version=self.if_version, reason=self.reason)


# ---- conditions ----

OPERATORS = {"=": "EQ", "!=": "NE", "<": "LT", "<=": "LE", ">": "GT", ">=": "GE", "in": "IN", "contains": "CONTAINS", "present": "PRESENT", "absent": "ABSENT"}
CONDITION = re.compile(r"\s*([\w-]+)\s*(!=|<=|>=|=|<|>|(?:in|contains|present|absent)(?!\S))\s*(.*?)\s*", re.S | re.I)


def text_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return str((value - EPOCH) // datetime.timedelta(microseconds=1))
    return str(value)


def conditions_of(type_: Any, where: Iterable[str], equals: Mapping[str, Any]) -> Iterator[envelope.Condition]:
    def condition(name: str, operator: str, values: Iterable[Any]) -> envelope.Condition:
        name = name.replace("-", "_")
        if name not in type_.DESCRIPTOR.fields_by_name:
            raise InvalidArgument(f'there is no field "{name}"' + _meant(name, type_.DESCRIPTOR.fields_by_name), field=name)
        return envelope.Condition(field=name, op=envelope.Operator.Value("OPERATOR_" + operator), values=[text_of(value) for value in values])
    for text in where:
        found = CONDITION.fullmatch(text)
        operator = OPERATORS[found[2].lower()] if found else ""
        if not found or bool(found[3]) == (operator in ("PRESENT", "ABSENT")):
            raise InvalidArgument(f'"{text}" is no condition: write FIELD = VALUE, with one of ' + " ".join(OPERATORS), field="where")
        yield condition(found[1], operator, [part.strip() for part in found[3].split(",")] if operator == "IN" else [found[3]] if found[3] else [])
    for name, value in equals.items():
        if value is None:
            yield condition(name, "ABSENT", [])
        else:
            yield condition(name, "IN" if isinstance(value, (list, tuple, set)) else "EQ", value if isinstance(value, (list, tuple, set)) else [value])
