// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/readoutfile.h"

#include "core/iec62056/controlcharacters.h"
#include "core/iec62056/datasets.h"
#include "core/iec62056/message.h"

#include <QList>

#include <algorithm>

namespace optoscope {

namespace {

/// What some meters send before their identification: fill characters and line ends.
bool isFill(char character)
{
    return character == nul || character == '\x7f' || character == '\r' || character == '\n';
}

QByteArray withCrLf(QByteArray text)
{
    text.replace("\r\n", "\n");
    text.replace('\n', "\r\n");
    return text;
}

bool isShownWhenLocked(QByteArrayView address)
{
    QByteArray code = address.toByteArray();
    code.remove(0, code.indexOf(':') + 1);
    code.truncate(std::min(code.size(), code.indexOf('*') < 0 ? code.size() : code.indexOf('*')));
    return code == "F.F" || code == "C.90" || code == "C.1" || code.startsWith("C.1.")
        || (code.size() == 5 && code.startsWith("0.0."));
}

} // namespace

std::optional<ReadoutFile> ReadoutFile::parse(const QByteArray &bytes)
{
    const auto begin = std::find_if_not(bytes.begin(), bytes.end(), isFill);
    QByteArray text = bytes.mid(begin - bytes.begin());
    // The check behind ETX may be any character, a line end among them: it goes first.
    if (const qsizetype end = text.indexOf(etx); end >= 0)
        text.truncate(end);
    const qsizetype lineEnd = text.indexOf('\n');
    const qsizetype blockEnd = text.lastIndexOf('!');
    if (lineEnd < 0 || blockEnd < lineEnd)
        return {};
    ReadoutFile file;
    file.identification = text.left(lineEnd).trimmed();
    if (!parseIdentification(file.identification))
        return {};
    const auto from = std::find_if_not(text.begin() + lineEnd, text.begin() + blockEnd,
                                       [](char c) { return isFill(c) || c == stx; });
    const qsizetype blockBegin = from - text.begin();
    file.block = withCrLf(text.mid(blockBegin, blockEnd - blockBegin));
    if (DataSets(file.block).count() == 0)
        return {};
    return file;
}

QByteArray ReadoutFile::lockedBlock() const
{
    const DataSets sets(block);
    QByteArray shown;
    for (qsizetype i = 0; i < sets.count(); ++i) {
        if (!isShownWhenLocked(sets.address(i)))
            continue;
        const DataSet &set = sets.at(i);
        const qsizetype end = block.indexOf('\n', set.address.offset);
        shown += block.mid(set.address.offset, end < 0 ? -1 : end + 1 - set.address.offset);
    }
    return shown;
}

} // namespace optoscope
