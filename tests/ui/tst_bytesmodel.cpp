// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakesession.h"
#include "ui/bytes/byteslayout.h"
#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/textcells.h"
#include "ui/session/sessiondocument.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

class TestBytesModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsOfASession();
    void cutsRows();
    void growsTheSameInPieces();
    void showsDataBits();
    void marksDamage();
    void namesControlCharacters();
    void findsRows();
    void clears();
    void staysQuick();
    void layoutPlacesColumns();
    void cellsNameControlCharacters();
    void cellsKeepTheirRoom();
};

namespace {

/// One line a row: direction or '-', and what stands there.
QStringList rowsOf(const BytesModel &model)
{
    QStringList rows;
    for (int i = 0; i < model.rowCount(); ++i) {
        const BytesRow row = model.row(i);
        switch (row.kind) {
        case TraceRow::Kind::Sent: rows.append(u'>' + QString::fromLatin1(row.bytes)); break;
        case TraceRow::Kind::Received: rows.append(u'<' + QString::fromLatin1(row.bytes)); break;
        case TraceRow::Kind::Other: rows.append(u'-' + row.text); break;
        }
    }
    return rows;
}

} // namespace

void TestBytesModel::rowsOfASession()
{
    SessionDocument document;
    BytesModel model(&document);
    QAbstractItemModelTester tester(&model);
    FakeSession session;
    session.line(300).send("/?!\r\n").wait(251ms).receive("/LGZ5\\2ZMD\r\n").line(9600);
    document.append(session.take());
    QCOMPARE(rowsOf(model),
             (QStringList{QStringLiteral("-300 baud 7E1"), QStringLiteral(">/?!\r\n"),
                          QStringLiteral("</LGZ5\\2ZMD\r\n"), QStringLiteral("-300 → 9600 baud")}));
    QVERIFY(!model.row(1).pause);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(*model.row(2).pause), 251ms);
    QCOMPARE(model.range(2), (CharacterRange{5, 12}));
    QCOMPARE(model.range(0), CharacterRange());
}

void TestBytesModel::cutsRows()
{
    SessionDocument document;
    BytesModel model(&document);
    FakeSession session;
    session.line(9600)
        .receive("0123456789ABCDEFGH")
        .receive("IJ\nK")
        .wait(100ms)
        .receive("L")
        .send("M");
    document.append(session.take());
    QCOMPARE(rowsOf(model).mid(1),
             (QStringList{QStringLiteral("<0123456789ABCDEF"), QStringLiteral("<GHIJ\n"),
                          QStringLiteral("<K"), QStringLiteral("<L"), QStringLiteral(">M")}));
}

void TestBytesModel::growsTheSameInPieces()
{
    const TraceEntries all = FakeSession::readout(20);
    SessionDocument whole;
    BytesModel once(&whole);
    whole.append(all);
    SessionDocument pieces;
    BytesModel growing(&pieces);
    QAbstractItemModelTester tester(&growing);
    for (const TraceEntry &entry : all) {
        const CharacterRun *run = runOf(entry);
        if (!run) {
            pieces.append({entry});
            continue;
        }
        // One character a read, as a slow line brings them.
        for (qsizetype i = 0; i < run->characters.size(); ++i) {
            TraceEntry one = entry;
            one.at += i * run->spacing;
            auto &part = std::holds_alternative<Sent>(one.what) ? std::get<Sent>(one.what).run
                                                                : std::get<Received>(one.what).run;
            part.characters = run->characters.mid(i, 1);
            pieces.append({one});
        }
    }
    QCOMPARE(rowsOf(growing), rowsOf(once));
}

void TestBytesModel::showsDataBits()
{
    SessionDocument document;
    BytesModel model(&document);
    FakeSession session;
    session.line(300).send("/?!\r\n");
    QCOMPARE(std::get<Sent>(session.entries().at(1).what).run.characters.at(0).wire, quint8(0xAF));
    document.append(session.take());
    QVERIFY(model.index(1).data().toString().contains(QStringLiteral("2F 3F 21 0D 0A")));
}

void TestBytesModel::marksDamage()
{
    SessionDocument document;
    BytesModel model(&document);
    FakeSession session;
    session.line(300).receive("AB", CharacterFlag::ParityError | CharacterFlag::FramingError);
    document.append(session.take());
    const BytesRow row = model.row(1);
    QCOMPARE(row.flags.size(), 2);
    QVERIFY(!row.flags.at(1));
    QCOMPARE(damageText(row), QStringLiteral("✗ parity, framing"));
    QVERIFY(model.index(1).data().toString().endsWith(damageText(row)));
}

void TestBytesModel::namesControlCharacters()
{
    SessionDocument document;
    BytesModel model(&document);
    FakeSession session;
    session.line(300).receive("\x02"
                              "F.F(00)\r\n");
    document.append(session.take());
    document.setAnchor(QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC));
    const QString tip = model.index(1).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(QStringLiteral("STX 02")), qPrintable(tip));
    QVERIFY(tip.contains(QStringLiteral("CR 0D · LF 0A")));
    QVERIFY(tip.contains(QStringLiteral("2026-03-01")));
}

void TestBytesModel::findsRows()
{
    SessionDocument document;
    BytesModel model(&document);
    FakeSession session;
    Finding finding;
    finding.id = FindingId::parityErrors;
    finding.offset = 6;
    session.line(300).send("/?!\r\n").wait(300ms).receive("/ABC5\r\n").found(finding);
    document.append(session.take());
    QCOMPARE(model.rowOfCharacter(0), 1);
    QCOMPARE(model.rowOfCharacter(5), 2);
    QCOMPARE(model.rowOfCharacter(11), 2);
    QCOMPARE(model.rowOfCharacter(12), -1);
    QCOMPARE(model.rowOfCharacter(-1), -1);
    QCOMPARE(model.range(3), (CharacterRange{6, 1}));
}

void TestBytesModel::clears()
{
    SessionDocument document;
    document.append(FakeSession::readout());
    BytesModel model(&document);
    QAbstractItemModelTester tester(&model);
    QVERIFY(model.rowCount() > 5);
    document.begin(QStringLiteral("virtual:"));
    QCOMPARE(model.rowCount(), 0);
    document.append(FakeSession::readout());
    QVERIFY(model.rowCount() > 5);
}

void TestBytesModel::staysQuick()
{
    // 200 000 characters, one a read: the rows are few, and nothing but where they begin is kept.
    SessionDocument document;
    BytesModel model(&document);
    FakeSession session;
    session.line(9600);
    for (int i = 0; i < 200'000; ++i)
        session.receive("x");
    QSignalSpy inserted(&model, &BytesModel::rowsInserted);
    document.append(session.take());
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowCount(), 1 + 200'000 / TraceRow::width);
    static_assert(sizeof(TraceRow) <= 16);
    QCOMPARE(model.row(model.rowCount() - 1).bytes.size(), TraceRow::width);
}

void TestBytesModel::layoutPlacesColumns()
{
    const BytesLayout layout(8, 15);
    int last = layout.directionLeft;
    for (int column = 0; column < TraceRow::width; ++column) {
        const QRect hex = layout.hexCell(column);
        QVERIFY(hex.left() > last);
        last = hex.right();
    }
    QVERIFY(layout.textLeft > last);
    QVERIFY(layout.marksLeft > layout.textLeft + TraceRow::width * layout.characterWidth);
    QVERIFY(layout.hexCell(8).left() - layout.hexCell(7).right()
            > layout.hexCell(7).left() - layout.hexCell(6).right());
}

void TestBytesModel::cellsNameControlCharacters()
{
    const QList<TextCell> cells = textCells("1\r\x80", 8, 200);
    QCOMPARE(cells.size(), 3);
    QCOMPARE(cells.at(0).text, QStringLiteral("1"));
    QVERIFY(!cells.at(0).isPlate);
    QCOMPARE(cells.at(1).text, QStringLiteral("CR"));
    QVERIFY(cells.at(1).isPlate);
    QCOMPARE(cells.at(2).text, QStringLiteral("80"));
    QCOMPARE(cells.at(1).x, cells.at(0).x + cells.at(0).width);
    QCOMPARE(cells.at(2).x, cells.at(1).x + cells.at(1).width);
}

void TestBytesModel::cellsKeepTheirRoom()
{
    const QByteArray wakeUp(16, '\0');
    const QList<TextCell> cells = textCells(wakeUp, 8, 24 * 8);
    QCOMPARE(cells.size(), 16);
    QCOMPARE(cells.constLast().x + cells.constLast().width, 16 * 8);
    QCOMPARE(cells.constFirst().text, QStringLiteral("·"));
    QVERIFY(textCells({}, 8, 100).isEmpty());
}

QTEST_MAIN(TestBytesModel)
#include "tst_bytesmodel.moc"
