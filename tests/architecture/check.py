# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the tree against the rules: check.py ROOT FOLDER_OF_QT_HEADERS"""

import sys
from pathlib import Path

from qtheaders import QtHeaders
from tree import check, files_of, sources_of

AIM = 400  # lines of a file


def main() -> int:
    root = Path(sys.argv[1])
    sources = sources_of(root, files_of(root))
    if not sources:
        raise SystemExit(f"{root} holds no sources")
    for source in sources:
        lines = source.text.count("\n")
        if lines > AIM:
            print(f"{source.path}: {lines} lines, more than {AIM}")
    faults = check(root, QtHeaders(Path(sys.argv[2])))
    for rule, path, line, what in faults:
        print(f"{path}:{line}: {what} [{rule}]")
    print(f"{len(sources)} sources, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
