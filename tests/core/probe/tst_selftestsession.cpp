// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/patterns.h"
#include "core/probe/selftestsession.h"

#include <QTest>

#include <deque>
#include <functional>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

using A = PersonAction;
using R = PersonReply;
using S = TestStep;

/// A port in virtual time whose RX hears what \a wire makes of what is sent, and a person who
/// answers after a second.
class Line
{
public:
    explicit Line(const SelfTestOptions &options)
        : m_session(options)
    {
    }

    SelfTestSession &session() { return m_session; }
    Instant now() const { return m_now; }
    bool isFinished() const { return m_finished; }
    const std::vector<PersonRequest> &asked() const { return m_asked; }
    const QStringList &steps() const { return m_steps; }
    int sends() const { return m_sends; }

    std::function<R(const PersonRequest &)> reply = [](const PersonRequest &) { return R::done; };
    std::function<QByteArray(const QByteArray &)> wire = [](const QByteArray &) {
        return QByteArray();
    };
    bool sendsEnd = true; ///< The port tells when something has left.
    bool answers = true;

    void start()
    {
        m_session.start(m_now);
        obey();
    }
    /// The next thing that is due; false: nothing ever will be.
    bool step()
    {
        if (m_due.empty() && !m_session.deadline())
            return false;
        const auto deadline = m_session.deadline();
        if (!m_due.empty() && (!deadline || m_due.front().at <= *deadline)) {
            const Due due = m_due.front();
            m_due.pop_front();
            m_now = std::max(m_now, due.at);
            due.what();
        } else {
            m_now = std::max(m_now, *deadline);
            m_session.expire(m_now);
        }
        obey();
        return true;
    }
    /// To the end, or until \a isEnough.
    void run(const std::function<bool()> &isEnough = [] { return false; })
    {
        for (int i = 0; i < 100000 && !m_finished && !isEnough(); ++i) {
            if (!step())
                return;
        }
    }
    void answer(const PersonAnswer &answer)
    {
        m_session.answered(m_now, answer);
        obey();
    }
    void hear(const QByteArray &data)
    {
        m_session.receive(m_now, {toCharacters(data), m_characterTime, {}, true});
        obey();
    }

private:
    struct Due {
        Instant at;
        std::function<void()> what;
    };

    void obey()
    {
        while (const auto command = m_session.takeCommand()) {
            if (const auto *send = std::get_if<SendCommand>(&*command))
                obeySend(send->data);
            else if (const auto *line = std::get_if<SetLineCommand>(&*command))
                obeyLine(*line);
            else if (const auto *ask = std::get_if<AskCommand>(&*command))
                obeyAsk(ask->request);
            else if (std::holds_alternative<FinishCommand>(*command))
                m_finished = true;
        }
        while (const auto event = m_session.takeEvent()) {
            if (event->kind == Event::Kind::StepBegun)
                m_steps.append(event->detail);
        }
    }
    void obeySend(const QByteArray &data)
    {
        ++m_sends;
        if (!sendsEnd)
            return;
        const Instant begin = m_now;
        const Instant end = begin + m_characterTime * data.size();
        const QByteArray back = wire(data);
        const nanoseconds spacing = m_characterTime;
        m_due.push_back({end, [this, begin, end, back, spacing] {
                             if (!back.isEmpty())
                                 m_session.receive(begin, {toCharacters(back), spacing, {}, true});
                             m_session.sent(begin, end);
                         }});
    }
    void obeyLine(const SetLineCommand &line)
    {
        const LineSettings settings =
            withParity(line.baud, line.format, line.parity.value_or(ParityBy::Software));
        m_characterTime = settings.characterTime();
        m_session.lineChanged(m_now, settings);
    }
    void obeyAsk(const PersonRequest &request)
    {
        m_asked.push_back(request);
        if (!answers || request.action == A::chooseStep)
            return;
        m_due.push_back({m_now + 1s, [this, request] {
                             m_session.answered(m_now, {request.number, reply(request), S::none});
                         }});
    }

    SelfTestSession m_session;
    Instant m_now{0s};
    nanoseconds m_characterTime = 33'333'333ns;
    std::deque<Due> m_due;
    std::vector<PersonRequest> m_asked;
    QStringList m_steps;
    int m_sends = 0;
    bool m_finished = false;
};

SelfTestOptions only(const QList<S> &steps)
{
    return {steps, {}, false};
}

/// -1: there is no such evidence.
double valueOf(Line &line, EvidenceId id)
{
    const Evidence *evidence = latest(line.session().evidence(), id);
    return evidence ? evidence->value : -1;
}

QByteArray echo(const QByteArray &data)
{
    return data;
}

} // namespace

/// The session with scripted answers.
class TestSelfTestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void loopback()
    {
        Line line(only({S::W1, S::W2}));
        line.wire = echo;
        line.start();
        line.run();
        QVERIFY(line.isFinished());
        QVERIFY(!line.session().deadline());
        QCOMPARE(line.steps(), (QStringList{u"W1"_qs, u"W2"_qs}));
        QCOMPARE(valueOf(line, EvidenceId::loopbackExact), 1.0);
        QCOMPARE(valueOf(line, EvidenceId::highBitsLost), 0.0);
    }

    /// A bridge that was not on is asked for once more, and then the test goes on.
    void loopbackIsRepeated_data()
    {
        QTest::addColumn<bool>("isBridgedThen");
        QTest::newRow("then it is on") << true;
        QTest::newRow("the port is dead") << false;
    }
    void loopbackIsRepeated()
    {
        QFETCH(bool, isBridgedThen);
        Line line(only({S::W1, S::W2, S::W2b}));
        line.wire = [&line, isBridgedThen](const QByteArray &data) {
            const bool isOn =
                isBridgedThen && line.steps().count(u"W2"_qs) == 2 && line.steps().last() == u"W2";
            return isOn ? data : QByteArray();
        };
        line.start();
        line.run();
        QStringList expected{u"W1"_qs, u"W2"_qs, u"W2"_qs};
        if (isBridgedThen)
            expected.append(u"W2b"_qs);
        QCOMPARE(line.steps(), expected);
        QVERIFY(line.isFinished());
    }

    /// Who cannot do anything has seen nothing, and the test comes to its end.
    void cannotDoAnything()
    {
        Line line(only(allSteps()));
        line.reply = [](const PersonRequest &) { return R::cannot; };
        line.start();
        line.run();
        QVERIFY(line.isFinished());
        for (const Evidence &evidence : line.session().evidence()) {
            QVERIFY2(evidence.id != EvidenceId::echoExact && evidence.id != EvidenceId::ledSeen
                         && evidence.id != EvidenceId::lineLow,
                     qPrintable(evidenceName(evidence.id)));
        }
    }

    void camera_data()
    {
        QTest::addColumn<R>("camera");
        QTest::addColumn<R>("diode");
        QTest::addColumn<double>("seen");
        QTest::addColumn<double>("inIdle");
        QTest::newRow("shines") << R::seen << R::seen << 1.0 << 0.0;
        QTest::newRow("dark") << R::seen << R::notSeen << 0.0 << 0.0;
        QTest::newRow("lit in idle") << R::seen << R::seenInIdle << -1.0 << 1.0;
        QTest::newRow("not sure") << R::seen << R::unsure << -1.0 << -1.0;
        // What a camera shows is there; what it does not show may be there if it is not proven.
        QTest::newRow("no remote, shines") << R::cannot << R::seen << 1.0 << 0.0;
        QTest::newRow("no remote, dark") << R::cannot << R::notSeen << -1.0 << -1.0;
        QTest::newRow("unsure of the camera, dark") << R::unsure << R::notSeen << -1.0 << -1.0;
        QTest::newRow("blind camera") << R::notSeen << R::seen << -1.0 << -1.0;
    }
    void camera()
    {
        QFETCH(R, camera);
        QFETCH(R, diode);
        Line line(only({S::W4}));
        line.reply = [camera, diode](const PersonRequest &request) {
            if (request.action == A::checkCamera)
                return camera;
            return request.action == A::tellLed ? diode : R::done;
        };
        line.start();
        line.run();
        QVERIFY(line.isFinished());
        QTEST(valueOf(line, EvidenceId::ledSeen), "seen");
        QTEST(valueOf(line, EvidenceId::ledInIdle), "inIdle");
    }

    void noAnswerForAQuarterOfAnHour()
    {
        Line line(only({S::W6}));
        line.answers = false;
        line.start();
        QVERIFY(line.session().deadline() == Instant(15min));
        line.run();
        QVERIFY(line.isFinished());
        QVERIFY(line.session().evidence().isEmpty());
        QCOMPARE(line.sends(), 0);
    }

    void lateAnswersAreIgnored()
    {
        Line line(only({S::W6}));
        line.answers = false;
        line.start();
        const int number = line.asked().back().number;
        line.answer({number - 1, R::done, S::none});
        line.answer({number + 1, R::done, S::none});
        QCOMPARE(line.sends(), 0);
        line.answer({number, R::done, S::none});
        QCOMPARE(line.sends(), 1);
        line.answer({number, R::cannot, S::none});
        QCOMPARE(line.sends(), 1);
    }

    /// The port never says that something has left.
    void sendingNeverEnds()
    {
        Line line(only(allSteps()));
        line.sendsEnd = false;
        line.start();
        line.run();
        QVERIFY(line.isFinished());
        QVERIFY(line.now() < Instant(1h));
    }

    /// Nor within a read-out.
    void readingNeverSends()
    {
        Line line(only({S::W8}));
        line.sendsEnd = false;
        line.start();
        line.run();
        QVERIFY(line.isFinished());
        QVERIFY(line.now() < Instant(1h));
    }

    void stopsAStep()
    {
        Line line(only({S::W6, S::W7}));
        line.wire = echo;
        line.start();
        line.run([&line] { return line.sends() == 5; });
        line.answer({0, R::finish, S::none});
        QCOMPARE(line.steps(), (QStringList{u"W6"_qs, u"W7"_qs}));
        QVERIFY(line.session().deadline());
        line.run();
        QVERIFY(line.isFinished());
        // What was sent for the step before is no echo of this one's.
        QCOMPARE(valueOf(line, EvidenceId::tapedEcho), 1.0);
    }

    /// What was learnt is told as each step ends: nothing is kept for the end.
    void keepsWhatWasLearnt()
    {
        Line line(only({S::W1, S::W2, S::W6}));
        line.wire = echo;
        line.start();
        line.run([&line] { return line.steps().contains(u"W6"_qs); });
        QVERIFY(latest(line.session().evidence(), EvidenceId::loopbackExact));
        QVERIFY(!latest(line.session().evidence(), EvidenceId::echoExact));
    }

    void isLedByThePerson()
    {
        SelfTestOptions options;
        options.isLed = true;
        Line line(options);
        line.wire = echo;
        line.start();
        const auto choose = [&line](R reply, S step) {
            QVERIFY(line.asked().back().action == A::chooseStep);
            line.answer({line.asked().back().number, reply, step});
        };
        const auto untilAsked = [&line] {
            line.run([&line] { return line.asked().back().action == A::chooseStep; });
        };
        // In any order, again, and one that is none.
        for (const S step : {S::W6, S::W2, S::W6, S::W0}) {
            choose(R::runStep, step);
            untilAsked();
            QVERIFY(!line.isFinished());
        }
        QCOMPARE(line.steps(), (QStringList{u"W6"_qs, u"W2"_qs, u"W6"_qs}));
        // It waits as long as he likes.
        const auto deadline = line.session().deadline();
        QVERIFY(deadline);
        line.step();
        QVERIFY(line.session().deadline() > deadline);
        choose(R::finish, S::none);
        QVERIFY(line.isFinished());
        QVERIFY(!line.session().deadline());
    }

    /// A chattering line during a question.
    void keepsNoMoreThanItNeeds()
    {
        Line line(only({S::W5}));
        line.answers = false;
        line.start();
        line.run([&line] { return !line.asked().empty(); });
        const QByteArray chatter(1000, '\0');
        for (int i = 0; i < 1000; ++i)
            line.hear(chatter);
        line.answer({line.asked().back().number, R::done, S::none});
        line.run();
        QVERIFY(line.isFinished());
        const double each = valueOf(line, EvidenceId::remoteNear);
        QVERIFY(each > 30000 && each < 35000); // a third of what is kept
    }
};

QTEST_APPLESS_MAIN(TestSelfTestSession)
#include "tst_selftestsession.moc"
