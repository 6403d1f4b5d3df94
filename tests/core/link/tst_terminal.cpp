// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/terminal.h"
#include "core/uart/parmrkdecoder.h"
#include "tests/core/link/pseudoterminal.h"

#include <QSerialPort>
#include <QTest>

#include <functional>

using namespace optoscope;

namespace {

bool marksErrors(const termios &settings)
{
    return (settings.c_iflag & (INPCK | PARMRK | IGNPAR | IGNBRK | ISTRIP)) == (INPCK | PARMRK);
}

} // namespace

using Setter = std::function<bool(QSerialPort &)>;

/// The marking of damaged characters, over pseudo terminals: these carry no line errors, but the
/// settings and the coding of a real FF.
class TestTerminal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void marksAgainAfterEverySetter_data();
    void marksAgainAfterEverySetter();
};

void TestTerminal::marksAgainAfterEverySetter_data()
{
    QTest::addColumn<Setter>("set");
    const auto row = [](const char *name, const Setter &set) { QTest::newRow(name) << set; };
    row("baud", [](QSerialPort &port) { return port.setBaudRate(300); });
    row("odd baud", [](QSerialPort &port) { return port.setBaudRate(12345); });
    row("data bits", [](QSerialPort &port) { return port.setDataBits(QSerialPort::Data8); });
    row("even parity", [](QSerialPort &port) { return port.setParity(QSerialPort::EvenParity); });
    row("no parity", [](QSerialPort &port) { return port.setParity(QSerialPort::NoParity); });
    row("stop bits", [](QSerialPort &port) { return port.setStopBits(QSerialPort::TwoStop); });
    row("flow control",
        [](QSerialPort &port) { return port.setFlowControl(QSerialPort::NoFlowControl); });
    row("break", [](QSerialPort &port) {
        return port.setBreakEnabled(true) && port.setBreakEnabled(false);
    });
}
void TestTerminal::marksAgainAfterEverySetter()
{
    QFETCH(Setter, set);
    PseudoTerminal pty;
    QVERIFY(pty.isOpen());
    QSerialPort port(pty.path());
    QVERIFY(port.open(QIODevice::ReadWrite));
    QVERIFY(terminal::markErrors(port.handle()));
    QVERIFY(marksErrors(pty.settings()));
    QVERIFY(set(port));
    QVERIFY(terminal::markErrors(port.handle()));
    QVERIFY(marksErrors(pty.settings()));
    // A real FF comes doubled and is one character.
    const QByteArray sent = QByteArray::fromHex("41FF42FFFF00");
    pty.write(sent);
    ParmrkDecoder decoder;
    Characters read;
    while (read.size() < sent.size() && port.waitForReadyRead(2000))
        read += decoder.decode(port.readAll());
    QCOMPARE(read, toCharacters(sent));
}

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"
