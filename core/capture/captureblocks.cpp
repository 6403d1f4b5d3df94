// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/captureblocks.h"

#include "core/capture/bytesink.h"
#include "core/capture/captureformat.h"

namespace optoscope::capture {

void padBlock(QByteArray &bytes)
{
    while (bytes.size() % 4 != 0)
        bytes.append('\0');
}

void appendOption(QByteArray &options, quint16 code, QByteArrayView value)
{
    ByteSink sink(options);
    sink.number(code);
    sink.number(static_cast<quint16>(value.size()));
    options.append(value);
    padBlock(options);
}

void appendText(QByteArray &options, quint16 code, const QString &text)
{
    if (!text.isEmpty())
        appendOption(options, code, text.left(longestText).toUtf8());
}

void appendCustom(QByteArray &options, QByteArrayView tag, QByteArrayView value)
{
    QByteArray bytes;
    ByteSink(bytes).number(enterpriseNumber);
    bytes.append(tag);
    bytes.append(version);
    bytes.append(value);
    appendOption(options, customOption, bytes);
}

void appendBlock(QByteArray &bytes, quint32 type, const QByteArray &body)
{
    constexpr qsizetype frame = 12;
    const auto length = static_cast<quint32>(body.size() + frame);
    ByteSink sink(bytes);
    sink.number(type);
    sink.number(length);
    bytes.append(body);
    sink.number(length);
}

} // namespace optoscope::capture
