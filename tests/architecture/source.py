# SPDX-License-Identifier: GPL-3.0-or-later
"""A source file as the rules see it."""

import re
from pathlib import Path

# In this order: comments, raw strings, strings, characters. A quote after a letter or digit
# separates the digits of a number.
_TOKENS = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'""",
    re.DOTALL)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"(?P<own>[^"]+)"|<(?P<system>[^>]+)>)', re.MULTILINE)


def _blank(match, keep_strings):
    token = match.group(0)
    if token.startswith("/"):
        return re.sub(r"[^\n]", " ", token)
    if keep_strings:
        return token
    return token[0] + re.sub(r"[^\n]", " ", token[1:-1]) + token[-1]


class Source:
    """Text, code (neither comments nor what stands in quotes) and includes of a file. The places
    of characters are the same in all of them."""

    def __init__(self, root: Path, path: str):
        self.path = path
        self.parts = path.split("/")
        self.name = self.parts[-1]
        self.text = (root / path).read_text(encoding="utf-8")
        self.code = _TOKENS.sub(lambda match: _blank(match, False), self.text)
        uncommented = _TOKENS.sub(lambda match: _blank(match, True), self.text)
        matches = list(_INCLUDE.finditer(uncommented))
        self.own_includes = [(self.line(m.start("own")), m["own"]) for m in matches if m["own"]]
        self.system_includes = [(self.line(m.start("system")), m["system"]) for m in matches if m["system"]]

    def line(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1

    def find(self, pattern: str):
        """Lines of the code in which the pattern is found, with what was found."""
        return [(self.line(m.start()), " ".join(m.group(0).split())) for m in re.finditer(pattern, self.code)]

    def is_in(self, *folders: str) -> bool:
        return any(self.path.startswith(folder + "/") for folder in folders)

    def is_header(self) -> bool:
        return self.name.endswith(".h")

    def is_cxx(self) -> bool:
        return self.name.endswith((".h", ".cpp"))
