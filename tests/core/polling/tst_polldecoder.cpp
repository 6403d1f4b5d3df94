// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/polldecoder.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace optoscope {

class TestPollDecoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsRegisters();
    void leavesOutWhatIsTooLong_data();
    void leavesOutWhatIsTooLong();
    void aNumberHasALength();

private:
    /// A poll that brought \a lines.
    PollResult poll(const QByteArray &lines)
    {
        PollDecoder decoder(m_knowledge, {});
        const QByteArray checked = lines + "!\r\n\x03";
        char check = 0;
        for (const char letter : checked)
            check = static_cast<char>(check ^ letter);
        const auto received = [](const QByteArray &bytes) {
            return Received{{toCharacters(bytes), 1ms, 0ns, true}};
        };
        decoder.append({{Instant(), Sent{{toCharacters("/?!\r\n"), 1ms, 0ns, true}}},
                        {Instant(300ms), received("/DUA0TEST\r\n")},
                        {Instant(600ms), received('\x02' + checked + check)}});
        return decoder.finish(Outcome::done, QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
    }

    Knowledge m_knowledge;
};

void TestPollDecoder::readsRegisters()
{
    const PollResult result = poll("0.0.0(4711)\r\n1.8.0(000001.5*kWh)\r\n");
    QCOMPARE(result.meter, u"4711"_qs);
    QCOMPARE(result.identification, QByteArray("DUA0TEST"));
    QCOMPARE(result.readings.size(), 2);
    QCOMPARE(result.readings[1].number, 1.5);
    QVERIFY(result.record.finding.isEmpty());
}

void TestPollDecoder::leavesOutWhatIsTooLong_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("code") << QByteArray(3000, '1') + "(5*kWh)\r\n";
    QTest::newRow("unit") << "1.8.0(5*" + QByteArray(3000, 'W') + ")\r\n";
    QTest::newRow("value") << "1.8.0(" + QByteArray(5000, '5') + "*kWh)\r\n";
}

/// What a database could not take as a key, or would grow without bound.
void TestPollDecoder::leavesOutWhatIsTooLong()
{
    QFETCH(const QByteArray, line);
    const PollResult result = poll("0.0.0(4711)\r\n" + line + "2.8.0(1*kWh)\r\n");
    QCOMPARE(result.record.outcome, PollOutcome::done);
    QCOMPARE(result.readings.size(), 2);
    QCOMPARE(result.readings[1].code, QByteArray("2.8.0"));
    QCOMPARE(result.record.finding, u"valuesLeftOut"_qs);
    QCOMPARE(result.findings.last().value, 1.0);
}

void TestPollDecoder::aNumberHasALength()
{
    const PollResult result =
        poll("C.1.0(" + QByteArray(3000, '7') + ")\r\n0.0.0(4711)\r\n1.8.0(1*kWh)\r\n");
    QCOMPARE(result.meter, u"4711"_qs);
}

} // namespace optoscope

QTEST_GUILESS_MAIN(optoscope::TestPollDecoder)
#include "tst_polldecoder.moc"
