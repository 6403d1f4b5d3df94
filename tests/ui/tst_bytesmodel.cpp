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
    void growsTheSameInPieces_data();
    void growsTheSameInPieces();
    void messagesStandAboveTheirBytes();
    void folds();
    void filters();
    void tellsWhatItMeans();
    void marksLongGaps();
    void showsTimesAsAsked();
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

/// Without the heads of messages.
BytesOptions bytesOnly()
{
    BytesOptions options;
    options.messages = false;
    return options;
}

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
        case TraceRow::Kind::Message: rows.append((row.isFolded ? u'+' : u'=') + row.text); break;
        }
    }
    return rows;
}

/// Noise before and within messages, errors, a break in the middle of an answer.
TraceEntries noisySession()
{
    FakeSession session;
    session.line(300).receive("xx").send("/?!\r\n").wait(251ms);
    session.receive("yy/LGZ5ZMD\r\n", CharacterFlag::ParityError).wait(400ms);
    session
        .receive("\x02"
                 "1.8.0(1)\r\n")
        .wait(1700ms)
        .receive("1.8.1(2", CharacterFlag::Break);
    session.send("/?!\r\n").wait(300ms).receive(QByteArray(40, '\xFF')).wait(2s);
    session.receive("/ABC5\r\n").line(9600).receive("zz");
    TraceEntries entries = session.take();
    for (TraceEntry entry : FakeSession::readout(20, false)) {
        entry.at += 20s;
        entries.append(entry);
    }
    return entries;
}

} // namespace

void TestBytesModel::rowsOfASession()
{
    SessionDocument document;
    BytesModel model(&document);
    model.setOptions(bytesOnly());
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
    model.setOptions(bytesOnly());
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

void TestBytesModel::growsTheSameInPieces_data()
{
    QTest::addColumn<RowLayout>("layout");
    QTest::addColumn<bool>("messages");
    QTest::addColumn<bool>("filtered");
    for (const bool messages : {false, true}) {
        for (const bool filtered : {false, true}) {
            QTest::addRow("lines %d %d", messages, filtered)
                << RowLayout::Lines << messages << filtered;
            QTest::addRow("eight %d %d", messages, filtered)
                << RowLayout::Eight << messages << filtered;
            QTest::addRow("sixteen %d %d", messages, filtered)
                << RowLayout::Sixteen << messages << filtered;
        }
    }
}

void TestBytesModel::growsTheSameInPieces()
{
    QFETCH(const RowLayout, layout);
    QFETCH(const bool, messages);
    QFETCH(const bool, filtered);
    BytesOptions options;
    options.layout = layout;
    options.messages = messages;
    RowFilter filter;
    filter.errorsOnly = filtered;
    const TraceEntries all = noisySession();
    SessionDocument whole;
    BytesModel once(&whole);
    once.setOptions(options);
    once.setFilter(filter);
    whole.append(all);
    SessionDocument pieces;
    BytesModel growing(&pieces);
    growing.setOptions(options);
    growing.setFilter(filter);
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
    pieces.finish(Outcome::done);
    whole.finish(Outcome::done);
    QCOMPARE(rowsOf(growing), rowsOf(once));
    // Nor does it matter how it came about.
    const QStringList grown = rowsOf(growing);
    growing.setAllFolded(false);
    QCOMPARE(rowsOf(growing), grown);
}

void TestBytesModel::messagesStandAboveTheirBytes()
{
    SessionDocument document;
    BytesModel model(&document);
    QAbstractItemModelTester tester(&model);
    document.append(FakeSession::readout(3));
    const QStringList rows = rowsOf(model);
    QCOMPARE(rows.mid(3, 5),
             (QStringList{QStringLiteral("=Request"), QStringLiteral(">/?!\r\n"),
                          QStringLiteral("=Identification"), QStringLiteral("</LGZ5\\2ZMD310440"),
                          QStringLiteral("<0.B32\r\n")}));
    QCOMPARE(rows.constLast(), QStringLiteral("-Closed"));
    QVERIFY(model.isHead(5));
    QCOMPARE(model.headOf(7), 5);
    QCOMPARE(model.headOf(0), -1);
    QCOMPARE(model.range(5), (CharacterRange{5, 23}));
    const QString head = model.index(5).data().toString();
    QVERIFY2(head.contains(QStringLiteral("✓ reaction 251 ms, allowed 200 to 1500")),
             qPrintable(head));
}

void TestBytesModel::folds()
{
    SessionDocument document;
    BytesModel model(&document);
    QAbstractItemModelTester tester(&model);
    document.append(FakeSession::readout(6));
    const QStringList before = rowsOf(model);
    model.setFolded(5, true);
    QCOMPARE(model.rowCount(), before.size() - 2);
    QCOMPARE(rowsOf(model).at(5), QStringLiteral("+Identification"));
    QCOMPARE(model.rowOfCharacter(20), 5);
    QVERIFY(model.isFolded(5));
    model.setFolded(5, false);
    QCOMPARE(rowsOf(model), before);
    model.setAllFolded(true);
    QCOMPARE(rowsOf(model).filter(QStringView(u"+")).size(), 4);
    QVERIFY(rowsOf(model).filter(QStringView(u"<")).isEmpty());
    // What comes later is folded, too.
    document.append(FakeSession::readout(4));
    QCOMPARE(rowsOf(model).filter(QStringView(u"+")).size(), 8);
    model.setAllFolded(false);
    QVERIFY(rowsOf(model).mid(0, before.size()) == before);
}

void TestBytesModel::filters()
{
    SessionDocument document;
    BytesModel model(&document);
    QAbstractItemModelTester tester(&model);
    document.append(FakeSession::readout(6, false));
    document.finish(Outcome::done);
    RowFilter filter;
    filter.received = false;
    model.setFilter(filter);
    QVERIFY(rowsOf(model).filter(QStringView(u"<")).isEmpty());
    QCOMPARE(rowsOf(model).filter(QStringView(u"=")).size(), 2);
    filter = {};
    filter.kinds = kindBit(MessageKind::identification);
    model.setFilter(filter);
    QCOMPARE(rowsOf(model),
             (QStringList{QStringLiteral("=Identification"), QStringLiteral("</LGZ5\\2ZMD310440"),
                          QStringLiteral("<0.B32\r\n")}));
    filter = {};
    filter.errorsOnly = true;
    model.setFilter(filter);
    const QStringList wrong = rowsOf(model);
    QCOMPARE(wrong.constFirst(), QStringLiteral("=Data"));
    QVERIFY2(wrong.at(1).startsWith(u'<'), qPrintable(wrong.join(u'|')));
    QCOMPARE(model.rowOfCharacter(0), -1);
    model.setFilter({});
    QVERIFY(model.rowCount() > 20);
}

void TestBytesModel::tellsWhatItMeans()
{
    SessionDocument document;
    BytesModel model(&document);
    model.setNames({ObisTable::parse("1.8.x\tActive energy import, tariff x\tkWh\tnumber\n"),
                    FlagTable::parse("LGZ\tLandis+Gyr\tSwitzerland\n")});
    FakeSession session;
    session.line(300).send("/?123!\r\n").wait(250ms).receive("/LGZ5\\2ZMD\r\n");
    TraceEntries entries = session.take();
    for (TraceEntry entry : FakeSession::readout(4)) {
        entry.at += 10s;
        entries.append(entry);
    }
    document.append(entries);
    QString all;
    for (int i = 0; i < model.rowCount(); ++i)
        all += model.index(i).data().toString() + u'\n';
    for (const char *part :
         {"to meter 123", "LGZ: Landis+Gyr", "5: 9600 baud", "can mode E", "ZMD: its type",
          "0: read out the data", "Active energy import, tariff x: 001014.5 kWh", "0.0.0: 12345678",
          "✓ check"})
        QVERIFY2(all.contains(QString::fromUtf8(part)), part);
}

void TestBytesModel::marksLongGaps()
{
    SessionDocument document;
    BytesModel model(&document);
    FakeSession session;
    session.line(300).send("/?!\r\n").wait(250ms).receive("/LGZ").wait(1600ms).receive("5ZMD\r\n");
    document.append(session.take());
    const auto row = model.rowOfCharacter(9);
    QVERIFY(model.row(row).isGapTooLong);
    const QString text = model.index(static_cast<int>(row)).data().toString();
    QVERIFY2(text.contains(QStringLiteral("✗ gap 1600 ms, allowed 1500 ms")), qPrintable(text));
    QVERIFY(!model.row(model.rowOfCharacter(5)).isGapTooLong);
}

void TestBytesModel::showsTimesAsAsked()
{
    SessionDocument document;
    BytesModel model(&document);
    document.begin(QStringLiteral("virtual:"));
    document.setAnchor(QDateTime(QDate(2026, 3, 1), QTime(12, 0)));
    BytesOptions options = bytesOnly();
    options.reads = true;
    model.setOptions(options);
    FakeSession session;
    session.line(300).send("/?!\r\n").wait(250ms).receive("AB").receive("CD");
    document.append(session.take());
    QCOMPARE(model.row(2).time, QStringLiteral("0.416\u2009666\u00A0s"));
    QCOMPARE(model.row(2).reads, 0b101U);
    options.time = TimeColumn::Clock;
    model.setOptions(options);
    QCOMPARE(model.row(2).time, QStringLiteral("12:00:00.416\u2009666"));
    options.time = TimeColumn::SinceLast;
    model.setOptions(options);
    QCOMPARE(model.row(2).time, QStringLiteral("+0.416\u2009666\u00A0s"));
    QCOMPARE(model.rowAt(Instant(300ms)), 1);
    QCOMPARE(model.rowAt(Instant(10s)), 2);
    QCOMPARE(model.rowAt(Instant(-1s)), 0);
}

void TestBytesModel::showsDataBits()
{
    SessionDocument document;
    BytesModel model(&document);
    model.setOptions(bytesOnly());
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
    model.setOptions(bytesOnly());
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
    model.setOptions(bytesOnly());
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
    model.setOptions(bytesOnly());
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
    model.setOptions(bytesOnly());
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
    model.setOptions(bytesOnly());
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
    QVERIFY(layout.remarksLeft > layout.textLeft + TraceRow::width * layout.characterWidth);
    BytesOptions options;
    options.layout = RowLayout::Eight;
    const BytesLayout narrow(8, 15, options);
    QVERIFY(narrow.width() < layout.width());
    options.lateness = true;
    QVERIFY(BytesLayout(8, 15, options).width() > narrow.width());
    for (int column = 1; column < 8; ++column)
        QVERIFY(narrow.hexArea(column).left() == narrow.hexArea(column - 1).right() + 1);
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
