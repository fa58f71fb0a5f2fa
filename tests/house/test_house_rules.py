"""The rules every module keeps: layers, sizes, names, nothing read at import, nothing left undone."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = sorted((ROOT / "include" / "lientinh").rglob("*.py"))
ADAPTER = sorted((ROOT / "include" / "lientinh_airflow").rglob("*.py"))
SHELL = sorted([*(ROOT / "dags").glob("*.py"), *(ROOT / "plugins").glob("*.py")])
MODULES = [*PACKAGE, *ADAPTER, *SHELL]

HEAVY = {"pandas", "great_expectations", "pyarrow", "duckdb", "numpy"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports_of(nodes: Iterator[ast.AST]) -> set[str]:
    """First parts of the names imported by these nodes."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def run_at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node that is executed when the module is imported: all but the bodies of functions and `__main__`."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults]
            continue
        if isinstance(node, ast.Lambda) or (isinstance(node, ast.If) and "__name__" in ast.dump(node.test)):
            continue
        yield node
        waiting += ast.iter_child_nodes(node)


def test_there_is_something_to_look_at() -> None:
    assert len(PACKAGE) > 20
    assert len(ADAPTER) > 5
    assert len(SHELL) >= 3


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_the_package_imports_no_airflow(path: Path) -> None:
    assert not imports_of(ast.walk(tree_of(path))) & {"airflow", "lientinh_airflow"}


@pytest.mark.parametrize("path", [*ADAPTER, *SHELL], ids=name_of)
def test_shell_imports_nothing_heavy_at_the_top(path: Path) -> None:
    assert not imports_of(run_at_import(tree_of(path))) & HEAVY


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_one_topic(path: Path) -> None:
    limit = 100 if path.parent.name == "dags" else 300
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit
    assert path.stem not in FORBIDDEN_NAMES, "name a module by its topic"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_is_left_undone_or_swallowed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError", text)
    for node in ast.walk(tree_of(path)):
        assert not isinstance(node, ast.Assert), (
            f"line {node.lineno}: data is checked by rules, not by assert"
        )
        if isinstance(node, ast.ExceptHandler):
            is_broad = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
            only_passes = all(isinstance(inner, ast.Pass | ast.Continue) for inner in node.body)
            assert not (is_broad and only_passes), f"line {node.lineno}: swallows every error"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_environment_at_import(path: Path) -> None:
    for node in run_at_import(tree_of(path)):
        text = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Call) else ""
        assert not re.match(r"(os\.)?(environ|getenv)\b", text), f"line {node.lineno}: {text}"


_WATCHED_IMPORT = """
import importlib, os, pkgutil, sys
root = sys.argv[1]
read = []
def watch(event, args):
    if event == "open" and isinstance(args[0], str):
        path = os.path.abspath(args[0])
        is_code = path.endswith(".py") or any(part in path for part in ("__pycache__", ".venv", ".egg-info"))
        if path.startswith(root + os.sep) and not is_code:
            read.append(path)
sys.addaudithook(watch)
import lientinh
for module in pkgutil.walk_packages(lientinh.__path__, "lientinh."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print("\\n".join(read))
print(len([name for name in sys.modules if name.startswith("lientinh.")]), "modules")
print("airflow" in sys.modules)
"""


def test_no_file_at_import() -> None:
    """Every module of the package imported in a fresh interpreter, with Python's own record of opened files."""
    command = [sys.executable, "-c", _WATCHED_IMPORT, str(ROOT)]
    environment = {"PYTHONPATH": str(ROOT / "include"), "PATH": "", "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd="/")
    *read, count, airflow = done.stdout.strip().splitlines()
    assert [path for path in read if path] == []
    assert int(count.split()[0]) > 20
    assert airflow == "False", "the package brought Airflow in"


def tracked_texts() -> Iterator[tuple[str, str]]:
    """(name, text) of every text file that git tracks, or of the tree where there is no git."""
    done = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT, check=False)
    names = done.stdout.split("\0") if done.returncode == 0 else []
    for name in filter(None, names):
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 2_000_000:
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_no_path_of_a_machine_and_no_registry_host() -> None:
    hosts = ["pypi." + "org", "files.python" + "hosted.org", "registry.npm" + "js.org", "deb.deb" + "ian.org"]
    paths = re.compile(
        r"(?<![\w.])/(" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me/[a-z]+"]) + r")/[\w.]"
    )
    for name, text in tracked_texts():
        assert not any(host in text for host in hosts), name
        if not name.startswith(("Dockerfile", "docker-compose")):
            assert not paths.search(text), f"{name}: {paths.search(text)}"
