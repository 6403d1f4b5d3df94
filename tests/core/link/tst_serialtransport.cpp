// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/serialtransport.h"
#include "core/link/systemclock.h"
#include "tests/core/link/pseudoterminal.h"
#include "tests/core/link/transportlog.h"

#include <QAbstractEventDispatcher>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <grp.h>
#include <sys/stat.h>

using namespace optoscope;
using Kind = LinkError::Kind;

/// Over pseudo terminals: all but what only a UART can do.
class TestSerialTransport : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

    struct Opened {
        Opened(Clock &clock, const QString &name, CharacterFormat format = format7E1,
               ParityChoice parity = ParityChoice::Automatic)
            : transport(clock, name, parity)
            , log(transport)
        {
            transport.open(Baud{9600}, format);
        }
        SerialTransport transport;
        TransportLog log;
    };

    static bool marksErrors(const termios &settings)
    {
        return (settings.c_iflag & (INPCK | PARMRK | IGNPAR | IGNBRK | ISTRIP)) == (INPCK | PARMRK);
    }

    static speed_t speedOf(const PseudoTerminal &pty)
    {
        const termios settings = pty.settings();
        return ::cfgetospeed(&settings);
    }

    static void waitTurns(int milliseconds)
    {
        QEventLoop loop;
        QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
        loop.exec();
    }

private Q_SLOTS:
    void opens()
    {
        PseudoTerminal pty;
        QVERIFY(pty.isOpen());
        Opened port(m_clock, pty.path());
        QCOMPARE(port.log.order, (QStringList{u"line"_qs, u"opened"_qs}));
        QCOMPARE(port.log.lines, (QList{withoutUart(Baud{9600}, format7E1)}));
        QCOMPARE(speedOf(pty), speed_t(B9600));
        QVERIFY(!port.transport.capabilities().uart);
        QVERIFY(port.transport.capabilities().marksErrors);
        QVERIFY(!port.transport.capabilities().countsErrors);
        QVERIFY(!port.transport.capabilities().controlLines);
        PortCapabilities expected;
        expected.marksErrors = true;
        expected.framingErrors = PortCapabilities::Answer::No;
        QCOMPARE(port.log.capabilities, QList{expected});
    }

    void marksErrorsAfterEverySetting()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path());
        QVERIFY(marksErrors(pty.settings()));
        port.transport.setLine(Baud{300}, format7E1);
        QVERIFY(marksErrors(pty.settings()));
        QCOMPARE(speedOf(pty), speed_t(B300));
        port.transport.setLine(Baud{2400}, {8, Parity::Odd, 2});
        QVERIFY(marksErrors(pty.settings()));
        port.transport.setBreak(true);
        port.transport.setBreak(false);
        QVERIFY(marksErrors(pty.settings()));
        QCOMPARE(port.log.order,
                 (QStringList{u"line"_qs, u"opened"_qs, u"line"_qs, u"line"_qs, u"break on"_qs,
                              u"break off"_qs}));
        QVERIFY(port.log.findings.isEmpty());
    }

    /// A pseudo terminal has no such lines: capability, not error (reference capture.md §2).
    void controlLinesThatAreNotThere_data()
    {
        QTest::addColumn<ControlLineChoice>("choice");
        QTest::addColumn<int>("tells");
        QTest::newRow("as they mostly are") << ControlLineChoice() << 0;
        QTest::newRow("as the system has them") << ControlLineChoice{{}, {}} << 1;
        QTest::newRow("DTR off") << ControlLineChoice{false, true} << 1;
    }
    void controlLinesThatAreNotThere()
    {
        QFETCH(ControlLineChoice, choice);
        QFETCH(int, tells);
        PseudoTerminal pty;
        SerialTransport transport(m_clock, pty.path(), ParityChoice::Automatic, choice);
        TransportLog log(transport);
        transport.open(Baud{300}, format7E1);
        QCOMPARE(log.order.last(), u"opened"_qs);
        QCOMPARE(log.findings.size(), tells);
        transport.setControlLines(true, false);
        transport.setControlLines(false, true);
        QCOMPARE(log.findings.size(), 1);
        QCOMPARE(log.findings.first().id, FindingId::adapterQuirk);
        QCOMPARE(log.findings.first().severity, Severity::note);
        QCOMPARE(log.findings.first().detail, u"no control lines"_qs);
        QVERIFY(log.controlLines.isEmpty());
        QVERIFY(log.errors.isEmpty());
        pty.write("x");
        QTRY_COMPARE(log.bytes(), QByteArray("x"));
    }

    void hardwareParityMeansNothingWithoutUart()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path(), format7E1, ParityChoice::Hardware);
        QCOMPARE(port.log.lines.last(), withoutUart(Baud{9600}, format7E1));
    }

    void sendsPlainCharacters()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path());
        port.transport.send("/?!\r\n");
        QCOMPARE(port.log.order.last(), u"sending"_qs);
        QTRY_COMPARE(port.log.order.last(), u"sent"_qs);
        QCOMPARE(pty.read(), QByteArray("/?!\r\n"));
        const TraceEntry sent = port.log.sent.first();
        QCOMPARE(toBytes(runOf(sent)->characters), QByteArray("/?!\r\n"));
        QCOMPARE(port.log.begins.first(), sent.at);
        QCOMPARE(port.log.ends.first(), endOf(sent.at, *runOf(sent)));
        QVERIFY(m_clock.now() >= port.log.ends.first());
    }

    void receivesWithAndWithoutParityBit()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path());
        pty.write(QByteArray::fromHex("2FAF3F3FBF"));
        QTRY_COMPARE(port.log.bytes(), QByteArray::fromHex("2FAF3F3FBF"));
        const Characters characters = port.log.characters();
        QVERIFY(!characters.at(0).isDamaged());
        QVERIFY(!characters.at(1).isDamaged());
        QVERIFY(!characters.at(2).isDamaged());
        QCOMPARE(characters.at(4).flags, CharacterFlags(CharacterFlag::ParityError));
        QCOMPARE(port.log.bytes(0x7F), QByteArray("//???"));
    }

    void realFf()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path(), format8N1);
        const QByteArray sent = QByteArray::fromHex("41FFFF0042FF00FF");
        pty.write(sent);
        QTRY_COMPARE(port.log.characters(), toCharacters(sent));
    }

    void everyByteValue()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path(), format8N1);
        QByteArray all;
        for (int value = 0; value < 256; ++value)
            all.append(char(value));
        pty.write(all);
        QTRY_COMPARE(port.log.characters(), toCharacters(all));
        port.transport.send(all);
        QByteArray back;
        QTRY_COMPARE(back += pty.read(), all);
    }

    void staleCharactersAreDropped()
    {
        PseudoTerminal pty;
        pty.write("old");
        QVERIFY(pty.hasArrived());
        Opened port(m_clock, pty.path());
        pty.write("new");
        QTRY_VERIFY(port.log.bytes().endsWith("new"));
        QCOMPARE(port.log.bytes(), QByteArray("new"));
    }

    void newLineKeepsWhatArrived()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path());
        pty.write("before");
        QVERIFY(pty.hasArrived());
        port.transport.setLine(Baud{300}, format7E1);
        pty.write("after");
        QTRY_COMPARE(port.log.bytes(), QByteArray("beforeafter"));
    }

    void hangUpIsToldOnceAndCostsNothing_data()
    {
        QTest::addColumn<bool>("slaveElsewhere");
        QTest::newRow("alone") << false;
        QTest::newRow("open elsewhere too") << true;
    }
    void hangUpIsToldOnceAndCostsNothing()
    {
        QFETCH(bool, slaveElsewhere);
        PseudoTerminal pty;
        Opened port(m_clock, pty.path());
        pty.write("last words");
        QTRY_COMPARE(port.log.bytes(), QByteArray("last words"));
        if (!slaveElsewhere)
            pty.closeSlave();
        pty.hangUp();
        QTRY_VERIFY(port.log.order.contains(u"lost"_qs));

        int wakeUps = 0;
        auto *dispatcher = QAbstractEventDispatcher::instance();
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, [&] { ++wakeUps; });
        waitTurns(100);
        disconnect(dispatcher, nullptr, this, nullptr);
        QVERIFY2(wakeUps < 20, qPrintable(QString::number(wakeUps)));
        QCOMPARE(port.log.order.count(u"lost"_qs), 1);
        QCOMPARE(port.log.errors.first().kind, Kind::Vanished);
        QCOMPARE(port.log.errors.first().name, pty.path());
        port.transport.send("nobody");
        port.transport.close();
        waitTurns(10);
        QCOMPARE(port.log.order.last(), u"lost"_qs);
    }

    void hangUpWhileSending()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path());
        port.transport.setLine(Baud{300}, format7E1);
        port.transport.send(QByteArray(100, 'x'));
        pty.hangUp();
        QTRY_COMPARE(port.log.order.last(), u"lost"_qs);
        waitTurns(20);
        QVERIFY(port.log.ends.isEmpty());
        QCOMPARE(port.log.order.count(u"lost"_qs), 1);
    }

    /// The driver has no such setting; that is no error.
    void lowLatencyThatIsNotThere()
    {
        PseudoTerminal pty;
        QSerialPort port;
        port.setPortName(pty.path());
        QVERIFY(port.open(QIODevice::ReadWrite));
        QCOMPARE(terminal::lowLatency(port.handle()), std::nullopt);
        QVERIFY(!terminal::setLowLatency(port.handle(), true));
    }

    /// What is told of a port is told again when it is opened again, not when nothing has changed.
    void capabilitiesAreToldOnce()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path());
        port.transport.setLine(Baud{300}, format7E1);
        QCOMPARE(port.log.capabilities.size(), 1);
        port.transport.close();
        port.transport.open(Baud{300}, format7E1);
        QCOMPARE(port.log.capabilities.size(), 2);
        QCOMPARE(port.log.capabilities.first(), port.log.capabilities.last());
    }

    void canBeOpenedAgain()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path());
        port.transport.close();
        port.transport.open(Baud{300}, format7E1);
        QCOMPARE(port.log.order.last(), u"opened"_qs);
        pty.write("x");
        QTRY_COMPARE(port.log.bytes(), QByteArray("x"));
    }

    void nothingIsLeftInTheQueueAtClosing()
    {
        PseudoTerminal pty;
        Opened port(m_clock, pty.path());
        port.transport.send("gone");
        port.transport.close();
        waitTurns(20);
        QVERIFY(port.log.ends.isEmpty());
    }

    void symbolicLinkIsFollowed()
    {
        PseudoTerminal pty;
        QTemporaryDir folder;
        const QString link = folder.filePath(u"meter"_qs);
        QVERIFY(QFile::link(pty.path(), link));
        Opened port(m_clock, link);
        QCOMPARE(port.log.order.last(), u"opened"_qs);
        Opened second(m_clock, pty.path());
        QCOMPARE(second.log.errors.first().kind, Kind::Busy);
    }

    void refusesWhatIsNoPort_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("kind");
        const auto row = [](const QString &name, Kind kind) {
            QTest::newRow(qPrintable(name)) << name << int(kind);
        };
        row(u"/dev/ttyNotThere"_qs, Kind::NotFound);
        row(u"ttyNotThere"_qs, Kind::NotFound);
        row(u"/dev/null/x"_qs, Kind::NotFound);
        row(u"/tmp"_qs, Kind::NotAPort);
        row(QCoreApplication::applicationFilePath(), Kind::NotAPort);
        row(u"/dev/null"_qs, Kind::NotAPort);
        row(u"/dev/full"_qs, Kind::NotAPort);
    }
    void refusesWhatIsNoPort()
    {
        QFETCH(QString, name);
        QFETCH(int, kind);
        Opened port(m_clock, name);
        QCOMPARE(port.log.order, QStringList{u"failed"_qs});
        QCOMPARE(int(port.log.errors.first().kind), kind);
        QCOMPARE(port.log.errors.first().name, name);
    }

    void busy()
    {
        PseudoTerminal pty;
        Opened holder(m_clock, pty.path());
        Opened port(m_clock, pty.path());
        QCOMPARE(port.log.order, QStringList{u"failed"_qs});
        QCOMPARE(port.log.errors.first().kind, Kind::Busy);
        const QString pid = QString::number(QCoreApplication::applicationPid());
        QVERIFY2(port.log.errors.first().detail.contains(pid),
                 qPrintable(port.log.errors.first().detail));
        holder.transport.close();
        port.transport.open(Baud{300}, format7E1);
        QCOMPARE(port.log.order.last(), u"opened"_qs);
    }

    void denied_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("groupHelps");
        QTest::newRow("nobody") << 0 << false;
        QTest::newRow("group may write only") << 0020 << false;
        QTest::newRow("group") << 0060 << true;
    }
    void denied()
    {
        QFETCH(int, mode);
        QFETCH(bool, groupHelps);
        PseudoTerminal pty;
        const QByteArray path = QFile::encodeName(pty.path());
        QCOMPARE(::chmod(path.constData(), mode_t(mode)), 0);
        // The administrator may do anything: become somebody else for the moment.
        const bool administrator = ::geteuid() == 0;
        if (administrator)
            QVERIFY(::setegid(65534) == 0 && ::seteuid(65534) == 0);
        Opened port(m_clock, pty.path());
        if (administrator)
            QVERIFY(::seteuid(0) == 0 && ::setegid(0) == 0);
        QCOMPARE(port.log.order, QStringList{u"failed"_qs});
        QCOMPARE(port.log.errors.first().kind, Kind::NoRights);
        struct stat status {
        };
        QCOMPARE(::stat(path.constData(), &status), 0);
        const QString group = QString::fromLocal8Bit(::getgrgid(status.st_gid)->gr_name);
        QCOMPARE(port.log.errors.first().detail, groupHelps ? group : QString());
    }
};

QTEST_GUILESS_MAIN(TestSerialTransport)
#include "tst_serialtransport.moc"
