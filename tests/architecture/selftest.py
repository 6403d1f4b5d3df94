# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants faults and near misses in a tree of its own: a rule that cannot fail is worth nothing.
selftest.py FOLDER_OF_QT_HEADERS"""

import sys
import tempfile
import unittest
from pathlib import Path

from qtheaders import QtHeaders
from rules import SOURCE_RULES, TOP_LEVEL
from tree import check

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
HEAD = SPDX + "#pragma once\n"
MACHINE = "/" + "work/" + "main"

# (rule, path, text): the rule finds a fault in that file, and no other rule does.
FAULTS = [
    ("pure_includes", "core/uart/x.cpp", '#include "core/link/link.h"\n'),
    ("pure_includes", "core/uart/x.cpp", '#include "core/capture/file.h"\n'),
    ("pure_includes", "core/polling/schedule.cpp", '#include "core/polling/store.h"\n'),
    ("pure_includes", "core/trace/x.cpp", "#include <QAbstractItemModel>\n"),
    ("pure_includes", "core/trace/x.cpp", "#include <unistd.h>\n"),
    ("pure_includes", "core/trace/x.cpp", "  #  include <thread>\n"),
    ("pure_words", "core/bench/x.cpp", "struct X { QElapsedTimer timer; };\n"),
    ("pure_words", "core/bench/x.cpp", "class X : public QObject {};\n"),
    ("pure_words", "core/bench/x.cpp", "auto at = QDateTime::currentDateTimeUtc();\n"),
    ("pure_words", "core/bench/x.cpp", "auto at = std::chrono::steady_clock::now();\n"),
    ("pure_words", "core/bench/x.cpp", "std::mt19937 dice(std::random_device{}());\n"),
    ("pure_words", "core/bench/x.cpp", "int n = rand();\n"),
    ("pure_words", "core/bench/x.cpp", "int n = QRandomGenerator::global()->bounded(6);\n"),
    ("pure_words", "core/iec62056/x.cpp", "QFile file(name);\n"),
    ("pure_words", "core/knowledge/x.cpp", 'const auto home = qgetenv("HOME");\n'),
    ("layers", "core/link/x.cpp", '#include "ui/texts/texts.h"\n'),
    ("layers", "core/link/x.cpp", '#include "app/main.h"\n'),
    ("layers", "core/link/x.cpp", '#include "clock.h"\n'),
    ("layers", "ui/x.cpp", '#include "app/main.h"\n'),
    ("layers", "ui/texts/x.cpp", '#include "ui/mainwindow.h"\n'),
    ("layers", "core/link/x.cpp", '#include "resources/knowledge.h"\n'),
    ("layers", "resources/x.cpp", '#include "ui/mainwindow.h"\n'),
    ("ui_and_link", "ui/x.cpp", '#include "core/link/serialtransport.h"\n'),
    ("ui_and_link", "ui/texts/x.cpp", '#include "core/link/clock.h"\n'),
    ("qt_modules", "core/link/x.cpp", "#include <QWidget>\n"),
    ("qt_modules", "core/link/x.cpp", "#include <QtGui/QColor>\n"),
    ("qt_modules", "core/report/x.cpp", "#include <QImage>\n"),
    ("qt_modules", "ui/texts/x.cpp", "#include <QColor>\n"),
    ("no_words_in_core", "core/link/x.cpp", 'auto text = tr("No answer");\n'),
    ("no_words_in_core", "core/link/x.cpp", 'auto text = QCoreApplication::translate("a", "b");\n'),
    ("no_words_in_core", "core/link/x.cpp", 'const char *text = QT_TR_NOOP("No answer");\n'),
    ("no_locks", "core/link/x.cpp", "QMutex mutex;\n"),
    ("no_locks", "ui/x.cpp", "std::recursive_mutex mutex;\n"),
    ("no_singletons", "ui/x.cpp", "Settings::instance()->load();\n"),
    ("no_singletons", "ui/x.cpp", "Settings &instance();\n"),
    ("no_nested_loops", "ui/x.cpp", "QCoreApplication::processEvents();\n"),
    ("no_nested_loops", "tests/ui/tst_x.cpp", "qApp->processEvents();\n"),
    ("no_waiting", "core/link/x.cpp", "QThread::msleep(10);\n"),
    ("no_waiting", "core/link/x.cpp", "std::this_thread::sleep_for(1s);\n"),
    ("no_waiting", "tests/core/tst_x.cpp", "QTest::qSleep(10);\n"),
    ("no_waiting", "core/link/x.cpp", "port.waitForReadyRead(100);\n"),
    ("no_naked_delete", "ui/x.cpp", "delete m_thing;\n"),
    ("no_naked_delete", "ui/x.cpp", "{delete[] m_things;}\n"),
    ("connections_by_pointer", "ui/x.cpp", "connect(a, SIGNAL(b()), c, SLOT(d()));\n"),
    ("header_guard", "core/uart/x.h", SPDX + "struct X {};\n"),
    ("header_guard", "core/uart/x.h", HEAD + "using namespace std;\n"),
    ("class_named_after_file", "core/uart/x.h", HEAD + "class Y final : public Z\n{\n};\n"),
    ("class_named_after_file", "core/uart/x.h", HEAD + "template <typename T> class Y {};\n"),
    ("file_name", "core/uart/Thing.cpp", "int x = 0;\n"),
    ("file_name", "tests/core/tst-x.cpp", "int x = 0;\n"),
    ("length", "core/uart/x.cpp", "int x();\n" * 601),
    ("licence", "core/uart/x.cpp", "\n" + SPDX),
    ("top_level", "src/x.txt", "x\n"),
    ("top_level", "core/helpers/x.cpp", "int x = 0;\n"),
    ("own_paths", "ui/x.cpp", f"// see {MACHINE}\n"),
    ("own_paths", "README.md", f"cd {MACHINE}\n"),
    ("own_paths", "core/uart/x.cpp", "// TO" "DO later\n"),
    ("own_paths", "README.md", "<" * 7 + " HEAD\n"),
    ("script_licence", "installer/x.sh", "#!/bin/sh\n"),
]

# Right, although they look like faults.
NEAR_MISSES = [
    ("core/uart/x.cpp", '// not "core/link/link.h", no QTimer, no QMutex, delete nothing\n/* tr("x")\n rand() */\n'),
    ("core/uart/x.cpp", 'const char *text = "QTimer // delete rand() \\" tr(";\n'),
    ("core/uart/x.cpp", 'const char *text = R"(QTimer " rand())";\nint n = 1\'000\'000; // delete\nchar c = \'"\';\n'),
    ("core/uart/x.h", HEAD + "struct X {\n X(const X &) = delete;\n X &operator=(const X &) = delete;\n};\n"),
    ("core/uart/x.h", HEAD + "enum class Y { A };\nclass Z;\nnamespace YNames {}\nusing namespace YNames;\n"),
    ("core/uart/x.h", HEAD + "struct X {};\nclass Xs\n{\n};\n"),
    ("core/trace/x.cpp", "#include <QObject>\n#include <QDateTime>\n#include <variant>\n#include \"core/uart/instant.h\"\n"),
    ("core/bench/x.cpp", "std::mt19937 dice(seed); int operand(int); int brand();\n"),
    ("core/polling/schedule.cpp", '#include "core/polling/schedule.h"\n'),
    ("core/polling/store.cpp", "#include <QtSql/QSqlDatabase>\nQTimer timer;\n"),
    ("core/link/x.cpp", "#include <QSerialPort>\n#include <QTcpSocket>\n#include <sys/ioctl.h>\nthing->deleteLater();\n"),
    ("core/link/x.cpp", "int str(int); int attr(int); QString translated(); auto y = str(1) + attr(2);\n"),
    ("ui/x.cpp", '#include "core/link/link.h"\n#include "core/trace/trace.h"\n#include <QWidget>\nauto t = tr("x");\n'),
    ("ui/x.cpp", '#include "x.moc"\nauto a = QCoreApplication::instance(); auto b = qApp; m_instance(1);\n'),
    ("ui/texts/x.cpp", '#include "ui/texts/texts.h"\n#include <QCoreApplication>\nauto t = QCoreApplication::translate("a", "b");\n'),
    ("tests/ui/tst_x.cpp", "process.waitForFinished(); class Y { };\n#include \"tst_x.moc\"\n"),
    ("app/main.cpp", '#include "ui/mainwindow.h"\n#include "core/link/runner.h"\n'),
    ("core/uart/x.cpp", "int x();\n" * 590),
    ("installer/x.sh", "#!/bin/sh\n# SPDX-License-Identifier: GPL-3.0-or-later\n"),
]


class PlantedFaults(unittest.TestCase):
    qt = None

    def faults_of(self, path, text):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name in TOP_LEVEL:
                target = root / name if "." in name or name == "LICENSE" else root / name / "README"
                target.parent.mkdir(exist_ok=True)
                target.write_text("", encoding="utf-8")
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            given_head = text.lstrip().startswith(SPDX) or not path.endswith((".cpp", ".h"))
            target.write_text(text if given_head else SPDX + text, encoding="utf-8")
            return check(root, self.qt)

    def test_each_fault_is_found(self):
        for rule, path, text in FAULTS:
            with self.subTest(rule=rule, path=path, text=text[:60]):
                found = self.faults_of(path, text)
                self.assertTrue(found, "nothing found")
                self.assertEqual({fault[0] for fault in found}, {rule}, found)

    def test_near_misses_pass(self):
        for path, text in NEAR_MISSES:
            with self.subTest(path=path, text=text[:60]):
                self.assertEqual(self.faults_of(path, text), [])

    def test_every_rule_has_a_fault(self):
        rules = {rule.__name__ for rule in SOURCE_RULES} | {"top_level", "own_paths", "script_licence"}
        self.assertEqual(rules, {fault[0] for fault in FAULTS})

    def test_a_missing_folder_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual({fault[1] for fault in check(Path(folder), self.qt)}, TOP_LEVEL)


if __name__ == "__main__":
    PlantedFaults.qt = QtHeaders(Path(sys.argv.pop()))
    unittest.main()
