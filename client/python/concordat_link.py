"""How concordat.py reaches a register: the context and key files of the command line, and one attempt at one endpoint."""
from __future__ import annotations

import enum
import itertools
import os
import random
import re
import stat
from typing import NamedTuple, Optional

import zmq
from zmq.utils.monitor import recv_monitor_message

from concordat_records import BadContext

CONNECT_S, SHAKE_S, GREETING_S = 4.0, 3.0, 5.0
MESSAGE_MAX = 65536
FOR_EVER = float("inf")


# ---- contexts and keys: the files of the command line ----

class Context(NamedTuple):
    server: str
    server_key: str
    public_key: str
    secret_key: str


def _place(variable: str, otherwise: str, tail: str) -> str:
    if os.environ.get("CONCORDAT_CONFIG_DIR"):
        return os.path.join(os.environ["CONCORDAT_CONFIG_DIR"], tail)
    home, xdg = os.environ.get("HOME"), os.environ.get(variable, "")
    if not xdg.startswith("/") and not home:
        raise BadContext(f"neither HOME nor CONCORDAT_CONFIG_DIR is set, so there is no place for {tail}")
    return os.path.join(xdg if xdg.startswith("/") else os.path.join(home or "", otherwise), "concordat", tail)


def _read(path: str, private: bool = False) -> str:
    try:
        with open(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            if private and not stat.S_ISREG(mode):
                raise BadContext(f"{path} is not a file")
            if private and mode & 0o077:
                raise BadContext(f"{path} can be read by others (mode {mode & 0o777:03o}), so it is not used; run: chmod 600 '{path}'")
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise BadContext(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def _settings(path: str, text: str, known: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in map(str.strip, text.split("\n")):
        if not line or line.startswith("#"):
            continue
        word, equals, value = (part.strip() for part in line.partition("="))
        if not equals:
            raise BadContext(f"{path}: a line is not of the form key = value")
        if word not in known or word in found:
            raise BadContext(f"{path}: " + (f"{word} stands there twice" if word in known else f'no setting is called "{word}"; there are ' + ", ".join(known)))
        found[word] = value
    return found


def _is_key(text: str) -> bool:
    return len(text) == 40 and re.fullmatch(r"[0-9a-zA-Z.\-:+=^!/*?&<>()\[\]{}@%$#]{40}", text) is not None


def _read_key(path: str) -> tuple[str, str]:
    halves = _settings(path, _read(path, private=True), ("public", "secret"))
    public, secret = halves.get("public", ""), halves.get("secret", "")
    if not _is_key(public) or not _is_key(secret):
        raise BadContext(f"{path} is no key file: it needs the lines public = … and secret = …, 40 characters each")
    if zmq.curve_public(secret.encode()).decode() != public:
        raise BadContext(f"{path}: the public key does not belong to the secret one")
    return public, secret


def read_context(name: Optional[str] = None, server: Optional[str] = None) -> Context:
    """The named context, else CONCORDAT_CONTEXT, else the one that `concordat context use` chose."""
    name = name or os.environ.get("CONCORDAT_CONTEXT")
    if not name:
        current = _place("XDG_CONFIG_HOME", ".config", "current")
        if not os.path.exists(current):
            raise BadContext("no context is chosen; make one with: concordat context add NAME --server tcp://HOST:5710 --server-key KEY --key NAME")
        name = (_read(current).split() or [""])[0]
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}", name):
        raise BadContext(f'"{name[:64]}" is no name for a context: use letters, digits, and . _ @ -, at most 64')
    path = _place("XDG_CONFIG_HOME", ".config", f"contexts/{name}.conf")
    if not os.path.exists(path):
        raise BadContext(f"there is no context called {name}; see: concordat context list")
    found = _settings(path, _read(path), ("server", "server_key", "key", "organisation"))
    servers = server or os.environ.get("CONCORDAT_SERVER") or found.get("server", "")
    if not servers:
        raise BadContext(f"{path}: there is no line server = tcp://HOST:PORT")
    if not _is_key(found.get("server_key", "")):
        raise BadContext(f"{path}: server_key must be the register's public key, 40 characters; ask its operator")
    if not found.get("key"):
        raise BadContext(f"{path}: there is no line key = PATH OR NAME")
    key = found["key"] if "/" in found["key"] else _place("XDG_DATA_HOME", ".local/share", f"keys/{found['key']}.key")
    return Context(servers, found["server_key"], *_read_key(key))


# ---- one connection ----

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
                            "ask its operator for the register's public key",
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
    EVENTS = (zmq.EVENT_CONNECTED | zmq.EVENT_CLOSED | zmq.EVENT_DISCONNECTED | zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL
              | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL | zmq.EVENT_HANDSHAKE_FAILED_AUTH)

    def __init__(self, context: zmq.Context, endpoint: str, keys: Context):
        self.connected = self.up = self.cut = False  # cut: hung up on in the handshake
        self.fault: Optional[Fault] = None
        self.socket = context.socket(zmq.DEALER)
        for option, value in self.OPTIONS.items():
            self.socket.setsockopt(option, value)
        self.socket.curve_serverkey, self.socket.curve_publickey, self.socket.curve_secretkey = (key.encode() for key in keys[1:])
        self.monitor = self.socket.get_monitor_socket(self.EVENTS, f"inproc://concordat.monitor.{next(_monitors)}")
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
            event, value, fault = news["event"], news["value"], None
            if event == zmq.EVENT_CONNECTED:
                self.connected = True
            elif event == zmq.EVENT_HANDSHAKE_SUCCEEDED:
                self.up = True
            elif event == zmq.EVENT_HANDSHAKE_FAILED_AUTH:  # 300 and 500 are the register's trouble, 400 is about the key
                fault = Fault.KEY_REFUSED if value == 400 else Fault.NOT_ANSWERING
            elif event == zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL:
                fault = Fault.NO_CURVE
            elif event == zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL:
                self.cut = self.cut or (self.fault is None and value not in (zmq.EAGAIN, zmq.ETIMEDOUT))
                fault = Fault.NOT_ANSWERING
            elif event == zmq.EVENT_CLOSED:
                fault = Fault.NOBODY_LISTENING
            else:  # disconnected; before the handshake without a word of ZMTP: some other sort of server
                fault = Fault.LOST if self.up else Fault.NO_CURVE
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
