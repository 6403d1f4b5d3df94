// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/bytesform.h"
#include "core/capture/importerror.h"
#include "core/capture/logs/logitem.h"

#include <QDateTime>

namespace optoscope {

/// What another program's log says.
struct ImportedLog {
    /// A thing with its time; without times all stand at Instant 0.
    struct Entry {
        Instant at;
        std::variant<DirectedBytes, LineSettings, QString> what;
    };
    QList<Entry> entries;
    QDateTime anchor; ///< the wall-clock time of Instant 0; invalid if the log does not say it
    bool isText = false; ///< The runs are text whose line ends may have been lost.
};

/// The form of a log, by the beginning of its \a text (see logText()); Detect if it is none that is
/// known, and the bytes may be those of a line.
BytesForm detectLog(QByteArrayView text);

/// Whether \a text is a table that a program wrote, which could be taken for a scope's.
bool isProgramTable(QByteArrayView text);

/// Whether \a text is the log of a program that tells what it did, and not which bytes went over
/// the line.
bool isWordsOnly(QByteArrayView text);

/// Reads a log in \a form, which is one of logs. An error names the line and the reason.
std::variant<ImportedLog, ImportError> readLog(QByteArrayView text, BytesForm form);

/// Whether readLog() reads \a form.
bool isLogForm(BytesForm form);

} // namespace optoscope
