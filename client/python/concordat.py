"""concordat - a register of what partner organisations have agreed, from a Python script.

Install: `cmake --install BUILD --component python`, or see client/python/README.md; in a build tree BUILD/python belongs on PYTHONPATH.
Needed besides: Debian's python3-zmq and python3-protobuf, nothing else.

    import concordat

    with concordat.connect() as register:                      # the context and key that the command line uses, too
        for deadline in register.due(within_days=14, owed_by="northmoor-bc"):
            print(deadline.due_on, deadline.title)             # a datetime.date and a str
        plan = register.get("milestone", "northmoor-bc/local-plan")
        register.put("milestone", plan.id, when_text="by June 2027", if_version=plan.version, reason="inspector's letter of 3 May")
        for change in register.watch(kinds=["milestone"]):     # goes on for ever, through lost connections and restarts
            print(change.type, change.id, change.fields, change.cursor)

Contexts are those of `concordat context` (CONCORDAT_CONTEXT, CONCORDAT_CONFIG_DIR, CONCORDAT_SERVER count here as well); a key file
that others can read is refused. connect(context, server=, timeout=30, patience=5): a call may take `timeout` seconds, lost
connections and second attempts included; the first connection must come within `patience` seconds.

Records have the fields of proto/records.proto as attributes; one that is absent is None (a list: []), one that there is not is an
AttributeError; dict(record) holds those that are present. A field *_on is a datetime.date, *_at a datetime in UTC, *_pence an int,
an enum its short word ("partly_met"; an int when it is newer than this program). The same is taken for writing, and days in ISO, and
None to empty a field. A float is never money: pence are ints.

    list(kind, "latest_on < 2026-09-30", state="planned", order="latest_on")    conditions as in `concordat KIND list --where`
    get(kind, id)   history(kind, id)   due(from_on, to_on)   today()   cursor()
    put(kind, id, field=value, ..., if_version=, reason=)        if_version 0: create; n: change version n; none: whatever is there
    batch([Put(...), Withdraw(...)])                             all or nothing   withdraw(kind, id)
    watch(since=cursor)   alerts(subscription)                   streams: generators without an end, unless timeout= is given

Streams attach again by themselves after the last item that you took. To miss nothing over a restart of your script, keep
change.cursor (a str) when a change is dealt with and give it as since=; cursor() is the present place, and 0 the beginning. An
alert is settled when you ask for the next one; one that you break off at comes again. Those that came together are confirmed together:
a script that is killed among them may be told again of the last few that it dealt with, so keep alert.number where that matters.
timeout=SECONDS ends a stream when nothing new came for so long (a watch never before it has shown all that there was when it began):
what a job under cron wants.

Errors are concordat.Error, str() of which says what is wrong and what to do:
    BadContext        no such context, or its key cannot be used
    Unreachable       no answer; .fault says why: nobody_listening, not_answering, no_curve, bad_protocol, lost
    ServerKeyWrong    the register there is not the one whose key the context holds
    NotEnrolled       the register does not know your key, or it was revoked
    NotFound, Forbidden, Conflict (.current: its version now), Pending (others must agree first)
    InvalidArgument   .field says which, .item which write of a batch, .rule the rule of the register that forbids it
    Gap               a stream cannot go on where it was; .reason COMPACTED, FUTURE or DIVERGED: read the lists again
A write is sent again under its idempotency key until it is answered, so it happens once; when the time is up before an answer came,
Error.maybe_done is True and you may put() again with the same key=.

Threads: none, and not thread-safe: one connection belongs to one thread and does not survive a fork. Between calls nothing of
it runs but libzmq's heartbeat, so a handler may take its time.
"""
from __future__ import annotations

import datetime
import os
from typing import Any, Iterable, Iterator, List, Mapping, Optional, Union

import envelope_pb2 as envelope
from concordat_context import read_context
from concordat_link import FOR_EVER, Connection
from concordat_records import (BadContext, Change, Conflict, Error, Forbidden, Gap, InvalidArgument, NotEnrolled, NotFound, Pending, Put, Record,
                               ServerKeyWrong, Unreachable, Withdraw, Written, change_of, conditions_of, cursor_text, day_in_london, instant_of, kind_of,
                               text_of, written_of)
from concordat_stream import Stream

__all__ = ["connect", "Register", "Record", "Change", "Written", "Put", "Withdraw", "Error", "BadContext", "NotEnrolled", "ServerKeyWrong", "Unreachable",
           "NotFound", "Forbidden", "Conflict", "Pending", "InvalidArgument", "Gap"]
VERSION = "0.1.0"
PAGE = 1000


class Register(Connection):
    """A connection, made by connect(), and what can be asked of a register over it."""

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    # ---- reading ----

    def get(self, kind: str, id: str, /) -> Record:
        word, number, _ = kind_of(kind)
        return Record(word, self._call("get", envelope.Get(kind=number, id=id)).record.body)

    def list(self, kind: str, /, *where: str, search: Optional[str] = None, order: Optional[str] = None, limit: Optional[int] = None,
             as_of: Union[int, str, datetime.date, None] = None, withdrawn: bool = False, **equals: Any) -> Iterator[Record]:
        """Page after page. where: conditions in words; equals: field=value, field=[one, of, these], field=None for absent. order: a field,
        "-field" for descending. as_of: a revision or a day."""
        word, number, type_ = kind_of(kind)
        question = envelope.List(kind=number, where=conditions_of(type_, where, equals), search=search, order=order, withdrawn=withdrawn)
        if isinstance(as_of, int):
            question.as_of_revision = as_of
        elif as_of is not None:
            question.as_of_on = text_of(as_of)
        return self._pages(word, question, FOR_EVER if limit is None else limit)

    def _pages(self, word: str, question: envelope.List, left: float) -> Iterator[Record]:
        while left > 0:
            question.page = int(min(left, self.welcome.page_max or PAGE))
            answer = self._call("list", question).list
            for body in answer.bodies:
                yield Record(word, body)
            left -= len(answer.bodies)
            if not answer.next:
                return
            question.cursor = answer.next

    def due(self, from_on: Union[datetime.date, str, None] = None, to_on: Union[datetime.date, str, None] = None, *where: str,
            within_days: int = 30, all: bool = False, **equals: Any) -> Iterator[Record]:
        """Deadlines of the next days, the first first. from_on: today by the register's clock, unless given. all: also those met or closed."""
        try:
            first = datetime.date.fromisoformat(text_of(from_on)) if from_on else self.today()
            last = to_on or first + datetime.timedelta(days=within_days)
        except (ValueError, OverflowError) as error:
            raise InvalidArgument(f"from_on: {from_on} is no day, or within_days too far: {error}", field="from_on") from error
        still_open = () if all or "state" in equals else ("state = open",)
        return self.list("deadline", f"due_on >= {first}", f"due_on <= {last}", *still_open, *where, order="due_on", **equals)

    def today(self) -> datetime.date:
        """In London, by the register's clock, which is another one in a replay."""
        return day_in_london(instant_of(self._call("ping", envelope.Ping()).pong.now_at))

    def history(self, kind: str, id: str, /) -> Iterator[Change]:
        """Of one record, the newest change first."""
        question = envelope.History(kind=kind_of(kind)[1], id=id)
        while True:
            answer = self._call("history", question).history
            yield from (change_of(change) for change in answer.changes)
            if not answer.HasField("next_before"):
                return
            question.before_revision = answer.next_before

    # ---- writing ----

    def put(self, kind: str, id: str, fields: Mapping[str, Any] = {}, /, *, if_version: Optional[int] = None, reason: Optional[str] = None,
            key: Optional[bytes] = None, **more: Any) -> Written:
        """Writes the fields given and leaves the others. if_version: 0 creates the record, n changes it if it is at version n, None changes it
        wherever it is. key: the idempotency key, 16 bytes; a new one unless given."""
        put = Put(kind, id, {**fields, **more}, if_version, reason)
        return written_of(self._write("put", put._message(), key).written)

    def withdraw(self, kind: str, id: str, /, *, if_version: Optional[int] = None, reason: Optional[str] = None, key: Optional[bytes] = None) -> Written:
        return written_of(self._write("withdraw", Withdraw(kind, id, if_version, reason)._message(), key).written)

    def batch(self, writes: Iterable[Union[Put, Withdraw]], *, key: Optional[bytes] = None) -> List[Written]:
        """All or nothing, in this order; at most welcome.batch_max. What is refused is named by Error.item."""
        items = []
        for number, write in enumerate(writes):
            try:
                message = write._message()
            except InvalidArgument as error:
                error.item = number
                raise
            items.append(envelope.BatchItem(put=message) if isinstance(write, Put) else envelope.BatchItem(withdraw=message))
        return [written_of(written) for written in self._write("batch", envelope.Batch(items=items), key).batch.written]

    def _write(self, verb: str, message: Any, key: Optional[bytes]) -> envelope.Reply:
        return self._call(verb, message, os.urandom(16) if key is None else key)

    # ---- streams ----

    def cursor(self) -> str:
        """The present place in the history: take it, read the lists, then watch(since=it), and nothing falls between."""
        now = self._call("hello", envelope.Hello(protocol_min=1, protocol_max=1, agent=self._agent)).welcome
        return cursor_text(envelope.Cursor(history_id=now.history_id, revision=now.head, hash=now.head_hash[:8]))

    def watch(self, since: Union[str, int, None] = None, kinds: Iterable[str] = (), *, timeout: Optional[float] = None) -> Iterator[Change]:
        """What changes and you may see, in order, each once. since: a cursor, 0 for the beginning, None for from now on."""
        attach = envelope.Attach(type=envelope.STREAM_TYPE_CHANGES, kinds=[kind_of(kind)[1] for kind in kinds])
        if since is not None:
            attach.since.CopyFrom(self._place(since))
        return self._changes(Stream(self, attach, timeout))

    def _changes(self, stream: Stream) -> Iterator[Change]:
        try:
            while (push := stream.next()) is not None:
                yield change_of(push.change, cursor_text(push.cursor))
        finally:
            stream.close()

    def _place(self, since: Union[str, int]) -> envelope.Cursor:
        history, revision, digest = since.split(":") if isinstance(since, str) and since.count(":") == 2 else (self.welcome.history_id, since, "")
        if digest or str(revision) == "0":
            try:
                return envelope.Cursor(history_id=history, revision=int(revision), hash=bytes.fromhex(digest))
            except ValueError:
                pass
        raise InvalidArgument(f"since: {since!r} is no cursor; give the cursor of a change, or 0 for the beginning", field="since")

    def alerts(self, subscription: str, since: Optional[int] = None, *, settle: bool = True, timeout: Optional[float] = None) -> Iterator[Record]:
        """Alerts of a subscription in order of number, those after the last settled unless since is given. One is settled when you ask for the next."""
        attach = envelope.Attach(type=envelope.STREAM_TYPE_ALERTS, subscription=subscription, since_number=since)
        return self._alerts(Stream(self, attach, timeout), settle)

    def _alerts(self, stream: Stream, settle: bool) -> Iterator[Record]:
        seen = 0
        try:
            while (push := stream.next()) is not None:
                alert = Record("alert", push.alerts.alerts[0])
                if alert.number > seen:  # else it was yielded before the connection was lost, and perhaps not settled
                    yield alert
                    seen = alert.number
                if settle:
                    stream.settle(seen)
                if not settle or stream.attach.HasField("since_number"):
                    stream.attach.since_number = seen
        finally:
            stream.close()


def connect(context: Optional[str] = None, *, server: Optional[str] = None, timeout: float = 30.0, patience: float = 5.0,
            agent: str = "concordat.py/" + VERSION) -> Register:
    """Connects by a context of the command line: the one named, else CONCORDAT_CONTEXT, else the current one."""
    return Register(read_context(context, server), timeout, patience, agent)
