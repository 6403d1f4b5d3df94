// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/driverreport.h"

#include <QTest>

using namespace optoscope;

class TestDriverReport : public QObject
{
    Q_OBJECT

    static ReadBack compare(const LineSettings &asked, int baud, QStringView format)
    {
        return compareWithDriver(asked, {baud, *CharacterFormat::fromText(format), true},
                                 Instant());
    }

private Q_SLOTS:
    void driverDidAsAsked()
    {
        const LineSettings asked = withSoftwareParity(Baud{9600}, format7E1);
        // A divider of a 1.8432 MHz clock does not meet every baud.
        for (const int baud : {9600, 9615, 9400}) {
            const ReadBack result = compare(asked, baud, u"8N1");
            QCOMPARE(result.settings, asked);
            QVERIFY(result.findings.isEmpty());
        }
    }

    /// What a mini-UART does to what it cannot do, while it says yes (reference probe.md §2B).
    void formatWasNotTaken_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("runs");
        QTest::addColumn<FindingId>("id");
        const auto row = [](const QString &asked, const QString &runs, FindingId id) {
            QTest::newRow(qPrintable(asked)) << asked << runs << id;
        };
        row(u"7E1"_qs, u"7N1"_qs, FindingId::parityDropped);
        row(u"7O1"_qs, u"7N1"_qs, FindingId::parityDropped);
        row(u"7E2"_qs, u"7N1"_qs, FindingId::parityDropped);
        row(u"8E1"_qs, u"8N1"_qs, FindingId::parityDropped);
        row(u"8N2"_qs, u"8N1"_qs, FindingId::adapterQuirk);
        row(u"5N1"_qs, u"7N1"_qs, FindingId::adapterQuirk);
    }
    void formatWasNotTaken()
    {
        QFETCH(QString, asked);
        QFETCH(QString, runs);
        QFETCH(FindingId, id);
        const CharacterFormat format = *CharacterFormat::fromText(asked);
        const ReadBack result = compare(withHardwareParity(Baud{300}, format), 300, runs);
        QCOMPARE(result.settings.portFormat.toText(), runs);
        QCOMPARE(result.settings.format, format);
        QCOMPARE(result.findings.size(), 1);
        QCOMPARE(result.findings.first().id, id);
        QCOMPARE(result.findings.first().detail, runs);
    }

    /// Parity in software asks the mini-UART for 8N1, which it can do.
    void softwareParityIsNotDropped()
    {
        const LineSettings asked = withSoftwareParity(Baud{300}, format7E1);
        const ReadBack result = compare(asked, 300, u"8N1");
        QCOMPARE(result.settings, asked);
        QVERIFY(result.findings.isEmpty());
    }

    void errorsAreReported_data()
    {
        using Answer = PortCapabilities::Answer;
        QTest::addColumn<bool>("uart");
        QTest::addColumn<bool>("marks");
        QTest::addColumn<bool>("counts");
        QTest::addColumn<bool>("silent");
        QTest::addColumn<Answer>("answer");
        QTest::newRow("pty") << false << true << false << false << Answer::No;
        QTest::newRow("Windows") << true << false << false << false << Answer::No;
        QTest::newRow("PL2303") << true << true << false << false << Answer::Unknown;
        QTest::newRow("FTDI") << true << true << true << false << Answer::Yes;
        QTest::newRow("CH340") << true << true << false << true << Answer::No;
        // Its driver counts what its chip never tells.
        QTest::newRow("mini-UART") << true << true << true << true << Answer::No;
    }
    void errorsAreReported()
    {
        QFETCH(bool, uart);
        QFETCH(bool, marks);
        QFETCH(bool, counts);
        QFETCH(bool, silent);
        QFETCH(PortCapabilities::Answer, answer);
        PortCapabilities capabilities;
        capabilities.uart = uart;
        capabilities.marksErrors = marks;
        capabilities.countsErrors = counts;
        AdapterTraits traits;
        if (silent)
            traits.limits = {AdapterLimit::noLineErrors};
        QCOMPARE(errorReports(capabilities, traits), answer);
    }

    void aFlagProvesReports()
    {
        using Flag = CharacterFlag;
        QVERIFY(!proveErrorReports({}));
        QVERIFY(!proveErrorReports({{'a', {}}, {'b', Flag::ParityError}, {'c', Flag::Overrun}}));
        QVERIFY(proveErrorReports({{'a', {}}, {'b', Flag::FramingError}}));
        QVERIFY(proveErrorReports({{0, Flag::Break}}));
    }

    void baudWasNotTaken()
    {
        // A mini-UART cannot go below 476 baud.
        const ReadBack result = compare(withSoftwareParity(Baud{300}, format7E1), 476, u"8N1");
        QCOMPARE(result.settings.baud, Baud{476});
        QCOMPARE(result.findings.first().id, FindingId::adapterQuirk);
        QCOMPARE(result.findings.first().value, 476.0);
        QCOMPARE(result.findings.first().limit, 300.0);
        QCOMPARE(result.findings.first().detail, u"476 baud"_qs);
    }

    void silenceAboutErrorsIsSaid()
    {
        const LineSettings asked = withSoftwareParity(Baud{300}, format7E1);
        const ReadBack result = compareWithDriver(asked, {300, format8N1, false}, Instant());
        QCOMPARE(result.settings, asked);
        QCOMPARE(result.findings.size(), 1);
        QCOMPARE(result.findings.first().id, FindingId::adapterQuirk);
        QCOMPARE(result.findings.first().severity, Severity::note);
    }

    void countersTellErrorsApart_data()
    {
        using Flag = CharacterFlag;
        QTest::addColumn<bool>("hardware");
        QTest::addColumn<bool>("counted");
        QTest::addColumn<int>("framing");
        QTest::addColumn<int>("parity");
        QTest::addColumn<CharacterFlags>("flags");
        const auto row = [](const char *name, bool hardware, bool counted, int framing, int parity,
                            CharacterFlags flags) {
            QTest::newRow(name) << hardware << counted << framing << parity << flags;
        };
        row("software parity: framing", false, true, 1, 0, Flag::FramingError);
        row("software parity, not counted", false, false, 0, 0, Flag::FramingError);
        row("parity", true, true, 0, 1, Flag::ParityError);
        row("framing", true, true, 1, 0, Flag::FramingError);
        row("both", true, true, 2, 1, Flag::FramingError | Flag::ParityError);
        row("marked but not counted", true, true, 0, 0, Flag::FramingError);
        row("no counters", true, false, 0, 0, Flag::ParityError);
    }
    void countersTellErrorsApart()
    {
        QFETCH(bool, hardware);
        QFETCH(bool, counted);
        QFETCH(int, framing);
        QFETCH(int, parity);
        QFETCH(CharacterFlags, flags);
        std::optional<DriverCounters> before;
        std::optional<DriverCounters> after;
        if (counted) {
            before = DriverCounters{7, 10, 20, 3};
            after = DriverCounters{7, 10 + framing, 20 + parity, 3};
        }
        Characters characters{
            {'a', {}}, {'b', CharacterFlag::FramingError}, {0, CharacterFlag::Break}};
        applyCounters(characters,
                      hardware ? withHardwareParity(Baud{300}, format7E1)
                               : withSoftwareParity(Baud{300}, format7E1),
                      before, after);
        QCOMPARE(characters.at(0).flags, CharacterFlags());
        QCOMPARE(characters.at(1).flags, flags);
        QCOMPARE(characters.at(2).flags, CharacterFlags(CharacterFlag::Break));
    }

    void overrunMarksTheFirst()
    {
        Characters characters = toCharacters("ab");
        applyCounters(characters, withSoftwareParity(Baud{300}, format7E1), DriverCounters{},
                      DriverCounters{0, 0, 0, 1});
        QCOMPARE(characters.at(0).flags, CharacterFlags(CharacterFlag::Overrun));
        QCOMPARE(characters.at(1).flags, CharacterFlags());
    }
};

QTEST_APPLESS_MAIN(TestDriverReport)
#include "tst_driverreport.moc"
