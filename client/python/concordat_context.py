"""The context and key files of the command line, as concordat.py finds them."""
from __future__ import annotations

import os
import re
import stat
from typing import NamedTuple, Optional

import zmq

from concordat_records import BadContext


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
