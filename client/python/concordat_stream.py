"""Streams of concordat.py: credit, settling, and attaching again."""
from __future__ import annotations

import collections
import time
from typing import TYPE_CHECKING, Any, Optional

import envelope_pb2 as envelope
from concordat_link import FOR_EVER, GREETING_S, Link, Lost, pause_after
from concordat_records import Error, Gap, NotEnrolled, NotFound, Unreachable, word_of

if TYPE_CHECKING:
    from concordat import Register

WINDOW = 64


class Stream:
    """Attached, and attached again after whatever ends an attachment but not the stream. Each attachment has a number of its own, so that
    pushes of an earlier one are told apart. self.attach always says where to go on."""

    def __init__(self, register: Register, attach: envelope.Attach, timeout: Optional[float]):
        self.register, self.attach, self.timeout = register, attach, timeout
        self.queue: collections.deque[envelope.Push] = collections.deque()
        self.link: Optional[Link] = None
        self.asked = self.settled = self.taken = self.failures = self.head = 0
        self.window = min(WINDOW, register.welcome.credit_max or WINDOW)
        self.attached()

    def patience(self) -> float:
        return FOR_EVER if self.timeout is None else time.monotonic() + self.register._timeout

    def attached(self) -> None:
        """Returns when we are; a refusal is raised."""
        register = self.register
        while self.link is None or self.link is not register._link:
            register._streams.pop(self.attach.stream, None)
            register._stream_number += 1
            self.attach.stream, self.attach.credit, self.taken = register._stream_number, self.window, 0
            self.queue.clear()
            register._streams[self.attach.stream] = self
            try:
                attached = register._call("attach", self.attach, until=self.patience(), once=True).attached
            except Lost:
                self.rest()
                continue
            except Error:
                register._streams.pop(self.attach.stream, None)
                raise
            self.link = register._link
            self.settled = max(self.settled, attached.settled_number)
            if self.attach.type == envelope.STREAM_TYPE_CHANGES:
                self.head = attached.head.revision
                if not self.attach.HasField("since"):
                    self.attach.since.CopyFrom(attached.head)  # "from now on" began here

    def receive(self, push: envelope.Push) -> None:
        """To the queue: every item by itself."""
        if push.HasField("settled"):
            self.settled = max(self.settled, push.settled)
            if push.WhichOneof("content") is None:
                return
        if push.WhichOneof("content") != "alerts":
            self.queue.append(push)
        for alert in push.alerts.alerts:
            self.queue.append(envelope.Push(stream=push.stream, alerts=envelope.AlertList(alerts=[alert])))

    def next(self) -> Optional[envelope.Push]:
        """The next item. None: nothing new came in time, or the stream was ended."""
        until = FOR_EVER if self.timeout is None else time.monotonic() + self.timeout
        while True:
            self.attached()
            if self.queue:
                push = self.queue.popleft()
                content = push.WhichOneof("content")
                if content == "end":
                    self.on_end(push.end)
                    continue
                self.failures = 0
                if push.HasField("cursor"):
                    self.attach.since.CopyFrom(push.cursor)
                if content != "tick":
                    self.give_credit()
                    if content is not None:  # else an item of a newer register, which used a credit like any other
                        return push
                continue
            late = time.monotonic() - until
            if late >= 0 and self.attach.since.revision >= self.head:  # a tick says so when what is left is not for us to see
                return None
            if late >= self.register._timeout:
                raise Unreachable("the register sends neither what is missing nor a tick", status="DEADLINE_EXCEEDED")
            try:
                self.register._receive(-late if late < 0 else 1.0)
            except Lost:
                self.register._drop()

    def rest(self) -> None:
        self.failures += 1
        time.sleep(pause_after(self.failures))

    def on_end(self, end: envelope.End) -> None:
        """Ours comes after close() and is not seen here: every other end is either passing or an error."""
        if end.reason in (envelope.END_REASON_STOPPING, envelope.END_REASON_OVERRUN):
            self.link = None
            self.rest()
            return
        reason = str(word_of(envelope.EndReason.DESCRIPTOR, end.reason)).upper()
        if reason == "REVOKED":
            raise NotEnrolled(end.message or "your key, or your right to this stream, was revoked", status="UNAUTHENTICATED")
        gap = Gap(end.message or f"the stream has ended: {reason}", rule=reason)
        gap.reason = reason
        raise gap

    def give_credit(self) -> None:
        self.taken += 1
        if self.taken < (self.window + 1) // 2:
            return
        try:
            self.register._call("credit", envelope.Credit(stream=self.attach.stream, more=self.taken), until=self.patience(), once=True)
            self.taken = 0
        except (Lost, NotFound):
            pass  # attached() begins anew with whole credit; of a stream that ended the End is in the queue

    def settle(self, number: int) -> None:
        """Returns when the register has confirmed it; while more alerts are here to be dealt with, when it has been asked. So what comes
        together is confirmed together. Whoever is killed meanwhile may be told again of what was not."""
        self.asked = max(self.asked, number)  # what comes again after a lost connection has been dealt with
        if not self.queue or self.queue[0].WhichOneof("content") != "alerts":
            self.confirm()
        elif self.asked > self.settled and self.is_here():
            self.send("settle", self.settling(quiet=True))

    def confirm(self) -> None:
        """Returns when all that was asked for is settled."""
        while self.settled < self.asked:
            self.attached()
            try:
                self.settle_once(self.patience())
            except Lost:
                pass
            except NotFound:  # this attachment has ended
                self.link = None
                self.rest()

    def settling(self, **how: bool) -> envelope.Settle:
        return envelope.Settle(stream=self.attach.stream, number=self.asked, **how)

    def settle_once(self, until: float) -> None:
        self.settled = max(self.settled, self.register._call("settle", self.settling(), until=until, once=True).settled.number)

    def is_here(self) -> bool:
        """On the connection of now; one that has since gone took it along."""
        return self.link is not None and self.link is self.register._link and not self.register._context.closed

    def send(self, verb: str, message: Any) -> None:
        """Without waiting for a reply."""
        self.register._number += 1
        self.register._send(self.register._number, GREETING_S, verb, message)

    def close(self) -> None:
        """What was dealt with is settled then, if the register is there: whoever reads on finds the first that was not."""
        try:
            if self.asked > self.settled and self.is_here():
                self.settle_once(time.monotonic() + GREETING_S)
        except (Lost, Error):
            pass
        self.register._streams.pop(self.attach.stream, None)
        if self.is_here():
            self.send("detach", envelope.Detach(stream=self.attach.stream))
