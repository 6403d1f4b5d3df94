// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/logs/lognotation.h"
#include "core/capture/logs/logstamp.h"
#include "core/capture/logs/logtext.h"
#include "core/capture/logs/programlogs.h"

namespace optoscope {

namespace {

/// Number, time, process, request, port, result, and what went with it.
constexpr qsizetype timeField = 1;
constexpr qsizetype requestField = 3;
constexpr qsizetype detailField = 6;

QList<QByteArrayView> fieldsOf(QByteArrayView line)
{
    QList<QByteArrayView> fields;
    while (fields.size() < detailField) {
        const qsizetype end = line.indexOf('\t');
        if (end < 0)
            break;
        fields.append(line.first(end));
        line = line.sliced(end + 1);
    }
    fields.append(trimmed(line));
    return fields;
}

/// The word or number behind \a key.
QByteArrayView valueOf(QByteArrayView detail, QByteArrayView key)
{
    const qsizetype at = detail.indexOf(key);
    if (at < 0)
        return {};
    const QByteArrayView rest = trimmedStart(detail.sliced(at + key.size()));
    const qsizetype end = rest.indexOf(' ');
    return end < 0 ? rest : rest.first(end);
}

std::optional<CharacterFormat> formatOf(QByteArrayView detail)
{
    const QByteArrayView parity = valueOf(detail, "Parity:");
    const QByteArrayView bits = valueOf(detail, "WordLength:");
    const QByteArrayView stop = valueOf(detail, "StopBits:");
    if (parity.isEmpty() || bits.isEmpty())
        return {};
    return CharacterFormat::fromText(
        QString::fromLatin1(bits.toByteArray() + parity.front()
                            + stop.first(std::min<qsizetype>(stop.size(), 1)).toByteArray()));
}

class Portmon
{
public:
    explicit Portmon(LogRecord &record)
        : m_record(record)
    {
    }

    std::optional<ImportError> readLine(QByteArrayView line, qint64 number);

private:
    std::optional<ImportError> readBytes(QByteArrayView detail, bool bySender, qint64 number);
    void adopt(QByteArrayView request, QByteArrayView detail);

    LogRecord &m_record;
    Baud m_baud{0};
    CharacterFormat m_format = format8N1;
    std::optional<LineSettings> m_told;
};

std::optional<ImportError> Portmon::readBytes(QByteArrayView detail, bool bySender, qint64 number)
{
    const qsizetype colon = detail.indexOf(':');
    if (colon < 0)
        return {};
    QByteArrayView digits = trimmed(detail.sliced(colon + 1));
    // It shows no more than the beginning of much.
    const bool isCut = digits.endsWith("...");
    if (isCut)
        digits = trimmed(digits.chopped(3));
    if (digits.isEmpty())
        return {};
    const HexRow row = readHexRow(digits);
    if (row.badColumn >= 0)
        return logError(ImportError::Kind::BadHexDigit, number, row.badColumn + 1,
                        QString::fromUtf8(digits.sliced(row.badColumn, 1)));
    m_record.beginRun(bySender);
    m_record.append(row.bytes);
    if (isCut)
        m_record.addNote("...");
    return {};
}

void Portmon::adopt(QByteArrayView request, QByteArrayView detail)
{
    if (request.endsWith("SET_BAUD_RATE"))
        m_baud = Baud{valueOf(detail, "Rate:").toByteArray().toInt()};
    else if (const auto format = formatOf(detail); format && request.endsWith("SET_LINE_CONTROL"))
        m_format = *format;
    else
        return;
    // Of several settings in a row only the last counts: it is told when bytes come.
    const LineSettings settings = withHardwareParity(m_baud, m_format);
    m_told = settings;
}

std::optional<ImportError> Portmon::readLine(QByteArrayView line, qint64 number)
{
    const QList<QByteArrayView> fields = fieldsOf(line);
    if (fields.size() <= requestField)
        return {};
    // Most logs have durations in this column, which begin with "0.": only a clock counts.
    QByteArrayView time = fields.at(timeField);
    if (const auto stamp = takeStamp(time); stamp && stamp->kind != LogStamp::Kind::Elapsed)
        m_record.setStamp(stamp);
    const QByteArrayView request = fields.at(requestField);
    const QByteArrayView detail = fields.size() > detailField ? fields.last() : QByteArrayView();
    const bool isWrite = request == "IRP_MJ_WRITE";
    if (!isWrite && request != "IRP_MJ_READ") {
        adopt(request, detail);
        return {};
    }
    if (m_told)
        m_record.addSettings(*m_told);
    m_told.reset();
    return readBytes(detail, isWrite, number);
}

} // namespace

int scorePortmon(const QList<QByteArrayView> &sample)
{
    qsizetype fitting = 0;
    for (const QByteArrayView line : sample)
        fitting += line.contains("\tIRP_MJ_") || line.contains("\tIOCTL_SERIAL_");
    return fitting * 2 >= sample.size() && fitting > 0 ? 95 : 0;
}

std::optional<ImportError> readPortmon(QByteArrayView text, LogRecord &record)
{
    Portmon portmon(record);
    LogLines lines(text);
    while (lines.next())
        if (auto error = portmon.readLine(lines.line(), lines.number()))
            return error;
    return {};
}

} // namespace optoscope
