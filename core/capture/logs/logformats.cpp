// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/logformats.h"

#include "core/capture/logs/arraylog.h"
#include "core/capture/logs/hexdumplog.h"
#include "core/capture/logs/linelog.h"
#include "core/capture/logs/logstamp.h"
#include "core/capture/logs/logtext.h"
#include "core/capture/logs/programlogs.h"
#include "core/capture/logs/textlogs.h"

#include <array>

namespace optoscope {

namespace {

struct LogFormat {
    BytesForm form;
    int (*score)(const QList<QByteArrayView> &sample);
    std::optional<ImportError> (*read)(QByteArrayView text, LogRecord &record);
};

/// What is known. Of equal scores the first wins.
constexpr std::array formats{
    LogFormat{BytesForm::Portmon, scorePortmon, readPortmon},
    LogFormat{BytesForm::Vzlogger, scoreVzloggerDump, readVzloggerDump},
    LogFormat{BytesForm::Smartmeter, scoreSmartmeter, readSmartmeter},
    LogFormat{BytesForm::HexDump, scoreHexDump, readHexDump},
    LogFormat{BytesForm::Tasmota, scoreTasmota, readTasmota},
    LogFormat{BytesForm::Decimal, scoreDecimals, readDecimals},
    LogFormat{BytesForm::Array, scoreArrays, readArrays},
    LogFormat{BytesForm::Log, LineLog::score, LineLog::read},
    LogFormat{BytesForm::Written, scoreWritten, readWrittenText},
    LogFormat{BytesForm::Remarked, scoreRemarked, readRemarked},
};

constexpr int leastScore = 50;

const LogFormat *formatOf(BytesForm form)
{
    for (const LogFormat &format : formats)
        if (format.form == form)
            return &format;
    return nullptr;
}

} // namespace

BytesForm detectLog(QByteArrayView text)
{
    const QList<QByteArrayView> sample = logSample(text);
    BytesForm best = BytesForm::Detect;
    int most = leastScore - 1;
    for (const LogFormat &format : formats) {
        const int score = format.score(sample);
        if (score > most) {
            most = score;
            best = format.form;
        }
    }
    return best;
}

bool isProgramTable(QByteArrayView text)
{
    return scorePortmon(logSample(text)) > 0;
}

bool isWordsOnly(QByteArrayView text)
{
    const QList<QByteArrayView> sample = logSample(text);
    return !sample.isEmpty() && looksLikeWordsOnly(sample);
}

std::variant<ImportedLog, ImportError> readLog(QByteArrayView text, BytesForm form)
{
    const LogFormat *format = formatOf(form);
    if (!format)
        return ImportError{ImportError::Kind::LogWithoutBytes, {}, {}};
    LogRecord record;
    if (const auto error = format->read(text, record))
        return *error;
    if (!record.hasBytes())
        return ImportError{ImportError::Kind::LogWithoutBytes, {}, {}};
    ImportedLog log;
    log.isText = record.isText();
    LogClock clock;
    for (LogItem &item : record.takeItems())
        log.entries.append({clock.at(item.stamp), std::move(item.what)});
    log.anchor = clock.anchor();
    return log;
}

bool isLogForm(BytesForm form)
{
    return formatOf(form) != nullptr;
}

} // namespace optoscope
