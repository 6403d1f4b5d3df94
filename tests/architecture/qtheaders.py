# SPDX-License-Identifier: GPL-3.0-or-later
"""Which Qt module a header belongs to, as Qt's own include folders say."""

from pathlib import Path


class QtHeaders:
    def __init__(self, folder: Path):
        self._modules = {}
        for module in folder.glob("Qt*/"):
            for header in module.iterdir():
                self._modules.setdefault(header.name, set()).add(module.name)
        if "QtCore" not in self.modules("QString") or "QtGui" not in self.modules("QColor"):
            raise SystemExit(f"{folder} does not hold Qt's headers")

    def modules(self, include: str) -> set:
        """Modules of `QString` or `QtCore/QString`; empty for what is not Qt's."""
        module, _, name = include.rpartition("/")
        return {module} if name and module.startswith("Qt") else self._modules.get(include, set())
