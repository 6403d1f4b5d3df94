// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/listensession.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

/// What the session wants now; the line it sets is told back to it.
QStringList wishes(ListenSession &session, Instant now)
{
    QStringList result;
    while (const auto event = session.takeEvent())
        result += event->detail;
    while (const auto command = session.takeCommand()) {
        if (const auto *line = std::get_if<SetLineCommand>(&*command)) {
            result += line->format.toText();
            session.lineChanged(now, withParity(line->baud, line->format, ParityBy::Hardware));
        } else if (const auto *finish = std::get_if<FinishCommand>(&*command)) {
            result += finish->outcome == Outcome::done ? u"done"_qs : u"noAnswer"_qs;
        } else {
            result += u"more"_qs;
        }
    }
    return result;
}

CharacterRun run(const QByteArray &bytes)
{
    return {toCharacters(bytes), 1ms, {}, true};
}

} // namespace

class TestListenSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesThroughTheSettings()
    {
        ListenSession session({pushSettings(), 12s});
        Instant now;
        session.start(now);
        QCOMPARE(wishes(session, now), (QStringList{u"listen 9600 8N1"_qs, u"8N1"_qs}));
        for (const QString &next :
             {u"listen 2400 7E1"_qs, u"listen 115200 8N1"_qs, u"listen 300 7E1"_qs}) {
            QCOMPARE(session.deadline().value_or(Instant()), now + 12s);
            now += 12s;
            session.expire(now);
            QCOMPARE(wishes(session, now).first(), next);
        }
        session.expire(now + 12s);
        QCOMPARE(wishes(session, now), QStringList{u"noAnswer"_qs});
        QVERIFY(!session.deadline());
    }
    void stopsWhenSomebodyIsUnderstood()
    {
        ListenSession session({pushSettings(), 12s});
        session.start({});
        wishes(session, {});
        const QByteArray message = QByteArray::fromHex("1B1B1B1B01010101")
            + QByteArray::fromHex("7605001122336200").repeated(60);
        session.receive(Instant(2s), run(message));
        const Instant end = endOf(Instant(2s), run(message));
        QCOMPARE(session.deadline().value_or(Instant()), end);
        session.expire(end);
        QCOMPARE(wishes(session, end), QStringList{u"done"_qs});
    }
    void noiseIsNobody()
    {
        ListenSession session({{{Baud{9600}, format8N1}}, 5s});
        session.start({});
        wishes(session, {});
        for (int i = 0; i < 100; ++i)
            session.receive(Instant(i * 10ms), run(QByteArray(50, '\xFE')));
        QCOMPARE(session.deadline().value_or(Instant()), Instant(5s));
        session.expire(Instant(5s));
        QCOMPARE(wishes(session, {}), QStringList{u"noAnswer"_qs});
    }
    void nothingToListenTo()
    {
        ListenSession session({{}, 5s});
        session.start({});
        QCOMPARE(wishes(session, {}), QStringList{u"noAnswer"_qs});
    }
};

QTEST_GUILESS_MAIN(TestListenSession)
#include "tst_listensession.moc"
