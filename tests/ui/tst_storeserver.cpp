// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/polling/pgserver.h"
#include "tests/ui/windowfixture.h"
#include "ui/charts/chartdata.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/pollbar.h"
#include "ui/charts/polldesk.h"
#include "ui/charts/serverdialog.h"
#include "ui/selftest/markedlabel.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

#include <future>

using namespace optoscope;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000;

QAction *action(const QObject &parent, const char *name)
{
    auto *found = parent.findChild<QAction *>(QString::fromLatin1(name));
    Q_ASSERT(found);
    return found;
}

QString resultOf(const ServerDialog &dialog)
{
    return dialog.findChild<MarkedLabel *>(QStringLiteral("serverResult"))->text();
}

void press(const ServerDialog &dialog, const char *button)
{
    dialog.findChild<QPushButton *>(QString::fromLatin1(button))->click();
}

/// Types \a address into \a dialog and tests it; what is said then.
QString tested(ServerDialog &dialog, const QString &address)
{
    auto *url = dialog.findChild<QLineEdit *>(QStringLiteral("serverUrl"));
    url->selectAll();
    QTest::keyClicks(url, address);
    press(dialog, "serverTest");
    auto *test = dialog.findChild<QPushButton *>(QStringLiteral("serverTest"));
    if (!QTest::qWaitFor([test] { return test->isEnabled(); }, patience))
        return {};
    return resultOf(dialog);
}

qsizetype sampleCount(const ChartPage &page)
{
    qsizetype most = 0;
    for (const ChartLine &line : page.chartData()->lines())
        most = std::max(most, line.samples.size());
    return most;
}

} // namespace

/// A store on a server, from the window.
class TestStoreServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void says_data();
    void says();
    void waitsForNobody();
    void noDatabaseIsSaidByTheServer();
    void keepsAndOpens();
    void serverGoesAndComes();

private:
    bool needServer();
    std::unique_ptr<PgServer> m_server;
};

void TestStoreServer::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // What waits for a server lies in a file.
}

bool TestStoreServer::needServer()
{
    if (!m_server)
        m_server = std::make_unique<PgServer>();
    return m_server->problem().isEmpty();
}

void TestStoreServer::says_data()
{
    using Kind = StoreError::Kind;
    const QString url = QStringLiteral("postgresql://reader@meters/house");
    const auto error = [&url](Kind kind, const QString &detail) {
        return StoreResult<StoreCheck>(StoreError{kind, url, detail, 0, 0});
    };
    QTest::addColumn<QString>("typed");
    QTest::addColumn<StoreResult<StoreCheck>>("result");
    QTest::addColumn<QString>("said");
    QTest::newRow("no address") << QStringLiteral("meters/house")
                                << StoreResult<StoreCheck>(StoreCheck())
                                << QStringLiteral("postgresql://user@host:5432/database");
    QTest::newRow("no database in it")
        << QStringLiteral("postgresql://meters") << StoreResult<StoreCheck>(StoreCheck())
        << QStringLiteral("no address of a database");
    QTest::newRow("no driver") << url << error(Kind::NoDriver, QStringLiteral("QPSQL"))
                               << QStringLiteral("libqt6sql6-psql");
    QTest::newRow("no server") << url << error(Kind::Away, QStringLiteral("Connection refused"))
                               << QStringLiteral("No server answers");
    QTest::newRow("password") << url
                              << error(Kind::NoRights, QStringLiteral("authentication failed"))
                              << QStringLiteral(".pgpass");
    QTest::newRow("no database") << url << error(Kind::NotFound, QStringLiteral("does not exist"))
                                 << QStringLiteral("no database of that name");
    QTest::newRow("newer") << url << error(Kind::Newer, {}) << QStringLiteral("later version");
    QTest::newRow("empty") << url << StoreResult<StoreCheck>(StoreCheck())
                           << QStringLiteral("holds no readings yet");
    QTest::newRow("polls") << url
                           << StoreResult<StoreCheck>(
                                  StoreCheck{true, {7, UtcTime(0), UtcTime(1h)}})
                           << QStringLiteral("Polls in it: 7,");
}

void TestStoreServer::says()
{
    QFETCH(const QString, typed);
    QFETCH(const StoreResult<StoreCheck>, result);
    QFETCH(const QString, said);
    ServerDialog dialog(nullptr, [&result](const StoreAddress &, StoreUse) { return result; });
    dialog.ask(StoreUse::Write, {});
    const QString words = tested(dialog, typed);
    QVERIFY2(words.contains(said), qPrintable(words));
    // What was said was about another address.
    QTest::keyClicks(dialog.findChild<QLineEdit *>(QStringLiteral("serverUrl")),
                     QStringLiteral("s"));
    QVERIFY(resultOf(dialog).isEmpty());
}

/// A server that does not answer keeps neither the window nor the dialogue.
void TestStoreServer::waitsForNobody()
{
    std::promise<StoreCheck> answer;
    const std::shared_future<StoreCheck> answered = answer.get_future().share();
    ServerDialog dialog(nullptr, [answered](const StoreAddress &, StoreUse) {
        return StoreResult<StoreCheck>(answered.get());
    });
    const QSignalSpy chosen(&dialog, &ServerDialog::chosen);
    dialog.ask(StoreUse::Write, QStringLiteral("postgresql://meters/house"));
    press(dialog, "serverChoose");
    QVERIFY(!resultOf(dialog).isEmpty());
    dialog.close(); // The person has changed his mind.
    dialog.ask(StoreUse::Write, QStringLiteral("postgresql://meters/flat"));
    press(dialog, "serverChoose");
    answer.set_value({true, {}});
    QTRY_COMPARE_WITH_TIMEOUT(chosen.size(), 1, patience);
    const auto address = chosen[0][0].value<StoreAddress>();
    QCOMPARE(address.url.path(), QStringLiteral("/flat"));
    QVERIFY(!dialog.isVisible());
}

void TestStoreServer::noDatabaseIsSaidByTheServer()
{
    if (!needServer())
        QSKIP(qPrintable(m_server->problem()));
    const StoreAddress good = m_server->makeDatabase();
    ServerDialog dialog;
    dialog.ask(StoreUse::Write, {});
    const auto text = [](const StoreAddress &address) {
        return address.url.toString(QUrl::FullyEncoded);
    };
    const auto check = [&](const StoreAddress &address, const char *said) {
        const QString words = tested(dialog, text(address));
        QVERIFY2(words.contains(QString::fromLatin1(said)), qPrintable(words));
        QVERIFY(!words.contains(m_server->password()));
    };
    check(good, "can be used");
    check(m_server->address(good.url.path().mid(1), QStringLiteral("wrong")),
          "does not let this user in");
    check(m_server->address(QStringLiteral("nowhere"), m_server->password()),
          "no database of that name");
    StoreAddress away = good;
    away.url.setPort(1);
    check(away, "No server answers");
    dialog.close();
    dialog.ask(StoreUse::Read, {});
    check(good, "holds no readings yet");
    press(dialog, "serverChoose");
    QTRY_VERIFY_WITH_TIMEOUT(resultOf(dialog).contains(QStringLiteral("no readings")), patience);
    QVERIFY(dialog.isVisible()); // There is nothing to look at.
}

void TestStoreServer::keepsAndOpens()
{
    if (!needServer())
        QSKIP(qPrintable(m_server->problem()));
    const StoreAddress address = m_server->makeDatabase();
    Settings settings;
    {
        MainWindow window(testEnvironment());
        window.show();
        window.chooseTarget(QStringLiteral("virtual:meter-short"));
        action(window, "keepInDatabaseAction")->trigger();
        auto *dialog = window.findChild<ServerDialog *>();
        dialog->findChild<QLineEdit *>(QStringLiteral("serverUrl"))
            ->setText(address.url.toString(QUrl::FullyEncoded));
        press(*dialog, "serverChoose");
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->isVisible(), patience);
        auto *page = window.findChild<ChartPage *>();
        PollBar *bar = page->pollBar();
        QVERIFY(bar->storeButton()->text().contains(address.url.path().mid(1)));
        QVERIFY(!bar->storeButton()->toolTip().contains(m_server->password()));
        bar->setInterval(1s);
        bar->startAction()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) >= 2, patience);
        bar->stopAction()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bar->state(), PollBar::State::Idle, patience);
        settings = window.settings();
    }
    QVERIFY(settings.database.contains(address.url.path()));
    QVERIFY(!settings.database.contains(m_server->password()));
    // libpq finds the password itself, as in ~/.pgpass.
    qputenv("PGPASSWORD", m_server->password().toUtf8());
    Environment environment = testEnvironment();
    environment.settings = settings;
    MainWindow window(environment);
    window.show();
    action(window, "openDatabaseAction")->trigger();
    auto *dialog = window.findChild<ServerDialog *>();
    QCOMPARE(dialog->findChild<QLineEdit *>(QStringLiteral("serverUrl"))->text(),
             settings.database);
    press(*dialog, "serverChoose");
    const auto *page = window.findChild<ChartPage *>();
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) >= 2, patience);
    QCOMPARE(page->pollBar()->interval(), std::chrono::milliseconds(1s));
    qunsetenv("PGPASSWORD");
}

void TestStoreServer::serverGoesAndComes()
{
    if (!needServer())
        QSKIP(qPrintable(m_server->problem()));
    const StoreAddress address = m_server->makeDatabase();
    MainWindow window(testEnvironment());
    window.show();
    window.chooseTarget(QStringLiteral("virtual:meter-short"));
    action(window, "keepInDatabaseAction")->trigger();
    auto *dialog = window.findChild<ServerDialog *>();
    dialog->findChild<QLineEdit *>(QStringLiteral("serverUrl"))
        ->setText(address.url.toString(QUrl::FullyEncoded));
    press(*dialog, "serverChoose");
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isVisible(), patience);
    auto *page = window.findChild<ChartPage *>();
    page->pollBar()->setInterval(1s);
    page->pollBar()->startAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) >= 1, patience);
    m_server->stop();
    const auto *message = page->findChild<QLabel *>(QStringLiteral("chartMessage"));
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(QStringLiteral("No server answers")),
                             patience);
    m_server->startAgain();
    const qsizetype before = sampleCount(*page);
    QTRY_VERIFY_WITH_TIMEOUT(sampleCount(*page) >= before + 2, patience);
    QVERIFY(message->text().isEmpty());
    page->pollBar()->stopAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(page->pollBar()->state(), PollBar::State::Idle, patience);
}

QTEST_MAIN(TestStoreServer)
#include "tst_storeserver.moc"
