// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesimport.h"
#include "core/iec62056/conversation.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace optoscope;
using namespace Qt::StringLiterals;

namespace {

constexpr char soh = '\x01';
constexpr char stx = '\x02';
constexpr char etx = '\x03';

/// Files of classes A and B that hold no plain data, each with the reason.
const QHash<QString, QString> &exceptions()
{
    static const QHash<QString, QString> reasons{
        {u"A/lgz4_zmf100ac_m23_linebreaks_lost.txt"_qs,
         u"A web page's export without line ends."_qs},
    };
    return reasons;
}

QString corpus()
{
    const QString folder = qEnvironmentVariable("OPTOSCOPE_CORPUS");
    return folder.isEmpty() ? QStringLiteral(OPTOSCOPE_DEFAULT_CORPUS) : folder;
}

QStringList filesOf(const QString &folder, const QStringList &endings)
{
    return QDir(corpus() + u'/' + folder).entryList(endings, QDir::Files, QDir::Name);
}

/// One verdict on a check, as the bytes themselves give it.
struct Verdict {
    CheckKind kind;
    QByteArray expected;
    QByteArray received;
    friend bool operator==(const Verdict &, const Verdict &) = default;
};

char *toString(const Verdict &verdict)
{
    const QByteArray text = QByteArray::number(static_cast<int>(verdict.kind)) + ' '
        + verdict.expected + ' ' + verdict.received;
    return qstrdup(text.constData());
}

QByteArray hexOf(int value, int digits)
{
    return QByteArray::number(value, 16).toUpper().rightJustified(digits, '0');
}

/// The check character of a block, computed here from its definition and not by the code that is
/// tested.
Verdict verdictOnBlock(const QByteArray &covered, char received)
{
    int exclusive = 0;
    int sum = 0;
    for (const char byte : covered) {
        exclusive ^= byte & 0x7F;
        sum = (sum + (byte & 0x7F)) & 0x7F;
    }
    const int check = received & 0x7F;
    if (check == exclusive)
        return {CheckKind::Xor, hexOf(exclusive, 2), hexOf(check, 2)};
    if (check == sum)
        return {CheckKind::Sum7, hexOf(sum, 2), hexOf(check, 2)};
    return {CheckKind::Wrong, hexOf(exclusive, 2), hexOf(check, 2)};
}

/// The CRC of a telegram, bit by bit.
Verdict verdictOnTelegram(const QByteArray &covered, const QByteArray &received)
{
    int crc = 0;
    for (const char byte : covered) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1;
    }
    const bool right = crc == received.toInt(nullptr, 16);
    return {right ? CheckKind::Crc16 : CheckKind::Wrong, hexOf(crc, 4), received};
}

/// The first line that begins with a slash and three letters, up to an STX in it.
QByteArray identificationIn(const QByteArray &bytes)
{
    static const QRegularExpression line(u"^[\\x02\\x00]*(/[A-Za-z]{3}[^\\x02\\r\\n]*)"_qs,
                                         QRegularExpression::MultilineOption);
    return line.match(QString::fromLatin1(bytes)).captured(1).toLatin1();
}

bool isHexDigit(char character)
{
    return QByteArrayView("0123456789ABCDEFabcdef").contains(character);
}

/// The verdicts on every block with STX or SOH, ETX and a check character, and on every telegram
/// with a CRC, in the order of the bytes.
QList<Verdict> verdictsOf(const QByteArray &bytes)
{
    QList<Verdict> verdicts;
    qsizetype slash = -1;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char character = bytes.at(i);
        if (character == '/' && (i == 0 || bytes.at(i - 1) == '\n')
            && !bytes.mid(i, 2).endsWith('?'))
            slash = i;
        if (character == stx || character == soh) {
            const qsizetype end = bytes.indexOf(etx, i);
            if (end < 0 || end + 1 >= bytes.size())
                return verdicts;
            verdicts += verdictOnBlock(bytes.mid(i + 1, end - i), bytes.at(end + 1));
            i = end + 1;
        } else if (character == '!' && slash >= 0) {
            const QByteArray digits = bytes.mid(i + 1, 4);
            if (digits.size() == 4 && std::ranges::all_of(digits, isHexDigit))
                verdicts += verdictOnTelegram(bytes.mid(slash, i + 1 - slash), digits);
        }
    }
    return verdicts;
}

/// What a line of a session is by its first characters; the line of a meter that had its parity
/// bits left in holds two messages.
QStringList messagesIn(const QByteArray &line, bool sent)
{
    const QString by = sent ? u"us "_qs : u"meter "_qs;
    if (line.startsWith("/?"))
        return {by + u"request"};
    if (line.startsWith('/')) {
        const qsizetype block = line.indexOf(stx);
        return block < 0 ? QStringList{by + u"identification"}
                         : QStringList{by + u"identification", by + u"data"};
    }
    if (line.startsWith("\x01"
                        "B0"))
        return {by + u"break"};
    if (line.startsWith(soh))
        return {by + u"command"};
    if (line.startsWith(stx))
        return {by + u"data"};
    return {by + (line.size() == 1 ? u"ack"_qs : u"optionSelect"_qs)};
}

QList<Verdict> verdictsOf(const Conversation &conversation)
{
    QList<Verdict> verdicts;
    for (const ConversationMessage &message : conversation.messages())
        if (message.check && message.check->kind != CheckKind::None)
            verdicts +=
                Verdict{message.check->kind, message.check->expected, message.check->received};
    return verdicts;
}

struct Decoded {
    ImportedBytes imported;
    Conversation conversation;
    QByteArray bytes; ///< data bits of all characters
};

Decoded decode(const QString &name)
{
    Decoded decoded;
    const auto result = importFile(corpus() + u'/' + name);
    if (const auto *imported = std::get_if<ImportedBytes>(&result))
        decoded.imported = *imported;
    decoded.conversation.append(decoded.imported.entries);
    decoded.conversation.finish();
    const quint8 mask = decoded.imported.parityBitsLeft ? 0x7F : 0xFF;
    for (const TraceEntry &entry : decoded.imported.entries)
        if (const CharacterRun *run = runOf(entry))
            decoded.bytes += toBytes(run->characters, mask);
    return decoded;
}

} // namespace

class tst_Corpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void exceptionsExist();
    void readoutsDecode_data();
    void readoutsDecode();
    void sessionsDecode_data();
    void sessionsDecode();
    void faultsAreFound_data();
    void faultsAreFound();
    void nothingIsLost_data();
    void nothingIsLost();
};

void tst_Corpus::initTestCase()
{
    if (!QDir(corpus()).exists())
        QSKIP("The corpus is not here; OPTOSCOPE_CORPUS says where it is.");
}

void tst_Corpus::exceptionsExist()
{
    for (const QString &name : exceptions().keys())
        QVERIFY2(QFile::exists(corpus() + u'/' + name), qPrintable(name));
}

void tst_Corpus::readoutsDecode_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &folder : {u"A"_qs, u"B"_qs})
        for (const QString &file : filesOf(folder, {u"*.txt"_qs, u"*.hex"_qs}))
            if (const QString name = folder + u'/' + file; !exceptions().contains(name))
                QTest::newRow(qPrintable(name)) << name;
}

void tst_Corpus::readoutsDecode()
{
    QFETCH(QString, name);
    const Decoded decoded = decode(name);
    const Readout &readout = decoded.conversation.readout();
    QVERIFY(readout.dataSets.count() > 0);

    const QByteArray block = readout.dataSets.block();
    QCOMPARE(readout.dataSets.write(), block);
    QVERIFY(decoded.bytes.contains(block));
    // Every bracket of the file is a data set of the read-out: nothing was lost on the way.
    QCOMPARE(readout.dataSets.count(), decoded.bytes.count('('));
    QCOMPARE(readout.identification ? readout.identification->raw : QByteArray(),
             identificationIn(decoded.bytes));
    QCOMPARE(verdictsOf(decoded.conversation), verdictsOf(decoded.bytes));
}

void tst_Corpus::sessionsDecode_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &folder : {u"C"_qs, u"D"_qs})
        for (const QString &file : filesOf(folder, {u"*.hex"_qs}))
            QTest::newRow(qPrintable(file)) << QString(folder + u'/' + file);
}

/// In these files every line is one message of one side.
void tst_Corpus::sessionsDecode()
{
    QFETCH(QString, name);
    const Decoded decoded = decode(name);
    QList<Verdict> verdicts;
    QStringList lines;
    for (const TraceEntry &entry : decoded.imported.entries) {
        if (const CharacterRun *run = runOf(entry)) {
            const QByteArray line =
                toBytes(run->characters, decoded.imported.parityBitsLeft ? 0x7F : 0xFF);
            verdicts += verdictsOf(line);
            lines += messagesIn(line, std::holds_alternative<Sent>(entry.what));
        }
    }
    QStringList messages;
    for (const ConversationMessage &message : decoded.conversation.messages())
        messages +=
            (message.by == Party::Us ? u"us "_qs : u"meter "_qs) + messageName(message.kind);
    QCOMPARE(messages, lines);
    QCOMPARE(verdictsOf(decoded.conversation), verdicts);
}

void tst_Corpus::faultsAreFound_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const char *name, const QStringList &ids) {
        QTest::newRow(name) << QString::fromLatin1(name) << ids;
    };
    row("C/tpc5_neva_mt324_no_answer.hex", {u"retried"_qs, u"noAnswer"_qs});
    row("C/zmd405_7e1_read_as_8n1_first_lines.hex",
        {u"parityBitsLeft"_qs, u"modeEOffered"_qs, u"blockTruncated"_qs});
    row("C/zpa5_am363_session.hex", {u"modeEOffered"_qs});
    row("D/ekt5_ce102m_poll.hex", {u"checkIsSum7"_qs});
    row("D/ekt5_ce301_full_session.hex", {u"checkIsSum7"_qs});
    row("D/tpc5_neva_mt324_p0_bad_bcc.hex", {u"checkWrong"_qs});
    row("D/tpc5_neva_mt324_poll.hex", {});
}

void tst_Corpus::faultsAreFound()
{
    QFETCH(QString, name);
    QStringList ids;
    for (const Finding &finding : decode(name).conversation.findings())
        ids += findingName(finding.id);
    QTEST(ids, "ids");
}

void tst_Corpus::nothingIsLost_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &folder : {u"A"_qs, u"B"_qs, u"C"_qs, u"D"_qs, u"E"_qs})
        for (const QString &file : filesOf(folder, {u"*.txt"_qs, u"*.hex"_qs}))
            QTest::newRow(qPrintable(file)) << QString(folder + u'/' + file);
}

/// Whatever is in a file, every character is in one message; only line ends may stand alone.
void tst_Corpus::nothingIsLost()
{
    QFETCH(QString, name);
    const Decoded decoded = decode(name);
    qint64 next = 0;
    for (const ConversationMessage &message : decoded.conversation.messages()) {
        QVERIFY(message.offset >= next);
        QCOMPARE(decoded.bytes.mid(next, message.offset - next).trimmed(), QByteArray());
        QCOMPARE(message.bytes, decoded.bytes.mid(message.offset, message.length));
        next = message.offset + message.length;
    }
    QCOMPARE(decoded.bytes.mid(next).trimmed(), QByteArray());
}

QTEST_GUILESS_MAIN(tst_Corpus)
#include "tst_corpus.moc"
