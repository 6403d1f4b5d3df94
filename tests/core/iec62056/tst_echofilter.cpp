// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/echofilter.h"

#include <QTest>

#include <array>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr nanoseconds spacing = 33333us; // of a character at 300 baud

/// What the filter said in sum.
struct Told {
    QByteArray echo;
    QByteArray heard;
    bool isDamaged = false;
};

} // namespace

/// What came back of our own light, however it was sent and however it came.
class TestEchoFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheEcho_data();
    void findsTheEcho();

private:
    static Told take(EchoFilter &filter, Told told)
    {
        while (const auto piece = filter.take()) {
            QByteArray &bytes =
                piece->kind == EchoFilter::Piece::Kind::Heard ? told.heard : told.echo;
            told.isDamaged |= piece->kind == EchoFilter::Piece::Kind::DamagedEcho;
            for (const HeardCharacter &one : piece->characters)
                bytes.append(static_cast<char>(one.data));
        }
        return told;
    }
};

void TestEchoFilter::findsTheEcho_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("echo");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<qint64>("cut");
    QTest::addColumn<nanoseconds>("begin");
    QTest::addColumn<nanoseconds>("each");
    QTest::addColumn<nanoseconds>("pause");
    const QByteArray request("/?!\r\n");
    const QByteArray command("\x01P1\x02(00000000)\x03\x61");
    const QByteArray identification("/ABC5XYZ\r\n");
    const QByteArray password("\x01P0\x02(12345678)\x03\x60");
    struct Case {
        const char *name;
        QByteArray sent;
        QByteArray echo;
        QByteArray more;
    };
    const std::array cases{
        Case{"echo", request, request, {}},
        Case{"echo and answer", request, request, identification},
        Case{"answer alone", request, {}, identification},
        Case{"echo of a command and answer", command, command, password},
        Case{"answer to a command alone", command, {}, password},
    };
    struct Times {
        const char *name;
        nanoseconds begin; ///< of the first character, after our last stop bit
        nanoseconds each;
        nanoseconds pause; ///< at the cut, and before the answer if that is far
    };
    // A link without a UART: what comes in one read is stamped from our last stop bit on.
    const std::array times{
        Times{"with the line's times", 0ns, spacing, 0ns},
        Times{"in a burst", 0ns, 100us, 1ms},
        Times{"in a slow burst", 0ns, 8ms, 0ns},
        Times{"slightly late", 9ms, spacing, 1ms},
    };
    for (const Case &one : cases) {
        const QByteArray all = one.echo + one.more;
        for (const Times &time : times) {
            for (qint64 cut = 0; cut <= all.size(); ++cut)
                QTest::addRow("%s, %s, cut at %lld", one.name, time.name, cut)
                    << one.sent << one.echo << one.more << cut << time.begin << time.each
                    << time.pause;
            QTest::addRow("%s, %s, byte by byte", one.name, time.name)
                << one.sent << one.echo << one.more << qint64{-1} << time.begin << time.each
                << time.pause;
        }
        // As a UART hears it: during our own sending, and the answer in its own time.
        if (!one.echo.isEmpty())
            QTest::addRow("%s, while we send", one.name)
                << one.sent << one.echo << one.more << qint64{one.echo.size()}
                << nanoseconds(1ms - spacing * one.sent.size()) << spacing << nanoseconds(250ms);
    }
    QTest::newRow("cut off, then the answer")
        << request << QByteArray("/?!") << identification << qint64{3}
        << nanoseconds(1ms - spacing * request.size()) << spacing << nanoseconds(400ms);
}

void TestEchoFilter::findsTheEcho()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, echo);
    QFETCH(QByteArray, more);
    QFETCH(qint64, cut);
    QFETCH(nanoseconds, begin);
    QFETCH(nanoseconds, each);
    QFETCH(nanoseconds, pause);
    const QByteArray all = echo + more;
    const Instant end = Instant(1s) + spacing * sent.size();
    EchoFilter filter;
    filter.sending(Instant(1s), end, sent);
    Told told;
    Instant at = end + begin;
    for (qint64 i = 0; i < all.size(); ++i) {
        if (i == cut)
            at += pause;
        filter.receive({at, each, i, static_cast<quint8>(all.at(i)), {}});
        if (i == cut || cut < 0)
            told = take(filter, told);
        at += each;
    }
    filter.flush();
    told = take(filter, told);
    QCOMPARE(told.echo, echo);
    QCOMPARE(told.heard, more);
    QCOMPARE(told.isDamaged, !echo.isEmpty() && echo != sent);
}

QTEST_APPLESS_MAIN(TestEchoFilter)
#include "tst_echofilter.moc"
