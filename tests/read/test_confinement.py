"""A reading process reaches no network, no other file and no other process: shown from outside and from inside."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hostile_files import docx_linked, docx_with, html, ods, xlsx, xlsx_linked
from lientinh.errors import BadInput
from lientinh.read import read_in_child
from lientinh.read.apart import child

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")

_DTD = (
    '<!DOCTYPE x SYSTEM "{url}/a.dtd" [<!ENTITY a SYSTEM "{url}/b"> <!ENTITY % c SYSTEM "{url}/c.dtd"> %c;]>'
)
_STYLE = '<?xml-stylesheet type="text/xsl" href="{url}/a.xsl"?>'


@pytest.fixture(autouse=True)
def _end_afterwards() -> Iterator[None]:
    yield
    child.stop_reading()


@pytest.fixture
def server() -> Iterator[tuple[str, list[object]]]:
    """Its address, and whoever connected to it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        callers: list[object] = []

        def listen() -> None:
            while True:
                try:
                    connection, address = listening.accept()
                except OSError:
                    return
                connection.close()
                callers.append(address)

        waiter = threading.Thread(target=listen, daemon=True)
        waiter.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", callers
        listening.shutdown(socket.SHUT_RDWR)
        waiter.join()


def _page(url: str) -> bytes:
    head = f'<link rel="stylesheet" href="{url}/a.css"><script src="{url}/a.js"></script><base href="{url}/">'
    frames = f'<iframe src="{url}/f"></iframe><object data="{url}/o"></object><img src="{url}/a.png">'
    return html(f"{head}<p>Có 5 hộ.</p>{frames}<p style=\"background:url('{url}/b.png')\">Có 6 hộ.</p>")


_OUTWARD: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "a picture of a text": ("a.docx", lambda url: docx_linked("image", f"{url}/a.png")),
    "the template of a text": ("b.docx", lambda url: docx_linked("attachedTemplate", f"{url}/a.dotm")),
    "an object of a text": ("c.docx", lambda url: docx_linked("oleObject", f"{url}/a.xlsx")),
    "another workbook": ("a.xlsx", lambda url: xlsx_linked(f"{url}/a.xlsx")),
    "pictures and scripts of a page": ("a.html", _page),
    "a document type of a page": ("b.html", lambda url: (_DTD.format(url=url) + "<html><p>&a;</p></html>").encode()),
    "a document type of a text": ("d.docx", lambda url: docx_with(_DTD.format(url=url))),
    "a style sheet of a workbook": ("b.xlsx", lambda url: xlsx(xl__styles_DOT_xml=_STYLE.format(url=url) + "<x/>")),
    "a document type of a spreadsheet": ("a.ods", lambda url: ods("", _DTD.format(url=url))),
    "a bare XML": ("a.xml", lambda url: (_DTD.format(url=url) + "<x>&a;</x>").encode()),
}  # fmt: skip


def test_nothing_a_file_names_outside_is_fetched(server, tmp_path: Path) -> None:
    url, callers = server
    outcomes = {}
    for kind, (name, make) in _OUTWARD.items():
        path = tmp_path / name
        path.write_bytes(make(url))
        try:
            outcomes[kind] = bool(read_in_child(path).blocks)
        except BadInput as refusal:
            outcomes[kind] = refusal.rule_id
    assert outcomes["pictures and scripts of a page"] is True
    assert {kind for kind, outcome in outcomes.items() if outcome == "read.external_entity"} == {
        kind for kind in _OUTWARD if kind.startswith(("a document type", "a bare"))
    }
    assert callers == []
    with socket.create_connection(
        tuple(url.removeprefix("http://").split(":"))
    ):  # the server does see a caller
        pass
    for _ in range(100):
        if callers:
            break
        threading.Event().wait(0.01)
    assert callers


# Each is tried from C, as a library would that a file has taken over, and gives the errno it ended with.
_TRIED = """
import ctypes, json, os, sys, tempfile, pathlib
from lientinh.read.apart.confinement import confine
other, victim = sys.argv[1], int(sys.argv[2])
scratch = pathlib.Path(tempfile.mkdtemp(dir=sys.argv[3]))
layers = confine(scratch)
libc = ctypes.CDLL(None, use_errno=True)
def tried(result):
    return 0 if result >= 0 else ctypes.get_errno()
found = {
    "layers": layers,
    "a socket": tried(libc.socket(2, 1, 0)),
    "a socket of IPv6": tried(libc.socket(10, 1, 0)),
    "a packet": tried(libc.socket(17, 3, 0)),
    "another file": tried(libc.open(other.encode(), 0)),
    "a new file": tried(libc.open(other.encode() + b".new", 0o101, 0o600)),
    "another's end": tried(libc.unlink(other.encode())),
    "another process": tried(libc.kill(victim, 0)),
    "another's memory": tried(libc.ptrace(16, victim, 0, 0)),
    "its scratch folder": tried(libc.open(bytes(scratch / "mine"), 0o101, 0o600)),
    "core dumps": __import__("resource").getrlimit(4)[0],
}
import socket, urllib.request
for name, attempt in {
    "Python's socket": lambda: socket.create_connection(("127.0.0.1", 9)),
    "Python's names": lambda: socket.getaddrinfo("localhost", 80),
    "Python's file": lambda: open(other),
    "Python's new file": lambda: open(other + ".new", "w"),
}.items():
    try:
        attempt()
        found[name] = 0
    except PermissionError as error:
        found[name] = error.errno
print(json.dumps(found))
"""


def test_from_inside_nothing_else_can_be_reached(tmp_path: Path) -> None:
    import json

    other = tmp_path / "other.txt"
    other.write_text("another sender's", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _TRIED, str(other), str(os.getpid()), str(tmp_path)],
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    layers = found.pop("layers")
    assert "audit" in layers
    reached = {what for what, number in found.items() if number == 0}
    allowed = {"its scratch folder", "core dumps"}
    if "landlock" not in layers:
        allowed |= {"another file", "a new file", "another's end", "another process"}
    if "seccomp" not in layers:
        allowed |= {"a socket", "a socket of IPv6", "a packet", "another's memory"}
    assert reached <= allowed
    assert {"its scratch folder", "core dumps"} <= reached
    assert other.read_text(encoding="utf-8") == "another sender's"


def test_the_environment_has_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIENTINH_WAREHOUSE_URL", "postgresql://someone:secret@nowhere/x")
    child.warm_up()
    process = child._reading.process
    assert process is not None
    names = {
        word.partition(b"=")[0] for word in Path(f"/proc/{process.pid}/environ").read_bytes().split(b"\0")
    }
    assert names - {b""} <= {
        b"PATH",
        b"LC_ALL",
        b"TZ",
        b"TMPDIR",
        b"HOME",
        b"LD_LIBRARY_PATH",
        b"TESSDATA_PREFIX",
    }


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_from_outside_it_opens_its_code_and_nothing_else(tmp_path: Path) -> None:
    """What the kernel saw: the given file is opened by the parent, and the reading process opens programs only."""
    made = {
        "a.docx": docx_linked("image", "file:///etc/shadow"),
        "a.xlsx": xlsx_linked("/etc/shadow"),
        "a.html": html('<img src="file:///etc/shadow"><p>Có 5 hộ.</p>'),
        "a.txt": "Có 5 hộ.".encode(),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    files = [str(tmp_path / name) for name in made]
    code = (
        "import sys, pathlib; from lientinh.read import read_in_child; from lientinh.read.apart import child\n"
        "child.warm_up()\n"
        "print(child._reading.process.pid)\n"
        "for name in sys.argv[1:]: read_in_child(pathlib.Path(name))"
    )
    seen = tmp_path / "seen"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=open,openat,openat2,creat,socket,connect", "-o", str(seen),
         sys.executable, "-c", code, *files],
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"]},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "ptrace" in done.stderr and done.returncode:
        pytest.skip("strace may trace nothing here")
    number = done.stdout.strip()
    lines = [
        line
        for line in seen.read_text(errors="replace").splitlines()
        if line.split()[0] == number
        and "O_PATH" not in line  # the rules of Landlock name folders, and read none
    ]
    opened = {
        match[1] for line in lines if (match := re.search(r'"([^"]*)".*= \d+', line)) and "open" in line
    }
    assert len(opened) > 50  # its modules
    code_folders = (*(str(path) for path in sys.path if path), sys.prefix, sys.base_prefix)
    system = ("/usr/", "/lib", "/etc/ld.so", "/etc/localtime", "/proc/", "/dev/null", "/dev/urandom", "/sys/")
    scratch = re.compile(r"^/.*/lientinh-read-[^/]+$")
    assert [
        path for path in opened if not path.startswith((*code_folders, *system)) and not scratch.match(path)
    ] == []
    assert not [line for line in lines if "AF_INET" in line or "connect(" in line]
    assert all(path not in opened for path in files)
