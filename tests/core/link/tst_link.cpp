// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/link.h"
#include "tests/core/link/fakes.h"
#include "tests/core/link/pseudoterminal.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace optoscope;
using namespace std::chrono_literals;

/// Sends a request and ends with the first character that it hears.
class OneQuestion : public FakeSession
{
public:
    OneQuestion()
    {
        onStart = [this] { issue(SendCommand{"/?!\r\n"}); };
        onReceive = [this] { issue(FinishCommand{Outcome::done}); };
    }
};

class TestLink : public QObject
{
    Q_OBJECT

    static LinkRequest requestFor(const QString &name)
    {
        LinkRequest request;
        request.target = {Target::Kind::Serial, name, 0};
        request.readout.baud = Baud{9600};
        return request;
    }

    static std::unique_ptr<Session> ask([[maybe_unused]] const LinkRequest &request)
    {
        return std::make_unique<OneQuestion>();
    }

    static QList<FindingId> findingsIn(const TraceEntries &entries)
    {
        QList<FindingId> found;
        for (const TraceEntry &entry : entries) {
            const auto *event = std::get_if<Event>(&entry.what);
            if (event && event->kind == Event::Kind::Found)
                found.append(event->finding.id);
        }
        return found;
    }

    /// What the facade said, in order, and in which thread.
    struct Heard {
        explicit Heard(Link &link)
        {
            connect(&link, &Link::started, &link, [this](const QDateTime &anchor) {
                order += u"started"_qs;
                anchors += anchor;
            });
            connect(&link, &Link::entriesAppended, &link, [this](const TraceEntries &batch) {
                order += u"entries"_qs;
                entries += batch;
                inOwnThread = inOwnThread && QThread::currentThread() == qApp->thread();
            });
            connect(&link, &Link::failed, &link, [this](const LinkError &error) {
                order += u"failed"_qs;
                errors += error;
            });
            connect(&link, &Link::finished, &link, [this](Outcome outcome) {
                order += u"finished"_qs;
                outcomes += outcome;
            });
        }
        QByteArray received() const
        {
            QByteArray bytes;
            for (const TraceEntry &entry : entries) {
                if (const auto *received = std::get_if<Received>(&entry.what))
                    bytes += toBytes(received->run.characters);
            }
            return bytes;
        }
        QStringList order;
        QList<QDateTime> anchors;
        TraceEntries entries;
        QList<LinkError> errors;
        QList<Outcome> outcomes;
        bool inOwnThread = true;
    };

private Q_SLOTS:
    void runsManyTimes()
    {
        PseudoTerminal pty;
        Link link(ask);
        for (int round = 0; round < 5; ++round) {
            Heard heard(link);
            link.start(requestFor(pty.path()));
            QVERIFY(link.isRunning());
            QByteArray request;
            QTRY_COMPARE(request += pty.read(), QByteArray("/?!\r\n"));
            pty.write("/");
            QTRY_COMPARE(heard.outcomes, QList{Outcome::done});
            QVERIFY(!link.isRunning());
            QCOMPARE(heard.order.first(), u"started"_qs);
            QCOMPARE(heard.order.last(), u"finished"_qs);
            QCOMPARE(heard.received(), QByteArray("/"));
            QVERIFY(heard.inOwnThread);
            QVERIFY(heard.errors.isEmpty());
            link.disconnect();
        }
    }

    void startsAgainFromFinished()
    {
        PseudoTerminal pty;
        Link link(ask);
        int rounds = 0;
        connect(&link, &Link::finished, &link, [&] {
            if (++rounds < 3)
                link.start(requestFor(pty.path()));
        });
        link.start(requestFor(pty.path()));
        QVERIFY(QTest::qWaitFor([&] {
            if (pty.read().endsWith('\n'))
                pty.write("/");
            return rounds == 3;
        }));
        QVERIFY(!link.isRunning());
    }

    void stopEndsIt()
    {
        PseudoTerminal pty;
        Link link(ask);
        Heard heard(link);
        link.start(requestFor(pty.path()));
        QTRY_VERIFY(!heard.entries.isEmpty());
        link.stop();
        QTRY_COMPARE(heard.outcomes, QList{Outcome::interrupted});
        link.stop();
        QTest::qWait(5);
        QCOMPARE(heard.outcomes.size(), 1);
    }

    void stopBeforeItHasBegun()
    {
        PseudoTerminal pty;
        Link link(ask);
        Heard heard(link);
        link.stop();
        link.start(requestFor(pty.path()));
        link.stop();
        QTRY_COMPARE(heard.outcomes, QList{Outcome::interrupted});
    }

    void cannotOpen()
    {
        Link link(ask);
        Heard heard(link);
        link.start(requestFor(u"/dev/ttyNotThere"_qs));
        QTRY_COMPARE(heard.outcomes, QList{Outcome::cannotOpen});
        QCOMPARE(heard.order, (QStringList{u"started"_qs, u"failed"_qs, u"finished"_qs}));
        QCOMPARE(heard.errors.first().kind, LinkError::Kind::NotFound);
    }

    void notSupported_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("rfc2217") << u"rfc2217:box:2217"_qs;
    }
    void notSupported()
    {
        QFETCH(QString, text);
        Link link(ask);
        Heard heard(link);
        LinkRequest request;
        request.target = std::get<Target>(parseTarget(text));
        link.start(request);
        QTRY_COMPARE(heard.outcomes, QList{Outcome::cannotOpen});
        QCOMPARE(heard.errors.first().kind, LinkError::Kind::NotSupported);
        QCOMPARE(heard.errors.first().name, text);
    }

    void lostInMidSession()
    {
        auto pty = std::make_unique<PseudoTerminal>();
        Link link([](const LinkRequest &) { return std::make_unique<FakeSession>(); });
        Heard heard(link);
        link.start(requestFor(pty->path()));
        QTRY_VERIFY(!heard.entries.isEmpty());
        pty->write("half");
        QTRY_COMPARE(heard.received(), QByteArray("half"));
        pty.reset();
        QTRY_COMPARE(heard.outcomes, QList{Outcome::linkLost});
        QCOMPARE(heard.errors.first().kind, LinkError::Kind::Vanished);
    }

    /// A link such as udev makes: the same adapter has it whatever the port is called.
    void portThatComesBackIsWatched()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(u"adapter"_qs);
        const auto plugIn = [&name](const PseudoTerminal &pty) {
            QFile::remove(name);
            return QFile::link(pty.path(), name);
        };
        auto pty = std::make_unique<PseudoTerminal>();
        QVERIFY(plugIn(*pty));
        Link link([](const LinkRequest &) { return std::make_unique<FakeSession>(); });
        Heard heard(link);
        QList<PortPresence> presences;
        connect(&link, &Link::presenceChanged, &link,
                [&](PortPresence presence) { presences += presence; });
        LinkRequest request = requestFor(name);
        request.awaitsReturn = true;
        link.start(request);
        QTRY_VERIFY(!heard.entries.isEmpty());
        pty.reset();
        QFile::remove(name);
        QTRY_COMPARE(heard.outcomes, QList{Outcome::linkLost});
        QTRY_COMPARE(presences, QList{PortPresence::Awaited});
        QVERIFY(!link.isRunning());

        PseudoTerminal other;
        QVERIFY(plugIn(other));
        QTRY_COMPARE(presences, (QList{PortPresence::Awaited, PortPresence::Returned}));
        other.write("more");
        QTRY_COMPARE(heard.received(), QByteArray("more"));
        QCOMPARE(findingsIn(heard.entries),
                 (QList{FindingId::portVanished, FindingId::portReturned}));
        // On the same clock, and without a second end of the session.
        QVERIFY(heard.entries.last().at > heard.entries.first().at);
        QCOMPARE(heard.outcomes.size(), 1);
        QCOMPARE(heard.order.count(u"started"_qs), 1);

        link.stop();
        QTRY_COMPARE(presences.last(), PortPresence::Usual);
        QCOMPARE(heard.errors.size(), 1);
    }

    void waitingEndsWithTheNextSession()
    {
        auto pty = std::make_unique<PseudoTerminal>();
        Link link(ask);
        Heard heard(link);
        QSignalSpy presence(&link, &Link::presenceChanged);
        LinkRequest request = requestFor(pty->path());
        request.awaitsReturn = true;
        link.start(request);
        QTRY_VERIFY(!heard.entries.isEmpty());
        pty.reset();
        QTRY_COMPARE(presence.size(), 1);
        PseudoTerminal other;
        link.start(requestFor(other.path()));
        QTRY_COMPARE(presence.size(), 2);
        QByteArray asked;
        QTRY_COMPARE(asked += other.read(), QByteArray("/?!\r\n"));
        other.write("/");
        QTRY_COMPARE(heard.outcomes.last(), Outcome::done);
    }

    void hostThatComesBackIsWatched()
    {
        auto server = std::make_unique<QTcpServer>();
        QVERIFY(server->listen(QHostAddress::LocalHost));
        const quint16 port = server->serverPort();
        Link link([](const LinkRequest &) { return std::make_unique<FakeSession>(); });
        Heard heard(link);
        QSignalSpy presence(&link, &Link::presenceChanged);
        LinkRequest request;
        request.target = {Target::Kind::Tcp, u"127.0.0.1"_qs, port};
        request.awaitsReturn = true;
        link.start(request);
        QTRY_VERIFY(server->hasPendingConnections());
        QTRY_VERIFY(!heard.entries.isEmpty());
        server.reset();
        QTRY_COMPARE(heard.outcomes, QList{Outcome::linkLost});
        QTRY_COMPARE(presence.size(), 1);
        server = std::make_unique<QTcpServer>();
        QVERIFY(server->listen(QHostAddress::LocalHost, port));
        QTRY_VERIFY(server->hasPendingConnections());
        server->nextPendingConnection()->write("more");
        QTRY_COMPARE(heard.received(), QByteArray("more"));
        QCOMPARE(presence.last().first().value<PortPresence>(), PortPresence::Returned);
        QCOMPARE(findingsIn(heard.entries),
                 (QList{FindingId::portVanished, FindingId::portReturned}));
    }

    void linesAndBreakByHand()
    {
        Link link([](const LinkRequest &) { return std::make_unique<FakeSession>(); });
        Heard heard(link);
        link.setBreak(true); // No session runs: nothing happens.
        LinkRequest request;
        request.target = {Target::Kind::Virtual, {}, 0};
        request.controlLines = {true, false};
        link.start(request);
        link.setControlLines({false, {}});
        link.setBreak(true);
        link.setBreak(false);
        link.stop();
        QTRY_COMPARE(heard.outcomes, QList{Outcome::interrupted});
        QList<ControlLines> lines;
        QList<Break> breaks;
        for (const TraceEntry &entry : heard.entries) {
            if (const auto *now = std::get_if<ControlLines>(&entry.what))
                lines += *now;
            if (const auto *now = std::get_if<Break>(&entry.what))
                breaks += *now;
        }
        QCOMPARE(lines,
                 (QList{ControlLines{true, false, false, false, false, false},
                        ControlLines{false, false, false, false, false, false}}));
        QCOMPARE(breaks, (QList{Break{true}, Break{false}}));
    }

    void endsCleanlyWhileRunning()
    {
        for (int round = 0; round < 20; ++round) {
            PseudoTerminal pty;
            Link link(ask);
            link.start(requestFor(pty.path()));
            if (round % 2)
                QVERIFY(QTest::qWaitFor([&] { return !pty.read().isEmpty(); }));
        }
    }
};

QTEST_GUILESS_MAIN(TestLink)
#include "tst_link.moc"
