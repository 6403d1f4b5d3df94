// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/settingsstore.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace optoscope;

class TestSettingsStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsEverything();
    void emptyStoreGivesUsualValues();
    void nonsenseGivesUsualValues();

private:
    QTemporaryDir m_directory;
    QString file(const char *name) const { return m_directory.filePath(QString::fromLatin1(name)); }
};

void TestSettingsStore::keepsEverything()
{
    Settings settings;
    settings.windowGeometry = "geometry";
    settings.arrangement = QByteArray("\0\1\2", 3);
    settings.appearance = Appearance::Dark;
    settings.target = QStringLiteral("tcp:host:4001");
    settings.recentTargets = {QStringLiteral("tcp:host:4001"), QStringLiteral("virtual:")};
    settings.read = {9600, QStringLiteral("8N1"),  Mode::C, QStringLiteral("12 34"),
                     true, ParityChoice::Hardware, false,   true};
    settings.database = QStringLiteral("postgresql://reader@server/meters");
    {
        QSettings store(file("a.ini"), QSettings::IniFormat);
        saveSettings(store, settings);
    }
    const Settings loaded = loadSettings(QSettings(file("a.ini"), QSettings::IniFormat));
    QCOMPARE(loaded.windowGeometry, settings.windowGeometry);
    QCOMPARE(loaded.arrangement, settings.arrangement);
    QCOMPARE(loaded.appearance, settings.appearance);
    QCOMPARE(loaded.target, settings.target);
    QCOMPARE(loaded.recentTargets, settings.recentTargets);
    QCOMPARE(loaded.read, settings.read);
    QCOMPARE(loaded.database, settings.database);
}

void TestSettingsStore::emptyStoreGivesUsualValues()
{
    const Settings loaded = loadSettings(QSettings(file("none.ini"), QSettings::IniFormat));
    QCOMPARE(loaded.read, ReadSettings());
    QCOMPARE(loaded.appearance, Appearance::System);
    QVERIFY(loaded.target.isEmpty());
}

void TestSettingsStore::nonsenseGivesUsualValues()
{
    QSettings store(file("bad.ini"), QSettings::IniFormat);
    store.setValue(QStringLiteral("window/appearance"), 77);
    store.setValue(QStringLiteral("read/mode"), -3);
    store.setValue(QStringLiteral("read/parity"), QStringLiteral("purple"));
    const Settings loaded = loadSettings(store);
    QCOMPARE(loaded.appearance, Appearance::System);
    QCOMPARE(loaded.read.mode, Mode::Automatic);
    QCOMPARE(loaded.read.parity, ParityChoice::Automatic);
}

QTEST_GUILESS_MAIN(TestSettingsStore)
#include "tst_settingsstore.moc"
