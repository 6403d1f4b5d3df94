# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the project, and the rules about the tree as a whole."""

import re
import subprocess
from pathlib import Path

from rules import CORE_FOLDERS, SOURCE_RULES, TOP_LEVEL
from source import Source

# Put together so that this file does not hold them.
MACHINE_PATHS = re.compile("|".join("/" + name + "/" for name in ("work", "tmp/wt", "root", "home/[a-z]+")))
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")
CONFLICT = re.compile(r"^(?:<{7}|>{7}) ")
SCRIPTS = (".py", ".sh")
BINARIES = (".png", ".ico", ".pcapng", ".bin")


def files_of(root: Path) -> list:
    """Paths below root that belong to the project: git's, or without git all but build/."""
    git = ["git", "-C", str(root), "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (root / ".git").exists():
        listed = subprocess.run(git, capture_output=True, check=True).stdout.decode().split("\0")
        return sorted(path for path in set(listed) if path and (root / path).is_file())
    found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return sorted(path for path in found if not path.startswith(("build/", ".git/")) and "__pycache__" not in path)


def top_level(files: list):
    names = {path.split("/")[0] for path in files}
    for name in sorted(names - TOP_LEVEL):
        if not name.startswith("."):
            yield name, 1, "no such name at the top of the tree"
    for name in sorted(TOP_LEVEL - names):
        yield name, 1, "missing at the top of the tree"
    folders = {path.split("/")[1] for path in files if path.startswith("core/") and path.count("/") > 1}
    for name in sorted(folders - CORE_FOLDERS):
        yield f"core/{name}", 1, "core has no such folder"


def own_paths(root: Path, files: list):
    """Paths of a developer's machine, work that was put off, merges that were not finished."""
    for path in files:
        if path.endswith(BINARIES) or path == "LICENSE" or path.startswith("tests/data/"):
            continue
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            if found := MACHINE_PATHS.search(line):
                yield path, number, f"a path of one machine: {found.group(0)}"
            if CONFLICT.search(line):
                yield path, number, "a conflict of a merge"
            if found := UNFINISHED.search(line):
                yield path, number, f"put off: {found.group(0)}"


def script_licence(root: Path, files: list):
    for path in files:
        if path.endswith(SCRIPTS) or path == ".ci/run":
            head = (root / path).read_text(encoding="utf-8").split("\n")[:2]
            if "# SPDX-License-Identifier: GPL-3.0-or-later" not in head:
                yield path, 1, "no SPDX line of the licence at the top"


def sources_of(root: Path, files: list) -> list:
    return [Source(root, path) for path in files
            if path.endswith((".h", ".cpp")) and path.startswith(("app/", "core/", "resources/", "tests/", "ui/"))]


def check(root: Path, qt) -> list:
    """All that is wrong: (rule, path, line, what)."""
    files = files_of(root)
    faults = [("top_level", *fault) for fault in top_level(files)]
    faults += [("own_paths", *fault) for fault in own_paths(root, files)]
    faults += [("script_licence", *fault) for fault in script_licence(root, files)]
    for source in sources_of(root, files):
        for rule in SOURCE_RULES:
            faults += [(rule.__name__, source.path, *fault) for fault in rule(source, qt)]
    return faults
