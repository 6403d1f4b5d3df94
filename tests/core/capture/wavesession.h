// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/vcdwriter.h"
#include "core/uart/encoder.h"

#include <QBuffer>
#include <QFile>
#include <QStringList>
#include <QTemporaryDir>

#include <zip.h>

namespace optoscope {

using std::chrono::milliseconds;

inline const QByteArray request("/?!\r\n");
inline const QByteArray identification("/ABC5METER\r\n");
inline const QByteArray readout("\x02"
                                "1.8.0(000001.2*kWh)\r\n!\r\n\x03"
                                "x");

/// A sign-on at 300 baud and the data at 9600.
struct Session {
    Waveform sent;
    Waveform received;
    Instant end;
};

inline Session makeSession()
{
    Session session;
    const Encoder slow({{300}}, format7E1);
    const Encoder fast({{9600}}, format7E1);
    Instant at = slow.encode(Instant(milliseconds(50)), toCharacters(request), session.sent);
    at = slow.encode(at + milliseconds(250), toCharacters(identification), session.received);
    at = slow.encode(at + milliseconds(250),
                     toCharacters("\x06"
                                  "050\r\n"),
                     session.sent);
    at = fast.encode(at + milliseconds(250), toCharacters(readout), session.received);
    session.end = at + milliseconds(100);
    return session;
}

/// "TX text" and "RX text", runs of one side joined, data bits only.
inline QStringList saidIn(const TraceEntries &entries)
{
    QStringList said;
    for (const TraceEntry &entry : entries) {
        if (const CharacterRun *run = runOf(entry)) {
            const QString side = std::holds_alternative<Sent>(entry.what) ? QStringLiteral("TX ")
                                                                          : QStringLiteral("RX ");
            const auto text = QString::fromLatin1(toBytes(run->characters, 0x7F));
            if (!said.isEmpty() && said.last().startsWith(side))
                said.last() += text;
            else
                said += side + text;
        }
    }
    return said;
}

inline const QStringList expected{QStringLiteral("TX ") + QString::fromLatin1(request),
                                  QStringLiteral("RX ") + QString::fromLatin1(identification),
                                  QString::fromLatin1("TX \x06"
                                                      "050\r\n"),
                                  QStringLiteral("RX ") + QString::fromLatin1(readout)};

inline QByteArray vcdOf(const VcdLines &lines)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeVcd(buffer, lines, QStringLiteral("a test"));
    return buffer.data();
}

inline QByteArray zipOf(const QList<QPair<QByteArray, QByteArray>> &files)
{
    QTemporaryDir folder;
    const QByteArray name = QFile::encodeName(folder.filePath(QStringLiteral("a.zip")));
    zip_t *archive = zip_open(name.constData(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto &[entry, content] : files) {
        zip_file_add(archive, entry.constData(),
                     zip_source_buffer(archive, content.constData(),
                                       static_cast<zip_uint64_t>(content.size()), 0),
                     0);
    }
    if (zip_close(archive) != 0)
        return {};
    QFile file(QFile::decodeName(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace optoscope
