// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesimport.h"
#include "core/capture/hextext.h"
#include "core/uart/softwareparity.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;
using namespace Qt::StringLiterals;

namespace {

/// The runs of what was imported, as "TX text" and "RX text".
QStringList runsOf(const ImportedBytes &imported, quint8 mask = 0xFF)
{
    QStringList runs;
    for (const TraceEntry &entry : imported.entries) {
        if (const CharacterRun *run = runOf(entry)) {
            const bool sent = std::holds_alternative<Sent>(entry.what);
            const auto text = QString::fromLatin1(toBytes(run->characters, mask));
            runs += (sent ? u"TX "_qs : u"RX "_qs) + text;
        }
    }
    return runs;
}

ImportedBytes imported(const QByteArray &content, BytesForm form = BytesForm::Detect)
{
    const auto result = importBytes(content, form);
    return std::holds_alternative<ImportedBytes>(result) ? std::get<ImportedBytes>(result)
                                                         : ImportedBytes();
}

ImportError errorOf(const std::variant<ImportedBytes, ImportError> &result)
{
    const auto *error = std::get_if<ImportError>(&result);
    return error ? *error : ImportError{ImportError::Kind::ReadFailed, u"no error"_qs, {}};
}

QByteArray withParity(const QByteArray &text)
{
    return encodeCharacters(text, withSoftwareParity(Baud{300}, format7E1));
}

const QByteArray readout("/ABC5METER\r\n\x02"
                         "1.8.0(000001.2*kWh)\r\n!\r\n\x03"
                         "x");

} // namespace

class tst_BytesImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rawBytesAreTheMeters();
    void hexLinesCarryDirections();
    void hexMayBeSplitAnywhere();
    void hexIsDetected_data();
    void hexIsDetected();
    void badHexIsPlaced_data();
    void badHexIsPlaced();
    void lineEndsAreRestored_data();
    void lineEndsAreRestored();
    void parityBitsAreNoticed();
    void damagedParityIsMarked();
    void eightBitTextKeepsItsBits();
    void plainRequestsBesideParityBitsAreNoErrors();
    void filesAreRead();
    void filesThatCannotBeRead();
    void largeFilesAreRefused();
};

void tst_BytesImport::rawBytesAreTheMeters()
{
    const ImportedBytes bytes = imported(readout);
    QCOMPARE(runsOf(bytes), QStringList{u"RX "_qs + QString::fromLatin1(readout)});
    QVERIFY(!bytes.hasDirections);
    QVERIFY(!bytes.lineEndsRestored);
    QVERIFY(!bytes.parityBitsLeft);
}

void tst_BytesImport::hexLinesCarryDirections()
{
    const ImportedBytes bytes = imported("TX 2F 3f 21\r\nrx: 41 42\n43\nTX 06\n", BytesForm::Hex);
    QCOMPARE(runsOf(bytes), (QStringList{u"TX /?!"_qs, u"RX ABC"_qs, u"TX \x06"_qs}));
    QVERIFY(bytes.hasDirections);
}

void tst_BytesImport::hexMayBeSplitAnywhere()
{
    QCOMPARE(runsOf(imported("4 1\t42\n4\n3", BytesForm::Hex)), QStringList{u"RX ABC"_qs});
    // What carries no direction is the meter's, even behind a line of ours.
    QCOMPARE(runsOf(imported("TX 41\n42", BytesForm::Hex)), (QStringList{u"TX A"_qs, u"RX B"_qs}));
}

void tst_BytesImport::hexIsDetected_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isHex");
    QTest::newRow("directed") << QByteArray("TX 2F\nRX 41") << true;
    QTest::newRow("long") << QByteArray("2F414243 35412042 0D0A") << true;
    QTest::newRow("short") << QByteArray("1234") << false;
    QTest::newRow("text") << QByteArray("TX 2F is what I sent") << false;
    QTest::newRow("readout") << readout << false;
}

void tst_BytesImport::hexIsDetected()
{
    QFETCH(QByteArray, content);
    QTEST(looksLikeHexText(content), "isHex");
}

void tst_BytesImport::badHexIsPlaced_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const int bad = static_cast<int>(ImportError::Kind::BadHexDigit);
    const int odd = static_cast<int>(ImportError::Kind::OddHexDigits);
    QTest::newRow("no digit") << QByteArray("41\nRX 4G") << bad << 2 << 5;
    QTest::newRow("odd at the end") << QByteArray("RX 41\n4") << odd << 2 << 1;
    QTest::newRow("odd before a turn") << QByteArray("RX 41 4\nTX 41") << odd << 1 << 7;
}

void tst_BytesImport::badHexIsPlaced()
{
    QFETCH(QByteArray, content);
    const ImportError error = errorOf(importBytes(content, BytesForm::Hex));
    QTEST(static_cast<int>(error.kind), "kind");
    QTEST(static_cast<int>(error.line), "line");
    QTEST(static_cast<int>(error.column), "column");
}

void tst_BytesImport::lineEndsAreRestored_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("restored");
    QTest::newRow("lost") << QByteArray("1(2)\n!\n") << QByteArray("1(2)\r\n!\r\n") << true;
    QTest::newRow("one is left") << QByteArray("1(2)\r\n!\n") << QByteArray("1(2)\r\n!\n") << false;
    QTest::newRow("the check is LF")
        << QByteArray("!\n\x03\n") << QByteArray("!\r\n\x03\n") << true;
    QTest::newRow("partial block") << QByteArray("a\n\x04\n") << QByteArray("a\r\n\x04\n") << true;
    QTest::newRow("after the check")
        << QByteArray("!\n\x03q\n") << QByteArray("!\r\n\x03q\r\n") << true;
    QTest::newRow("only the check") << QByteArray("\x03\n") << QByteArray("\x03\n") << false;
}

void tst_BytesImport::lineEndsAreRestored()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, bytes);
    const ImportedBytes result = imported(content);
    QCOMPARE(runsOf(result), QStringList{u"RX "_qs + QString::fromLatin1(bytes)});
    QTEST(result.lineEndsRestored, "restored");
}

void tst_BytesImport::parityBitsAreNoticed()
{
    const ImportedBytes bytes = imported(withParity(readout));
    QVERIFY(bytes.parityBitsLeft);
    QCOMPARE(runsOf(bytes, 0x7F), QStringList{u"RX "_qs + QString::fromLatin1(readout)});
    const auto *settings = std::get_if<LineSettings>(&bytes.entries.first().what);
    QVERIFY(settings);
    QCOMPARE(settings->format, format7E1);
    const auto *event = std::get_if<Event>(&bytes.entries.at(1).what);
    QVERIFY(event);
    QCOMPARE(event->finding.id, FindingId::parityBitsLeft);
    QVERIFY(event->finding.value > 5);
}

void tst_BytesImport::damagedParityIsMarked()
{
    QByteArray damaged = withParity(readout);
    damaged[20] = static_cast<char>(damaged.at(20) ^ 0x04);
    const ImportedBytes bytes = imported(damaged);
    QVERIFY(bytes.parityBitsLeft);
    const CharacterRun *run = runOf(bytes.entries.last());
    for (qsizetype i = 0; i < run->characters.size(); ++i)
        QCOMPARE(run->characters.at(i).isDamaged(), i == 20);
}

void tst_BytesImport::eightBitTextKeepsItsBits()
{
    const QByteArray text("/ABC5\x81\x82 some text of a meter that uses eight bits");
    const ImportedBytes bytes = imported(text);
    QVERIFY(!bytes.parityBitsLeft);
    const auto *settings = std::get_if<LineSettings>(&bytes.entries.first().what);
    QVERIFY(settings);
    QCOMPARE(settings->format, format8N1);
    QCOMPARE(runsOf(bytes), QStringList{u"RX "_qs + QString::fromLatin1(text)});
}

void tst_BytesImport::plainRequestsBesideParityBitsAreNoErrors()
{
    const QByteArray hex = "TX 2F 3F 21 0D 0A\nRX " + withParity(readout).toHex(' ');
    const ImportedBytes bytes = imported(hex);
    QVERIFY(bytes.parityBitsLeft);
    for (const TraceEntry &entry : bytes.entries)
        if (const CharacterRun *run = runOf(entry))
            for (const Character character : run->characters)
                QVERIFY(!character.isDamaged());
}

void tst_BytesImport::filesAreRead()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(u"session.HEX"_qs);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("41 42");
    file.close();
    const auto result = importFile(name);
    QVERIFY(std::holds_alternative<ImportedBytes>(result));
    QCOMPARE(runsOf(std::get<ImportedBytes>(result)), QStringList{u"RX AB"_qs});
}

void tst_BytesImport::filesThatCannotBeRead()
{
    QTemporaryDir folder;
    QCOMPARE(errorOf(importFile(folder.filePath(u"none"_qs))).kind, ImportError::Kind::NotFound);
    QCOMPARE(errorOf(importFile(folder.path())).kind, ImportError::Kind::NotAFile);
    const auto kindOf = [&folder](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        file.close();
        return errorOf(importFile(file.fileName())).kind;
    };
    QCOMPARE(kindOf(u"torn.pcapng"_qs, "\x0B\x0D\x0D\x0A/ABC5"), ImportError::Kind::NoEntries);
    QCOMPARE(kindOf(u"page.html"_qs, "<!DOCTYPE html>\n<title>(1)</title>"),
             ImportError::Kind::WebPage);
    QFile file(folder.filePath(u"empty"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const ImportError error = errorOf(importFile(file.fileName()));
    QCOMPARE(error.kind, ImportError::Kind::Empty);
    QCOMPARE(error.name, file.fileName());
}

void tst_BytesImport::largeFilesAreRefused()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"large"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(importLimit + 1));
    file.close();
    const ImportError error = errorOf(importFile(file.fileName()));
    QCOMPARE(error.kind, ImportError::Kind::TooLarge);
    QCOMPARE(error.limit, importLimit);
}

QTEST_GUILESS_MAIN(tst_BytesImport)
#include "tst_bytesimport.moc"
