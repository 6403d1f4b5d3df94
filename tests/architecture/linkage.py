# SPDX-License-Identifier: GPL-3.0-or-later
"""A program links none of the given Qt modules: linkage.py PROGRAM MODULE..."""

import re
import subprocess
import sys

program, modules = sys.argv[1], sys.argv[2:]
shown = subprocess.run(["readelf", "--dynamic", "--wide", program], capture_output=True, check=True, text=True).stdout
libraries = re.findall(r"\(NEEDED\).*\[(.+)\]", shown)
if not any("Qt6Core" in library for library in libraries):
    sys.exit(f"{program} does not even link Qt Core: {libraries}")
wrong = [library for library in libraries for module in modules if f"Qt6{module}." in library]
if wrong:
    sys.exit(f"{program} links {wrong}")
