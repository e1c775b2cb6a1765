"""How concordat.py reaches a register: one attempt at one endpoint, and a connection that is made anew and a call that is repeated as needed."""
from __future__ import annotations

import enum
import itertools
import os
import random
import time
from typing import Any, Optional

import zmq
from google.protobuf.message import DecodeError
from zmq.utils.monitor import recv_monitor_message

import envelope_pb2 as envelope
from concordat_context import Context
from concordat_records import Error, Forbidden, InvalidArgument, NotEnrolled, ServerKeyWrong, Unreachable, refusal_of

CONNECT_S, SHAKE_S, GREETING_S, ATTEMPT_S = 4.0, 3.0, 5.0, 10.0
MESSAGE_MAX = 65536
FOR_EVER = float("inf")


class Fault(enum.IntEnum):
    """Why there is no connection, the more telling the greater; the last three are refusals."""
    CONNECTING, LOST, NOT_ANSWERING, BAD_PROTOCOL, NOBODY_LISTENING, WRONG_SERVER_KEY, KEY_REFUSED, NO_CURVE = range(8)


FAULT_WORDS = {
    Fault.CONNECTING: "no connection in the time allowed",
    Fault.LOST: "the connection was lost",
    Fault.NOT_ANSWERING: "something listens there but does not finish the greeting: the register is starting, stopping or overloaded; try again in a minute",
    Fault.BAD_PROTOCOL: "the register there speaks a protocol that this program does not know; one of the two must be brought up to date",
    Fault.NOBODY_LISTENING: "nobody listens there; check the address, and whether the register runs and a firewall is in the way",
    Fault.WRONG_SERVER_KEY: "what listens there hung up in the handshake, as a register does whose key is not the server_key of your context; "
                            "ask its operator for the register's public key. If your own key is new, it may only be unable to look that up just "
                            "now: try again in a minute",
    Fault.KEY_REFUSED: "the register does not know your key, or it was revoked or has expired; send your public key to your registrar to have it enrolled",
    Fault.NO_CURVE: "what listens there does not speak CURVE, so it is not a register; check the port",
}
_monitors = itertools.count()


class Lost(Exception):
    """The link is down, and all that came before is read."""


class Link:
    """One attempt at one endpoint: a DEALER and its monitor, without which every failure would look like a time-out. libzmq's own
    reconnecting is off: it never comes back after a refused key, and goes round silently with a wrong server key."""
    OPTIONS = {zmq.RECONNECT_IVL: -1, zmq.CONNECT_TIMEOUT: int(CONNECT_S * 1000), zmq.HANDSHAKE_IVL: int(SHAKE_S * 1000), zmq.HEARTBEAT_IVL: 10000,
               zmq.HEARTBEAT_TIMEOUT: 30000, zmq.HEARTBEAT_TTL: 30000, zmq.MAXMSGSIZE: MESSAGE_MAX, zmq.IPV6: 1, zmq.LINGER: 0}
    FAULTS = {zmq.EVENT_CONNECTED: None, zmq.EVENT_HANDSHAKE_SUCCEEDED: None, zmq.EVENT_HANDSHAKE_FAILED_AUTH: Fault.KEY_REFUSED,
              zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL: Fault.NO_CURVE, zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL: Fault.NOT_ANSWERING,
              zmq.EVENT_CLOSED: Fault.NOBODY_LISTENING, zmq.EVENT_DISCONNECTED: Fault.LOST}

    def __init__(self, context: zmq.Context, endpoint: str, keys: Context):
        self.connected = self.up = self.cut = False  # cut: hung up on in the handshake
        self.fault: Optional[Fault] = None
        self.socket = context.socket(zmq.DEALER)
        for option, value in self.OPTIONS.items():
            self.socket.setsockopt(option, value)
        self.socket.curve_serverkey, self.socket.curve_publickey, self.socket.curve_secretkey = (key.encode() for key in keys[1:])
        self.monitor = self.socket.get_monitor_socket(sum(self.FAULTS), f"inproc://concordat.monitor.{next(_monitors)}")
        self.poller = zmq.Poller()
        self.poller.register(self.socket, zmq.POLLIN)
        self.poller.register(self.monitor, zmq.POLLIN)
        try:
            self.socket.connect(endpoint)
        except zmq.ZMQError:
            self.fault = Fault.NOBODY_LISTENING

    def close(self, linger_ms: int = 0) -> None:
        self.socket.disable_monitor()
        self.monitor.close(0)
        self.socket.close(linger_ms)

    def _watch(self) -> None:
        while self.monitor.poll(0):
            news = recv_monitor_message(self.monitor)
            event, value = news["event"], news["value"]
            fault = self.FAULTS[event]
            self.connected = self.connected or event == zmq.EVENT_CONNECTED
            self.up = self.up or event == zmq.EVENT_HANDSHAKE_SUCCEEDED
            if event == zmq.EVENT_HANDSHAKE_FAILED_AUTH and value != 400:  # 300 and 500 are the register's trouble, 400 is about the key
                fault = Fault.NOT_ANSWERING
            elif event == zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL:
                self.cut = self.cut or (self.fault is None and value not in (zmq.EAGAIN, zmq.ETIMEDOUT))
            elif event == zmq.EVENT_DISCONNECTED and not self.up:  # before the handshake without a word of ZMTP: some other sort of server
                fault = Fault.NO_CURVE
            self.fault = fault if self.fault is None else self.fault  # the first reason is the right one

    def receive(self, seconds: float) -> Optional[bytes]:
        """One message. None: none yet; a look at the clock is due, or the link's state has changed."""
        self._watch()
        if not self.socket.poll(0):
            if self.fault is not None:
                raise Lost
            self.poller.poll(int(max(0.0, min(seconds, 60.0)) * 1000) + 1)
        try:
            frames = self.socket.recv_multipart(zmq.NOBLOCK)
        except zmq.Again:
            return None
        return frames[0] if len(frames) == 1 else None


def pause_after(attempts: int, longest: float = 5.0) -> float:
    return min(0.1 * 2 ** min(attempts - 1, 10), longest) * random.uniform(0.75, 1.25)


class Connection:
    """To a register at one of several endpoints, whichever answers. Its calls are repeated until they are answered or their time is up."""

    def __init__(self, keys: Context, timeout: float = 30.0, patience: float = 5.0, agent: str = "concordat.py"):
        self._keys, self._timeout, self._agent = keys, timeout, agent
        self._endpoints = [part.strip() for part in keys.server.split(",") if part.strip()]
        self._context = zmq.Context()
        self._link: Optional[Link] = None
        self._prefix, self._number, self._stream_number = os.urandom(8), 0, 0
        self._streams: dict[int, Any] = {}
        self.welcome = envelope.Welcome()  # what the register said of itself and of us: organisation, roles, limits, ...
        try:
            self._connect(time.monotonic() + patience)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Waits up to a second until what was sent is handed over."""
        if not self._context.closed:
            self._drop(1000)
            self._context.term()

    def _drop(self, linger_ms: int = 0) -> None:
        if self._link is not None:
            self._link.close(linger_ms)
            self._link = None

    # ---- connecting ----

    def _connect(self, until: float) -> None:
        """Tries the endpoints in turn until one welcomes us, all have refused us, or it is too late."""
        faults: dict[str, Fault] = {}
        cuts = dict.fromkeys(self._endpoints, 0)
        for attempt in itertools.count(1):
            for endpoint in self._endpoints:
                fault, cut = self._try(endpoint, until)
                # They hung up in the handshake. That happens when a register stops just then; again and again it is a wrong server key.
                cuts[endpoint] = cuts[endpoint] + 1 if cut else 0
                if cuts[endpoint] >= (10 if self.welcome.protocol else 2):
                    fault = Fault.WRONG_SERVER_KEY
                if fault is None:
                    self._endpoints.sort(key=lambda other: other != endpoint)  # the next time this one first
                    return
                faults[endpoint] = faults.get(endpoint, Fault.NOBODY_LISTENING) if fault == Fault.CONNECTING else fault
            left = until - time.monotonic()
            if left <= 0 or all(fault >= Fault.WRONG_SERVER_KEY for fault in faults.values()):
                raise _no_connection(*max(faults.items(), key=lambda item: item[1]))
            time.sleep(min(pause_after(attempt), max(left - 1.0, 0.05)))

    def _try(self, endpoint: str, until: float) -> tuple[Optional[Fault], bool]:
        """None: we are welcomed. True: they hung up in the handshake."""
        fault: Optional[Fault]
        began = time.monotonic()
        self._drop()
        link = self._link = Link(self._context, endpoint, self._keys)
        self._send(0, GREETING_S, "hello", envelope.Hello(protocol_min=1, protocol_max=1, agent=self._agent))  # waits for the handshake in the socket
        try:
            while True:
                natural = began + CONNECT_S + (SHAKE_S + GREETING_S if link.connected else 0)
                limit = min(until, natural)
                if time.monotonic() >= limit:
                    fault = Fault.NOT_ANSWERING if link.connected else Fault.NOBODY_LISTENING if limit == natural else Fault.CONNECTING
                    break
                reply = self._receive(limit - time.monotonic())
                if reply is not None and reply.id == self._prefix + bytes(8):
                    fault = self._on_hello(reply)
                    break
        except Lost:
            fault = link.fault
        if fault is not None:
            self._drop()
        return fault, fault is not None and link.cut

    def _on_hello(self, reply: envelope.Reply) -> Optional[Fault]:
        if reply.status == envelope.STATUS_OK and reply.welcome.protocol == 1:
            self.welcome = reply.welcome
            return None
        refusal = refusal_of(reply)
        if isinstance(refusal, (NotEnrolled, Forbidden)):
            return Fault.KEY_REFUSED
        return Fault.NOT_ANSWERING if isinstance(refusal, Unreachable) else Fault.BAD_PROTOCOL

    # ---- calls ----

    def _send(self, number: int, seconds: float, verb: str, message: Any, key: bytes = b"") -> None:
        request = envelope.Request(id=self._prefix + number.to_bytes(8, "big"), deadline_ms=max(1, int(seconds * 1000)), idempotency_key=key or None)
        getattr(request, verb).CopyFrom(message)
        getattr(request, verb).SetInParent()
        data = request.SerializeToString()
        if len(data) > MESSAGE_MAX:
            raise InvalidArgument(f"this is too long for one message ({MESSAGE_MAX // 1024} KiB); send less at a time")
        assert self._link is not None
        try:
            self._link.socket.send(data, zmq.NOBLOCK)
        except zmq.Again:  # the other side has hung up: the monitor will tell why
            pass

    def _receive(self, seconds: float) -> Optional[envelope.Reply]:
        """A Reply; a Push goes where its stream finds it. A Push begins with field 1 as a number, a Reply with field 1 as bytes."""
        assert self._link is not None
        data = self._link.receive(seconds)
        try:
            if data and data[:1] != b"\x08":
                return envelope.Reply.FromString(data)
            push = envelope.Push.FromString(data) if data else None
        except DecodeError:
            return None  # whom it answers cannot be known; that attempt runs out and is repeated
        if push is not None and push.stream in self._streams:
            self._streams[push.stream].receive(push)
        return None

    def _attempt(self, number: int, seconds: float, verb: str, message: Any, key: bytes) -> envelope.Reply:
        """Sends it and waits for the answer. When none comes the socket is given up: what is at its other end may be dead."""
        identity, until = self._prefix + number.to_bytes(8, "big"), time.monotonic() + seconds
        try:
            self._send(number, seconds, verb, message, key)
            while time.monotonic() < until:
                reply = self._receive(until - time.monotonic())
                if reply is not None and reply.id == identity:
                    return reply
        except Lost:
            pass
        self._drop()
        raise Lost

    def _call(self, verb: str, message: Any, key: bytes = b"", *, until: Optional[float] = None, once: bool = False) -> envelope.Reply:
        """The good reply, after as many attempts as there is time for, all with the same id and key. once: belongs to this connection,
        so Lost is raised when that goes."""
        until = time.monotonic() + self._timeout if until is None else until
        self._number += 1
        number, sent = self._number, False  # calls may be nested: a stream's settling within another's loop
        for attempt in itertools.count(1):
            try:
                if self._link is None:
                    self._connect(until)
                left = until - time.monotonic()
                if left <= 0:
                    raise Unreachable("no answer within the time allowed", status="DEADLINE_EXCEEDED")
                sent = True
                reply = self._attempt(number, min(left, ATTEMPT_S if once else max(left / 3, ATTEMPT_S)), verb, message, key)
                if reply.status == envelope.STATUS_OK:
                    return reply
                refusal, rest = refusal_of(reply), max(pause_after(attempt), reply.failure.retry_after_ms / 1000)
                lasts = refusal.status == "RESOURCE_EXHAUSTED" and not reply.failure.HasField("retry_after_ms")
                if not isinstance(refusal, Unreachable) or lasts or time.monotonic() + rest >= until:
                    raise refusal
                time.sleep(rest)
            except Lost:
                if once:
                    raise
            except (Unreachable, NotEnrolled, ServerKeyWrong) as error:
                error.maybe_done = error.maybe_done or (sent and bool(key) and not isinstance(error, NotEnrolled))
                raise


def _no_connection(endpoint: str, fault: Fault) -> Error:
    kind = {Fault.WRONG_SERVER_KEY: ServerKeyWrong, Fault.KEY_REFUSED: NotEnrolled}.get(fault, Unreachable)
    error = kind(f"{endpoint}: {FAULT_WORDS[fault]}", status="UNAUTHENTICATED" if kind is NotEnrolled else "UNAVAILABLE")
    if isinstance(error, Unreachable):
        error.fault = fault.name.lower()
    return error
