// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/captureoptions.h"

#include "core/capture/captureformat.h"

#include <QtEndian>

namespace optoscope {

using namespace capture;

namespace {

template <typename T>
T number(QByteArrayView bytes, bool bigEndian)
{
    const char *data = bytes.first(sizeof(T)).data();
    return bigEndian ? qFromBigEndian<T>(data) : qFromLittleEndian<T>(data);
}

void addOurs(CaptureOptions &options, QByteArrayView tag, QByteArrayView value)
{
    if (tag == charactersTag)
        options.characters = value;
    else if (tag == runsTag)
        options.runs = value;
    else if (tag == entryTag)
        options.what += value;
    else if (tag == timeTag)
        options.time = value;
    else if (tag == factsTag)
        options.facts = value;
    options.isDerived = options.isDerived || tag == derivedTag;
    options.isClosed = options.isClosed || tag == closedTag;
}

} // namespace

CaptureOptions parseOptions(QByteArrayView bytes, bool bigEndian)
{
    constexpr qsizetype head = 4;
    constexpr qsizetype tagSize = 4;
    CaptureOptions options;
    while (bytes.size() >= head) {
        const quint16 code = number<quint16>(bytes, bigEndian);
        const qsizetype size = number<quint16>(bytes.sliced(2), bigEndian);
        if (code == endOption || size > bytes.size() - head)
            break;
        const QByteArrayView value = bytes.sliced(head, size);
        bytes = bytes.sliced(std::min(head + padded(size), bytes.size()));
        if (code == commentOption)
            options.comments.append(QString::fromUtf8(value));
        else if (code == resolutionOption && size == 1)
            options.resolution = static_cast<quint8>(value.front());
        else if (code == offsetOption && size == 8)
            options.offset = static_cast<qint64>(number<quint64>(value, bigEndian));
        else if (code == speedOption && size == 8)
            options.speed = number<quint64>(value, bigEndian);
        else if (code >= 2 && code <= 4)
            options.texts.at(code - 2U) = value;
        else if (code == customOption && size > 4 + tagSize
                 && number<quint32>(value, bigEndian) == enterpriseNumber
                 && value.at(4 + tagSize) == version)
            addOurs(options, value.sliced(4, tagSize), value.sliced(4 + tagSize + 1));
    }
    return options;
}

} // namespace optoscope
