// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/link/transportcontract.h"

#include <QTest>

using namespace optoscope;

namespace {
constexpr Baud baud{300};
const QByteArray request = "/?!\r\n";
} // namespace

void TransportContract::open(Transport &transport, TransportLog &log)
{
    transport.open(baud, format7E1);
    QVERIFY(pass([&] { return log.order.contains(u"opened"_qs); }));
    QVERIFY(log.errors.isEmpty());
}

void TransportContract::opensOnce()
{
    const auto transport = makeTransport();
    TransportLog log(*transport);
    open(*transport, log);
    passAWhile();
    QCOMPARE(log.order.count(u"opened"_qs), 1);
    QCOMPARE(log.order.count(u"line"_qs), 1);
    QVERIFY(log.order.indexOf(u"line"_qs) < log.order.indexOf(u"opened"_qs));
    QCOMPARE(log.lines.first().baud, baud);
    QCOMPARE(log.lines.first().format, format7E1);
}

void TransportContract::missingFailsOnce()
{
    const auto transport = makeMissing();
    TransportLog log(*transport);
    transport->open(baud, format7E1);
    QVERIFY(pass([&] { return !log.order.isEmpty(); }));
    passAWhile();
    QCOMPARE(log.order, QStringList{u"failed"_qs});
    QVERIFY(!log.errors.first().name.isEmpty());
}

void TransportContract::sendsInOrder()
{
    const auto transport = makeTransport();
    TransportLog log(*transport);
    open(*transport, log);
    const nanoseconds character = log.lines.last().characterTime();
    const Instant before = clock().now();
    transport->send("/?");
    QCOMPARE(log.sent.size(), 1); // at once
    transport->send("!\r\n");
    QVERIFY(pass([&] { return log.ends.size() == 2; }));
    QCOMPARE(log.sent.size(), 2);
    QVERIFY(log.sent.first().at >= before);
    for (int index = 0; index < 2; ++index) {
        const CharacterRun &run = *runOf(log.sent.at(index));
        QCOMPARE(run.spacing, character);
        QCOMPARE(log.begins.at(index), log.sent.at(index).at);
        QVERIFY(log.ends.at(index) >= log.begins.at(index) + character * run.characters.size());
        QVERIFY(clock().now() >= log.ends.at(index));
    }
    QVERIFY(log.begins.at(1) >= log.ends.at(0));
    const Characters all = runOf(log.sent.at(0))->characters + runOf(log.sent.at(1))->characters;
    QCOMPARE(toBytes(all, 0x7F), request);
}

void TransportContract::hearsTheMeter()
{
    const auto transport = makeTransport();
    TransportLog log(*transport);
    open(*transport, log);
    transport->send(request);
    QVERIFY(pass([&] { return log.bytes(0x7F).endsWith("\r\n"); }));
    QVERIFY(log.bytes(0x7F).startsWith('/'));
    for (const Character &character : log.characters())
        QVERIFY(!character.isDamaged());
    // The meter answers when it has heard us: after our last stop bit.
    QVERIFY(log.received.first().at >= log.sent.first().at);
}

void TransportContract::runsDoNotOverlap()
{
    const auto transport = makeTransport();
    TransportLog log(*transport);
    open(*transport, log);
    transport->send(request);
    QVERIFY(pass([&] { return log.bytes(0x7F).endsWith("\r\n"); }));
    Instant end = Instant::min();
    for (const TraceEntry &entry : log.received) {
        QVERIFY(entry.at >= end);
        end = endOf(entry.at, *runOf(entry));
        QVERIFY(end <= clock().now());
    }
}

void TransportContract::lineIsChanged()
{
    const auto transport = makeTransport();
    TransportLog log(*transport);
    open(*transport, log);
    transport->setLine(Baud{9600}, format8N1);
    QVERIFY(pass([&] { return log.lines.size() == 2; }));
    QCOMPARE(log.lines.last().baud, Baud{9600});
    QCOMPARE(log.lines.last().format, format8N1);
    QVERIFY(log.errors.isEmpty());
}

void TransportContract::closedIsSilent()
{
    const auto transport = makeTransport();
    TransportLog log(*transport);
    open(*transport, log);
    transport->send(request);
    transport->close();
    const QStringList before = log.order;
    const auto received = log.received;
    passAWhile();
    QCOMPARE(log.order, before);
    QCOMPARE(log.received, received);
}

void TransportContract::vanishesOnce()
{
    const auto transport = makeTransport();
    TransportLog log(*transport);
    open(*transport, log);
    if (!vanish())
        QSKIP("This link cannot vanish.");
    QVERIFY(pass([&] { return log.order.contains(u"lost"_qs); }));
    passAWhile();
    transport->send(request);
    passAWhile();
    QCOMPARE(log.order.count(u"lost"_qs), 1);
    QCOMPARE(log.order.last(), u"lost"_qs);
    QCOMPARE(log.errors.first().kind, LinkError::Kind::Vanished);
}

void TransportContract::opensAgain()
{
    const auto transport = makeTransport();
    TransportLog log(*transport);
    open(*transport, log);
    transport->close();
    transport->open(baud, format7E1);
    QVERIFY(pass([&] { return log.order.count(u"opened"_qs) == 2; }));
    transport->send(request);
    QVERIFY(pass([&] { return log.bytes(0x7F).endsWith("\r\n"); }));
}
