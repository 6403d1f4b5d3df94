// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/vcdwriter.h"
#include "tests/ui/fakesession.h"
#include "tests/ui/windowfixture.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QBuffer>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <atomic>
#include <memory>

using namespace optoscope;

namespace {

template <typename Widget>
Widget *find(const QWidget &window, const char *name)
{
    auto *found = window.findChild<Widget *>(QString::fromLatin1(name));
    Q_ASSERT(found);
    return found;
}

VcdLines lines()
{
    Trace trace;
    trace.append(FakeSession::readout(5));
    return drawLines(trace);
}

QByteArray vcd()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeVcd(buffer, lines(), {});
    return buffer.data();
}

/// A table of time and the level of what was received.
QByteArray csv()
{
    QByteArray text = "Time (s),RX\n0,3.3\n";
    const VcdLines drawn = lines();
    for (const Edge &edge : drawn.received.edges()) {
        const auto at = [&](int nanos) {
            return QByteArray::number(double(edge.at.time_since_epoch().count() + nanos) / 1e9, 'f',
                                      9);
        };
        const bool mark = edge.level == Level::Mark;
        text += at(-1) + (mark ? ",0\n" : ",3.3\n") + at(0) + (mark ? ",3.3\n" : ",0\n");
    }
    return text;
}

QByteArray lirc()
{
    QByteArray text;
    Instant before;
    const VcdLines drawn = lines();
    for (const Edge &edge : drawn.received.edges()) {
        const qint64 micros = (edge.at - before).count() / 1000;
        text +=
            (edge.level == Level::Mark ? "pulse " : "space ") + QByteArray::number(micros) + "\n";
        before = edge.at;
    }
    return text + "space 100000\n";
}

QByteArray raw()
{
    return "/LGZ5\\2ZMD3104400.B32\r\n\x02"
           "1.8.0(0012*kWh)\r\n!\r\n\x03\x67";
}

} // namespace

class TestOpen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opens_data();
    void opens();
    void badFilesAreTold_data();
    void badFilesAreTold();
    void isDropped();
    void otherThingsAreNotDropped();
    void isChosenByKeyboard();
    void isReadOtherwise();
    void channelsAreChosen();
    void isCancelled();
    void sessionIsKept();
    void runningSessionIsNotReplaced();
    void opensLately();
    void savesVcd();
    void startPageOpens();

private:
    QString write(const char *name, const QByteArray &content)
    {
        QFile file(m_directory.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return file.fileName();
    }
    static void show(MainWindow &window)
    {
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
    static void openAndWait(MainWindow &window, const QString &file)
    {
        window.openFile(file);
        QTRY_VERIFY(window.document()->isCapture());
    }
    static QString verdict(const MainWindow &window)
    {
        return find<QLabel>(window, "verdictText")->text();
    }

    QTemporaryDir m_directory;
};

void TestOpen::opens_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isWaveform");
    QTest::newRow("raw") << write("raw.txt", raw()) << false;
    QTest::newRow("hex") << write("session.hex", "RX " + raw().toHex(' ')) << false;
    QTest::newRow("hex dump by content") << write("dump.txt", raw().toHex(' ')) << false;
    QTest::newRow("vcd") << write("lines.vcd", vcd()) << true;
    QTest::newRow("csv") << write("scope.csv", csv()) << true;
    QTest::newRow("lirc") << write("mode2.txt", lirc()) << true;
}

void TestOpen::opens()
{
    QFETCH(const QString, file);
    QFETCH(const bool, isWaveform);
    MainWindow window(testEnvironment());
    show(window);
    openAndWait(window, file);
    QVERIFY(find<QWidget>(window, "workspace")->isVisible());
    QVERIFY(window.windowTitle().startsWith(QFileInfo(file).fileName()));
    QVERIFY(window.document()->conversation().readout().dataSets.count() > 0);
    QVERIFY2(verdict(window).startsWith(QStringLiteral("The file holds a read-out.")),
             qPrintable(verdict(window)));
    QVERIFY(find<QWidget>(window, "importBar")->isVisible());
    QCOMPARE(find<QWidget>(window, "importBaud")->isVisible(), isWaveform);
    QVERIFY(find<QWidget>(window, "importBar")->minimumSizeHint().width() <= 1280);
    QCOMPARE(window.settings().recentFiles.value(0), file);
}

void TestOpen::badFilesAreTold_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing") << m_directory.filePath(QStringLiteral("none.vcd"))
                             << QStringLiteral("no file");
    QTest::newRow("folder") << m_directory.path() << QStringLiteral("folder");
    QTest::newRow("empty") << write("empty.txt", {}) << QStringLiteral("empty");
    QTest::newRow("bad hex") << write("bad.hex", "2F 3G") << QStringLiteral("hexadecimal");
    QTest::newRow("bad vcd") << write("bad.vcd", "not a dump at all") << QStringLiteral("bad.vcd");
    QTest::newRow("no archive") << write("bad.sr", "PK\x03\x04 no") << QStringLiteral("zip");
}

void TestOpen::badFilesAreTold()
{
    QFETCH(const QString, file);
    QFETCH(const QString, says);
    MainWindow window(testEnvironment());
    show(window);
    window.document()->begin(QStringLiteral("/dev/ttyUSB0"));
    window.document()->append(FakeSession::readout(5));
    window.document()->finish(Outcome::done);
    window.openFile(file);
    QTRY_VERIFY2(verdict(window).contains(says), qPrintable(verdict(window)));
    QVERIFY(!find<QLabel>(window, "verdictAdvice")->text().isEmpty());
    QVERIFY(!window.document()->isCapture());
    QVERIFY(window.document()->trace().count() > 0);
    QVERIFY(!QApplication::activeModalWidget());
    QVERIFY(!find<QWidget>(window, "importBar")->isVisible());
    QVERIFY(window.settings().recentFiles.isEmpty());
}

void TestOpen::isDropped()
{
    const QString file = write("dropped.hex", "RX " + raw().toHex(' '));
    MainWindow window(testEnvironment());
    show(window);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enters({10, 10}, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enters);
    QVERIFY(enters.isAccepted());
    QDropEvent drops({10, 10}, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &drops);
    QVERIFY(drops.isAccepted());
    QCOMPARE(drops.dropAction(), Qt::CopyAction);
    QTRY_VERIFY(window.document()->isCapture());
    QCOMPARE(window.document()->target(), file);
}

void TestOpen::otherThingsAreNotDropped()
{
    MainWindow window(testEnvironment());
    show(window);
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("https://example.org/file.vcd"))});
    QDragEnterEvent enters({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enters);
    QVERIFY(!enters.isAccepted());
}

void TestOpen::isChosenByKeyboard()
{
    const QString file = write("chosen.hex", "RX " + raw().toHex(' '));
    Environment environment = testEnvironment();
    environment.chooseOpenFile = [file](QWidget *, const QString &, const QString &) {
        return file;
    };
    MainWindow window(environment);
    show(window);
    QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier);
    QTRY_VERIFY(window.document()->isCapture());
}

void TestOpen::isReadOtherwise()
{
    MainWindow window(testEnvironment());
    show(window);
    openAndWait(window, write("again.vcd", vcd()));
    auto *baud = find<QComboBox>(window, "importBaud");
    QVERIFY(!baud->accessibleName().isEmpty());
    QSignalSpy cleared(window.document(), &SessionDocument::cleared);
    const int index = baud->findData(2400);
    QVERIFY(index > 0);
    baud->setCurrentIndex(index);
    Q_EMIT baud->activated(index);
    QTRY_COMPARE(cleared.count(), 1);
    QCOMPARE(window.document()->conversation().readout().dataSets.count(), 0);
    QCOMPARE(baud->currentData().toInt(), 2400);
    QVERIFY(verdict(window) != QString());
    baud->setCurrentIndex(0);
    Q_EMIT baud->activated(0);
    QTRY_COMPARE(cleared.count(), 2);
    QVERIFY(window.document()->conversation().readout().dataSets.count() > 0);
}

void TestOpen::channelsAreChosen()
{
    const QString file = write("channels.vcd", vcd());
    const auto usual = std::get<ImportedCapture>(importCapture(file));
    QCOMPARE(usual.channels.size(), 2);
    QVERIFY(usual.received >= 0 && usual.sent >= 0 && usual.received != usual.sent);
    QVERIFY(!usual.isInverted);
    ImportChoices choices;
    choices.received = usual.sent;
    choices.sent = usual.received;
    const auto turned = std::get<ImportedCapture>(importCapture(file, choices));
    const auto countSent = [](const ImportedCapture &capture) {
        qsizetype count = 0;
        for (const TraceEntry &entry : capture.entries) {
            if (const auto *sent = std::get_if<Sent>(&entry.what))
                count += sent->run.characters.size();
        }
        return count;
    };
    QVERIFY(countSent(turned) > countSent(usual));
    choices = {};
    choices.sent = -1;
    QCOMPARE(countSent(std::get<ImportedCapture>(importCapture(file, choices))), 0);
    choices.received = usual.sent;
    choices.sent = usual.sent;
    QCOMPARE(std::get<ImportedCapture>(importCapture(file, choices)).received, -1);
    choices = {};
    choices.wave.idlesLow = true;
    QVERIFY(std::get<ImportedCapture>(importCapture(file, choices)).isInverted);
    choices = {};
    choices.wave.baud = Baud{300};
    choices.wave.format = format8N1;
    const auto forced = std::get<ImportedCapture>(importCapture(file, choices));
    for (const TraceEntry &entry : forced.entries) {
        if (const auto *settings = std::get_if<LineSettings>(&entry.what)) {
            QCOMPARE(settings->baud.value, 300);
            QCOMPARE(settings->format, format8N1);
        }
    }
    choices = {};
    choices.received = 99;
    QVERIFY(std::holds_alternative<ImportedCapture>(importCapture(file, choices)));
    choices = {};
    choices.form = BytesForm::Raw;
    QVERIFY(!std::get<ImportedCapture>(importCapture(file, choices)).isWaveform);
}

void TestOpen::isCancelled()
{
    auto begun = std::make_shared<std::atomic_bool>(false);
    auto ended = std::make_shared<std::atomic_bool>(false);
    Environment environment = testEnvironment();
    // Reads until it is told to end.
    environment.importCapture = [begun, ended](const QString &file, const ImportChoices &,
                                               const ReadProgress &progress) -> OpeningResult {
        *begun = true;
        for (qint64 done = 0; progress(done % 100, 100); ++done) {}
        *ended = true;
        return ImportError{ImportError::Kind::ReadFailed, file, {}};
    };
    MainWindow window(environment);
    show(window);
    window.openFile(QStringLiteral("large.vcd"));
    QVERIFY(find<QWidget>(window, "importCancel")->isVisible());
    QVERIFY(find<QLabel>(window, "importText")->text().contains(QStringLiteral("large.vcd")));
    QVERIFY(find<QAction>(window, "cancelOpeningAction")->isEnabled());
    QTRY_VERIFY(*begun);
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(!find<QAction>(window, "cancelOpeningAction")->isEnabled());
    QTRY_VERIFY(*ended);
    QTRY_VERIFY(!find<QWidget>(window, "importBar")->isVisible());
    QCOMPARE(window.document()->state(), SessionDocument::State::Empty);
    // A window that closes ends it as well.
    window.openFile(QStringLiteral("large.vcd"));
    QTest::mouseClick(find<QToolButton>(window, "importCancel"), Qt::LeftButton);
    QTRY_VERIFY(!find<QWidget>(window, "importBar")->isVisible());
    window.openFile(QStringLiteral("large.vcd"));
}

void TestOpen::sessionIsKept()
{
    MainWindow window(testEnvironment());
    show(window);
    const TraceEntries entries = FakeSession::readout(9);
    window.document()->begin(QStringLiteral("/dev/ttyUSB0"));
    window.document()->append(entries);
    window.document()->finish(Outcome::done);
    const QString before = verdict(window);
    auto *back = find<QAction>(window, "backAction");
    QVERIFY(!back->isEnabled());
    openAndWait(window, write("first.hex", "RX " + raw().toHex(' ')));
    openAndWait(window, write("second.txt", raw()));
    QTRY_VERIFY(window.windowTitle().startsWith(QStringLiteral("second.txt")));
    QVERIFY(back->isEnabled());
    back->trigger();
    QVERIFY(!window.document()->isCapture());
    QCOMPARE(window.document()->trace().count(), entries.size());
    QCOMPARE(verdict(window), before);
    QVERIFY(window.windowTitle().startsWith(QStringLiteral("/dev/ttyUSB0")));
    QVERIFY(!find<QWidget>(window, "importBar")->isVisible());
}

void TestOpen::runningSessionIsNotReplaced()
{
    MainWindow window(testEnvironment());
    show(window);
    window.document()->begin(QStringLiteral("/dev/ttyUSB0"));
    QVERIFY(!find<QAction>(window, "openAction")->isEnabled());
    window.openFile(write("later.txt", raw()));
    QVERIFY2(verdict(window).contains(QStringLiteral("session is running")),
             qPrintable(verdict(window)));
    QCOMPARE(window.document()->state(), SessionDocument::State::Reading);
}

void TestOpen::opensLately()
{
    const QString file = write("lately.hex", "RX " + raw().toHex(' '));
    Environment environment = testEnvironment();
    environment.settings.recentFiles = QStringList{file};
    MainWindow window(environment);
    show(window);
    auto *menu = find<QMenu>(window, "recentFilesMenu");
    QVERIFY(menu->isEnabled());
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    menu->actions().constFirst()->trigger();
    QTRY_VERIFY(window.document()->isCapture());
}

void TestOpen::savesVcd()
{
    const QString file = m_directory.filePath(QStringLiteral("saved.vcd"));
    Environment environment = testEnvironment();
    environment.chooseSaveFile = [file](QWidget *, const QString &, const QString &,
                                        const QString &) { return file; };
    MainWindow window(environment);
    show(window);
    auto *save = find<QAction>(window, "saveVcdAction");
    QVERIFY(!save->isEnabled());
    window.document()->begin(QStringLiteral("/dev/ttyUSB0"));
    window.document()->append(FakeSession::readout(5));
    window.document()->finish(Outcome::done);
    QVERIFY(save->isEnabled());
    save->trigger();
    QTRY_VERIFY(verdict(window).contains(QStringLiteral("saved.vcd")));
    openAndWait(window, file);
    QVERIFY(window.document()->conversation().readout().dataSets.count() > 0);
}

void TestOpen::startPageOpens()
{
    const QString file = write("start.txt", raw());
    Environment environment = testEnvironment();
    environment.chooseOpenFile = [file](QWidget *, const QString &, const QString &) {
        return file;
    };
    MainWindow window(environment);
    show(window);
    QTest::mouseClick(find<QWidget>(window, "choiceOpen"), Qt::LeftButton);
    QTRY_VERIFY(window.document()->isCapture());
}

QTEST_MAIN(TestOpen)
#include "tst_open.moc"
