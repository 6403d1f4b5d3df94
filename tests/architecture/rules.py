# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sources must obey: the layers app -> ui -> core, the pure folders of core, and the
program's habits. Each rule is a function that yields (line, what is wrong) of a source."""

import re

from qtheaders import QtHeaders
from source import Source

TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md",
    "app", "core", "installer", "resources", "tests", "ui",
}
CORE_FOLDERS = {
    "uart", "iec62056", "recognise", "trace", "probe", "bench", "knowledge",
    "link", "capture", "polling", "report",
}
PURE_FOLDERS = ("uart", "iec62056", "recognise", "trace", "probe", "bench", "knowledge")
# Of core/polling the schedule and the values are pure.
PURE_POLLING = ("schedule", "sample.", "series.", "seriespyramid.", "pollrecord.")
# The facade and the values that it takes and gives.
LINK_HEADERS_FOR_UI = {
    "target.h", "link.h", "linkerror.h", "paritychoice.h", "linkrequest.h",
    "sessionfactory.h", "inventory.h", "portfacts.h", "portholder.h",
    "controllinechoice.h", "portcapabilities.h", "portinventory.h", "portpresence.h", "porttrouble.h",
    "porttraits.h",
}

# Values of Qt Core; <QObject> for Q_NAMESPACE only (pure_words keeps classes out).
PURE_QT_HEADERS = {
    "QAnyStringView", "QBitArray", "QByteArray", "QByteArrayList", "QByteArrayMatcher",
    "QByteArrayView", "QChar", "QDate", "QDateTime", "QFlags", "QHash", "QJsonArray",
    "QJsonDocument", "QJsonObject", "QJsonParseError", "QJsonValue", "QLatin1String",
    "QLatin1StringView", "QList", "QMap", "QMetaEnum", "QMetaType", "QMultiHash", "QMultiMap",
    "QObject", "QPair", "QRandomGenerator", "QRegularExpression", "QSet", "QSharedData",
    "QSharedDataPointer", "QString", "QStringBuilder", "QStringConverter", "QStringList",
    "QStringTokenizer", "QStringView", "QTime", "QTimeZone", "QVarLengthArray", "QVariant",
    "QtEndian", "QtGlobal", "QtMath", "QtNumeric",
}
PURE_STD_HEADERS = {
    "algorithm", "array", "bit", "bitset", "cassert", "cctype", "charconv", "chrono", "climits",
    "cmath", "compare", "complex", "concepts", "cstddef", "cstdint", "cstdlib", "cstring", "deque",
    "functional", "initializer_list", "iterator", "limits", "list", "map", "memory", "new",
    "numbers", "numeric", "optional", "queue", "random", "ranges", "set", "span", "stack",
    "string", "string_view", "tuple", "type_traits", "unordered_map", "unordered_set", "utility",
    "variant", "vector", "version",
}
CORE_QT_MODULES = {"QtCore", "QtNetwork", "QtSerialPort", "QtSql"}
CORE_ONLY = {"QtCore"}

PURE_WORDS = (
    r"\bQ_OBJECT\b|\b(?:public|protected|private)\s+QObject\b|\bQ_SIGNALS\b|\bQ_EMIT\b"
    r"|\bQ(?:Basic|Elapsed|Deadline)?Timer\b|\bQ(?:Temporary|Save|Lock)?File\w*\b|\bQDir\b|\bQIODevice\b|\bQBuffer\b"
    r"|\bQTextStream\b|\bQDataStream\b|\bQThread\w*\b|\bQProcess\w*\b|\bQSettings\b|\bQStandardPaths\b"
    r"|\bQ(?:Core|Gui)?Application\b|\bcurrent(?:DateTime|DateTimeUtc|Date|Time|MSecsSinceEpoch|SecsSinceEpoch)\s*\("
    r"|\b(?:steady|system|high_resolution)_clock\b|\bclock_gettime\b|\bgettimeofday\b|\btime\s*\(\s*(?:nullptr|NULL|0)\s*\)"
    r"|\brandom_device\b|\bs?rand\s*\(|\brandom\s*\(\s*\)|\bQRandomGenerator(?:64)?\s*::\s*(?:global|system|securelySeeded)\b"
    r"|\bQUuid\s*::\s*createUuid\b|\bq?getenv\b|\bqEnvironmentVariable\w*\b|\bthis_thread\b|\b[io]?fstream\b|\bfopen\b"
)


def is_pure(source: Source) -> bool:
    if source.is_in(*(f"core/{folder}" for folder in PURE_FOLDERS)):
        return True
    return source.is_in("core/polling") and source.name.startswith(PURE_POLLING)


def pure_includes(source: Source, _qt: QtHeaders):
    if not is_pure(source):
        return
    for line, name in source.own_includes:
        parts = name.split("/")
        pure_value = name.startswith(tuple(f"core/polling/{value}" for value in PURE_POLLING))
        if parts[0] != "core" or not (parts[1] in PURE_FOLDERS or pure_value):
            yield line, f"a pure folder includes {name}"
    for line, name in source.system_includes:
        if name not in PURE_QT_HEADERS and name not in PURE_STD_HEADERS:
            yield line, f"a pure folder includes <{name}>"


def pure_words(source: Source, _qt: QtHeaders):
    if is_pure(source):
        for line, word in source.find(PURE_WORDS):
            yield line, f"pure code has no object, clock, device, file or chance of its own: {word}"


def layers(source: Source, _qt: QtHeaders):
    """app -> ui -> core, and texts stand on core alone."""
    allowed = {
        "core": ("core",), "resources": ("core", "resources"), "ui": ("core", "ui"),
        "app": ("app", "core", "resources", "ui"),
    }.get(source.parts[0])
    if allowed is None:
        return
    for line, name in source.own_includes:
        top = name.split("/")[0]
        moc = name == source.name.replace(".cpp", ".moc")
        if top not in allowed and not moc:
            yield line, f"{source.parts[0]} includes {name}; paths start at the root, layers are app, ui, core (resources beside ui)"
        elif source.is_in("ui/texts") and top == "ui" and not name.startswith("ui/texts/"):
            yield line, f"ui/texts includes {name}"


def ui_and_link(source: Source, _qt: QtHeaders):
    if not source.is_in("ui"):
        return
    for line, name in source.own_includes:
        if name.startswith("core/link/") and name.removeprefix("core/link/") not in LINK_HEADERS_FOR_UI:
            yield line, f"ui knows of core/link the target parser and the facade, not {name}"


def qt_modules(source: Source, qt: QtHeaders):
    if source.is_in("core"):
        allowed = CORE_QT_MODULES
    elif source.is_in("ui/texts"):
        allowed = CORE_ONLY
    else:
        return
    for line, name in source.system_includes:
        modules = qt.modules(name)
        if modules and not modules & allowed:
            yield line, f"<{name}> is of {' '.join(sorted(modules))}; allowed are {' '.join(sorted(allowed))}"


def no_words_in_core(source: Source, _qt: QtHeaders):
    if source.is_in("core"):
        for line, word in source.find(r"\btr\s*\(|\btranslate\s*\(|\bQT_TR\w*|\bQT_TRANSLATE\w*|\bqtTrId\b"):
            yield line, f"words for people are in ui/texts: {word}"


def no_locks(source: Source, _qt: QtHeaders):
    for line, word in source.find(
            r"\bQ(?:Recursive)?Mutex\w*\b|\bQReadWriteLock\b|\bQSemaphore\b|\bQWaitCondition\b"
            r"|\bstd::(?:\w+_)*mutex\b|\b(?:lock_guard|unique_lock|scoped_lock|condition_variable)\b"):
        yield line, f"threads exchange values: {word}"


def no_singletons(source: Source, _qt: QtHeaders):
    for line, word in source.find(r"(?<!Application)(?<!Dispatcher)(?:::|\s[&*])\s*instance\s*\("):
        yield line, f"no singletons: {word}"


def no_nested_loops(source: Source, _qt: QtHeaders):
    for line, word in source.find(r"\bprocessEvents\b"):
        yield line, f"long work goes to a worker: {word}"


def no_waiting(source: Source, _qt: QtHeaders):
    for line, word in source.find(r"\b(?:q|u|m|nano)?[sS]leep\s*\(|\bsleep_(?:for|until)\b"):
        yield line, f"wait for a signal or a deadline, do not sleep: {word}"
    # A test may wait for a program that it started.
    if not source.is_in("tests"):
        for line, word in source.find(r"\bwaitFor[A-Z]\w*\s*\("):
            yield line, f"blocks its thread: {word}"


def no_naked_delete(source: Source, _qt: QtHeaders):
    for line, word in source.find(r"(?<![=\w])(?<!=\s)(?<!operator\s)\bdelete\b"):
        yield line, f"ownership is unique_ptr's or a parent's: {word}"


def connections_by_pointer(source: Source, _qt: QtHeaders):
    for line, word in source.find(r"\b(?:SIGNAL|SLOT)\s*\("):
        yield line, f"connect by member pointer: {word}"


def header_guard(source: Source, _qt: QtHeaders):
    if not source.is_header():
        return
    if not source.find(r"#pragma once"):
        yield 1, "no #pragma once"
    # Namespaces of enumerators are there for Q_NAMESPACE only.
    for line, word in source.find(r"\busing\s+namespace\s+(?!\w+Names;)[\w:]+"):
        yield line, f"a header opens no namespace for others: {word}"


def class_named_after_file(source: Source, _qt: QtHeaders):
    if source.is_header() and not source.is_in("tests"):
        types = re.findall(
            r"(?<!enum )\b(class|struct)\s+(?:\w+\s+)??(\w+)\s*(?:final\s*)?(?::[^:;{][^;{]*)?\{", source.code)
        classes = [name for kind, name in types if kind == "class"]
        if classes and source.name[:-2] not in [name.lower() for _, name in types]:
            yield 1, f"classes {' '.join(classes)} in a file that is named after none of them"


def file_name(source: Source, _qt: QtHeaders):
    if not re.fullmatch(r"[a-z0-9_]+\.(?:h|cpp)", source.name):
        yield 1, "file names are lower case"


def length(source: Source, _qt: QtHeaders):
    lines = source.text.count("\n")
    if lines > 600:
        yield 1, f"{lines} lines; 600 are the end, 400 the aim"


def licence(source: Source, _qt: QtHeaders):
    if not source.text.startswith("// SPDX-License-Identifier: GPL-3.0-or-later\n"):
        yield 1, "the first line is not the licence's SPDX line"


SOURCE_RULES = (
    pure_includes, pure_words, layers, ui_and_link, qt_modules, no_words_in_core, no_locks,
    no_singletons, no_nested_loops, no_waiting, no_naked_delete, connections_by_pointer,
    header_guard, class_named_after_file, file_name, length, licence,
)
