// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversation.h"
#include "core/link/link.h"
#include "tests/core/link/recordings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

Conversation conversationOf(const TraceEntries &entries)
{
    Conversation conversation;
    conversation.append(entries);
    conversation.finish();
    return conversation;
}

QList<FindingId> idsOf(const Conversation &conversation)
{
    QList<FindingId> ids;
    for (const Finding &finding : conversation.findings())
        ids.append(finding.id);
    return ids;
}

bool has(const TraceEntries &entries, FindingId id, const QString &detail = {})
{
    return std::ranges::any_of(entries, [&](const TraceEntry &entry) {
        const auto *event = std::get_if<Event>(&entry.what);
        return event && event->kind == Event::Kind::Found && event->finding.id == id
            && (detail.isEmpty() || event->finding.detail == detail);
    });
}

/// What was received, piece by piece: when, and how its characters were.
QList<std::pair<Instant, Character>> heardIn(const TraceEntries &entries)
{
    QList<std::pair<Instant, Character>> heard;
    for (const TraceEntry &entry : entries) {
        const auto *received = std::get_if<Received>(&entry.what);
        for (qsizetype i = 0; received && i < received->run.characters.size(); ++i)
            heard.append({entry.at + received->run.spacing * i, received->run.characters.at(i)});
    }
    return heard;
}

} // namespace

class TestReplay : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return file.fileName();
    }
    static LinkRequest requestFor(const QString &file, const ReadoutOptions &options = {})
    {
        LinkRequest request;
        request.target = {Target::Kind::Replay, file, 0};
        request.readout = options;
        return request;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void readsTheSameAgain_data()
    {
        QTest::addColumn<QString>("scenario");
        for (const char *name :
             {"", "meter-mode-a", "meter-mode-b", "meter-wrong-check", "meter-damaged-data",
              "meter-baud-change-failed", "meter-truncated", "probe-crosstalk", "meter-sum7",
              "meter-push-only", "meter-answers-at-300"})
            QTest::newRow(*name ? name : "healthy") << QString::fromLatin1(name);
    }

    /// The same characters at the same times, and so the same findings.
    void readsTheSameAgain()
    {
        QFETCH(QString, scenario);
        const TraceEntries recorded = readScenario(scenario);
        const QString file = path(u"again.pcapng"_qs);
        QVERIFY(writeCapture(file, recorded));
        const VirtualResult result = runVirtually(requestFor(file));
        QVERIFY(!result.error);
        const auto then = heardIn(recorded);
        const auto now = heardIn(result.entries);
        QCOMPARE(now.size(), then.size());
        for (qsizetype i = 0; i < then.size(); ++i) {
            QVERIFY(now.at(i).second == then.at(i).second);
            QVERIFY(std::chrono::abs(now.at(i).first - then.at(i).first) < 1us);
        }
        QVERIFY(!has(result.entries, FindingId::notRecorded));
        const Conversation before = conversationOf(recorded);
        const Conversation after = conversationOf(result.entries);
        QCOMPARE(idsOf(after), idsOf(before));
        QCOMPARE(after.readout().dataSets.block(), before.readout().dataSets.block());
    }

    void whatIsNotRecordedIsSaid()
    {
        const QString file = path(u"a.pcapng"_qs);
        QVERIFY(writeCapture(file, readScenario({})));
        ReadoutOptions options;
        options.address = "123";
        const VirtualResult result = runVirtually(requestFor(file, options));
        QCOMPARE(result.outcome, Outcome::noAnswer);
        QVERIFY(has(result.entries, FindingId::notRecorded, u"/?123!\r\n"_qs));
    }

    void anotherLineIsSaid()
    {
        const QString file = path(u"a.pcapng"_qs);
        QVERIFY(writeCapture(file, readScenario({})));
        ReadoutOptions options;
        options.baud = Baud{2400};
        const VirtualResult result = runVirtually(requestFor(file, options));
        QCOMPARE(result.outcome, Outcome::noAnswer);
        QVERIFY(has(result.entries, FindingId::recordedOtherwise, u"300 7E1"_qs));
    }

    /// Bytes without times are answered as soon as the standard allows.
    void bytesWithoutTimes()
    {
        const QString file = write(u"session.hex"_qs,
                                   "TX " + QByteArray("/?!\r\n").toHex(' ') + "\nRX "
                                       + QByteArray("/ABC0X\r\n\x02"
                                                    "1(2)\r\n!\r\n\x03\x4f")
                                             .toHex(' ')
                                       + "\n");
        const VirtualResult result = runVirtually(requestFor(file));
        const Conversation conversation = conversationOf(result.entries);
        QCOMPARE(conversation.readout().dataSets.count(), 1);
        const auto &answer = conversation.messages().at(1);
        QCOMPARE(answer.kind, MessageKind::identification);
        QCOMPARE(qRound(toMilliseconds(answer.at)), qRound(5 * 10 * 1000.0 / 300 + 200));
    }

    void badFiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<ImportError::Kind>("kind");
        QTest::newRow("missing") << path(u"none.pcapng"_qs) << ImportError::Kind::NotFound;
        QTest::newRow("folder") << m_folder.path() << ImportError::Kind::NotAFile;
        QTest::newRow("empty") << write(u"empty"_qs, {}) << ImportError::Kind::Empty;
        QTest::newRow("no capture") << write(u"bad.hex"_qs, "2F 3G") << ImportError::Kind::BadHexDigit;
        QVERIFY(writeCapture(path(u"nothing.pcapng"_qs), {{Instant(), Note{u"x"_qs}}}));
        QTest::newRow("nothing said") << path(u"nothing.pcapng"_qs)
                                      << ImportError::Kind::NoEntries;
    }

    void badFiles()
    {
        QFETCH(QString, file);
        QFETCH(ImportError::Kind, kind);
        const VirtualResult result = runVirtually(requestFor(file));
        QCOMPARE(result.outcome, Outcome::cannotOpen);
        QCOMPARE(result.error->kind, LinkError::Kind::BadRecording);
        QCOMPARE(result.error->file->kind, kind);
    }

    /// Whoever listens hears what was received, at the line settings that it came with.
    void listens()
    {
        const QString file = path(u"push.pcapng"_qs);
        LinkRequest request;
        request.target = {Target::Kind::Virtual, u"meter-push-only"_qs, 0};
        request.listen = ListenOptions{pushSettings()};
        QVERIFY(writeCapture(file, runVirtually(request).entries));
        request.target = requestFor(file).target;
        QCOMPARE(runVirtually(request).outcome, Outcome::done);
        request.listen->settings = {{Baud{115200}, format8N1}};
        const VirtualResult other = runVirtually(request);
        QCOMPARE(other.outcome, Outcome::noAnswer);
        QVERIFY(heardIn(other.entries).isEmpty());
    }

    /// In real time, a hundred times as fast: its times are still those of the recording.
    void isFasterIfAsked()
    {
        const TraceEntries recorded = readScenario({});
        const QString file = path(u"fast.pcapng"_qs);
        QVERIFY(writeCapture(file, recorded));
        LinkRequest request = requestFor(file);
        request.target.speed = 100;
        Link link;
        TraceEntries entries;
        connect(&link, &Link::entriesAppended, &link,
                [&](const TraceEntries &batch) { entries += batch; });
        QSignalSpy finished(&link, &Link::finished);
        link.start(request);
        QVERIFY(finished.wait(30000));
        const Conversation before = conversationOf(recorded);
        const Conversation after = conversationOf(entries);
        QVERIFY(after.messages().size() >= 2);
        const auto reactionIn = [](const Conversation &conversation) {
            return conversation.messages().at(1).reaction;
        };
        QCOMPARE(reactionIn(after), reactionIn(before));
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
