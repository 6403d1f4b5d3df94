// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakesession.h"
#include "ui/conversation/conversationmodel.h"
#include "ui/conversation/messagegeometry.h"
#include "ui/conversation/messagewords.h"
#include "ui/session/sessiondocument.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

class TestConversationModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void messagesOfASession();
    void growsCharacterByCharacter();
    void findsMessages();
    void reactionIsHeldAgainstLimits_data();
    void reactionIsHeldAgainstLimits();
    void checkInWords();
    void geometryKeepsPartsApart_data();
    void geometryKeepsPartsApart();
    void barShowsLimits_data();
    void barShowsLimits();
};

namespace {

MessageItem itemOf(const ConversationModel &model, int row)
{
    return model.index(row).data(ConversationModel::ItemRole).value<MessageItem>();
}

} // namespace

void TestConversationModel::messagesOfASession()
{
    SessionDocument document;
    ConversationModel model(&document);
    QAbstractItemModelTester tester(&model);
    document.append(FakeSession::readout(5));
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(itemOf(model, 0).message.kind, MessageKind::request);
    QCOMPARE(itemOf(model, 1).message.kind, MessageKind::identification);
    QCOMPARE(itemOf(model, 2).message.kind, MessageKind::optionSelect);
    const MessageItem data = itemOf(model, 3);
    QCOMPARE(data.message.kind, MessageKind::data);
    QCOMPARE(data.registers, 5);
    QCOMPARE(messagewords::facts(data).tone, Tone::Good);
    QVERIFY(model.index(3).data().toString().contains(QStringLiteral("5 registers")));
    QVERIFY(
        model.index(1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("200 to 1500")));
}

void TestConversationModel::growsCharacterByCharacter()
{
    SessionDocument document;
    ConversationModel model(&document);
    QAbstractItemModelTester tester(&model);
    FakeSession session;
    session.line(300).send(encodeRequest({}));
    document.append(session.take());
    session.wait(300ms);
    for (const char c : QByteArray("/LGZ5ZMD310\r\n")) {
        session.receive(QByteArray(1, c));
        document.append(session.take());
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!itemOf(model, 1).message.bytes.isEmpty());
    }
    QCOMPARE(itemOf(model, 1).message.bytes, QByteArray("/LGZ5ZMD310\r\n"));
    document.begin(QStringLiteral("virtual:"));
    QCOMPARE(model.rowCount(), 0);
}

void TestConversationModel::findsMessages()
{
    SessionDocument document;
    ConversationModel model(&document);
    document.append(FakeSession::readout(5));
    QCOMPARE(model.range(0), (CharacterRange{0, 5}));
    QCOMPARE(model.rowOfCharacter(4), 0);
    QCOMPARE(model.rowOfCharacter(5), 1);
    QCOMPARE(model.rowOfCharacter(100000), -1);
}

void TestConversationModel::reactionIsHeldAgainstLimits_data()
{
    QTest::addColumn<int>("ms");
    QTest::addColumn<Tone>("tone");
    QTest::newRow("too early") << 100 << Tone::Error;
    QTest::newRow("earliest") << 200 << Tone::Good;
    QTest::newRow("usual") << 251 << Tone::Good;
    QTest::newRow("latest") << 1500 << Tone::Good;
    QTest::newRow("too late") << 1600 << Tone::Error;
}

void TestConversationModel::reactionIsHeldAgainstLimits()
{
    QFETCH(const int, ms);
    QFETCH(const Tone, tone);
    MessageItem item;
    item.message.reaction = std::chrono::milliseconds(ms);
    QCOMPARE(messagewords::reactionTone(item), tone);
}

void TestConversationModel::checkInWords()
{
    MessageItem item;
    QVERIFY(messagewords::facts(item).text.isEmpty());
    item.message.check = CheckResult{CheckKind::Xor, "3A", "3A"};
    QCOMPARE(messagewords::facts(item).text, QStringLiteral("✓ check 3A"));
    item.message.check = CheckResult{CheckKind::Wrong, "3A", "3B"};
    QCOMPARE(messagewords::facts(item).text, QStringLiteral("✗ check 3B, expected 3A"));
    item.message.check = CheckResult{CheckKind::Sum7, "3A", "3A"};
    QCOMPARE(messagewords::facts(item).tone, Tone::Warning);
    item.message.damagedCharacters = 2;
    QCOMPARE(messagewords::facts(item).tone, Tone::Error);
}

void TestConversationModel::geometryKeepsPartsApart_data()
{
    QTest::addColumn<bool>("reaction");
    QTest::addColumn<bool>("facts");
    QTest::addColumn<bool>("gap");
    QTest::newRow("plain") << false << false << false;
    QTest::newRow("reaction") << true << false << false;
    QTest::newRow("all") << true << true << true;
    QTest::newRow("no facts") << true << false << true;
}

void TestConversationModel::geometryKeepsPartsApart()
{
    QFETCH(const bool, reaction);
    QFETCH(const bool, facts);
    QFETCH(const bool, gap);
    const MessageParts parts{reaction, facts, gap};
    const QRect row(10, 100, 360, MessageGeometry::height(16, parts));
    const auto places = MessageGeometry::of(row, 16, 8, parts);
    const QList<QRect> all{places.mark,   places.title,    places.time, places.preview,
                           places.length, places.reaction, places.bar,  places.limits,
                           places.facts,  places.gap};
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all.at(i).isEmpty())
            continue;
        QVERIFY(row.contains(all.at(i)));
        for (qsizetype j = i + 1; j < all.size(); ++j)
            QVERIFY(!all.at(i).intersects(all.at(j)));
    }
    QCOMPARE(places.reaction.isEmpty(), !reaction);
    QCOMPARE(places.facts.isEmpty(), !facts);
    QCOMPARE(places.gap.isEmpty(), !gap);
    QVERIFY(!reaction || places.bar.width() > 60);
}

void TestConversationModel::barShowsLimits_data()
{
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("ms");
    QTest::addColumn<bool>("beyond");
    QTest::newRow("early") << 200 << 50 << false;
    QTest::newRow("allowed") << 200 << 700 << false;
    QTest::newRow("fast meter") << 20 << 25 << false;
    QTest::newRow("late") << 200 << 1600 << false;
    QTest::newRow("far too late") << 200 << 9000 << true;
}

void TestConversationModel::barShowsLimits()
{
    QFETCH(const int, least);
    QFETCH(const int, ms);
    QFETCH(const bool, beyond);
    const ReactionLimits limits{std::chrono::milliseconds(least), 1500ms};
    const auto bar = ReactionBar::of(50, 200, limits, std::chrono::milliseconds(ms));
    QCOMPARE(bar.left, 50);
    QCOMPARE(bar.right, 249);
    QVERIFY(bar.left <= bar.least && bar.least < bar.most && bar.most < bar.right);
    QVERIFY(bar.mark >= bar.left && bar.mark <= bar.right);
    QCOMPARE(bar.mark >= bar.least, ms >= least);
    QCOMPARE(bar.mark <= bar.most, ms <= 1500);
    QCOMPARE(bar.beyond, beyond);
}

QTEST_MAIN(TestConversationModel)
#include "tst_conversationmodel.moc"
