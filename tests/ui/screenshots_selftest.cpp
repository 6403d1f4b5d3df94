// SPDX-License-Identifier: GPL-3.0-or-later

// Draws all pages of the self-test, light and dark, into a directory:
//     screenshots_selftest DIRECTORY [TARGET...]
// They are filled by a virtual bench, in virtual time. Of the targets the result is drawn.

#include "app/window/targetlist.h"
#include "resources/knowledge.h"
#include "tests/ui/virtualtestline.h"
#include "tests/ui/windowfixture.h"
#include "ui/selftest/searchdialog.h"
#include "ui/selftest/selftestwizard.h"
#include "ui/selftest/steppage.h"

#include <QApplication>
#include <QDir>
#include <QMetaEnum>
#include <QPixmap>
#include <QStyleFactory>
#include <QTemporaryFile>
#include <QTest>

#include <cstdio>

using namespace optoscope;

namespace {

class Album
{
public:
    Album(QDir directory, Appearance appearance)
        : m_directory(std::move(directory))
        , m_suffix(appearance == Appearance::Dark ? QStringLiteral("-dark.png")
                                                  : QStringLiteral("-light.png"))
    {
        applyAppearance(appearance);
    }

    bool take(QWidget *window, const QString &name)
    {
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QApplication::sendPostedEvents();
        m_isGood = window->grab().save(m_directory.filePath(name + m_suffix)) && m_isGood;
        return m_isGood;
    }

    bool isGood() const { return m_isGood; }

private:
    QDir m_directory;
    QString m_suffix;
    bool m_isGood = true;
};

LinkRequest requestOf(const Target &target)
{
    LinkRequest request;
    request.target = target;
    return request;
}

QString nameOf(int page)
{
    return QString::fromLatin1(QMetaEnum::fromType<SelfTestWizard::Page>().valueToKey(page));
}

/// Goes through the whole wizard; a picture of each question, of measuring and of each result.
void takeWizard(Album &album, const QString &target, const QString &prefix,
                const QStringList &wanted = {})
{
    Environment environment = testEnvironment(true);
    environment.knowledge = loadKnowledge();
    environment.targetChoices = &listTargets;
    environment.virtualAnswers = &answersOf;
    SelfTestRun run(environment.knowledge.meters);
    VirtualTestLine line(&run);
    SelfTestWizard wizard(&run, environment, &requestOf);
    wizard.begin(target);
    wizard.show();
    if (!QTest::qWaitForWindowExposed(&wizard))
        return;
    const auto take = [&](const QString &name) {
        if (wanted.isEmpty() || wanted.contains(nameOf(wizard.currentId())))
            album.take(&wizard, prefix + name);
    };
    take(QStringLiteral("Port"));
    run.run(TestStep::W1);
    line.advanceUntil([&] { return run.progressOf(TestStep::W1) == SelfTestRun::Progress::Done; });
    take(QStringLiteral("Port-done"));
    while (wizard.currentId() != SelfTestWizard::Result) {
        wizard.next();
        const QString name = nameOf(wizard.currentId());
        const auto *page = qobject_cast<StepPage *>(wizard.currentPage());
        if (!page) {
            take(name);
            continue;
        }
        const auto isOver = [&] {
            return run.state() == SelfTestRun::State::Between
                && run.progressOf(page->step()) != SelfTestRun::Progress::Running;
        };
        for (int i = 0; i < 8; ++i) {
            const int asked = run.asked() ? run.asked()->number : 0;
            line.advanceUntil(
                [&] { return isOver() || (run.asked() && run.asked()->number != asked); });
            if (isOver())
                break;
            take(name + QStringLiteral("-%1").arg(i));
            line.advanceUntil([&] { return isOver() || run.measuringTime() > nanoseconds(0); });
            if (i == 0 && !isOver())
                take(name + QStringLiteral("-measuring"));
        }
        line.advanceUntil(isOver);
        take(name + QStringLiteral("-done"));
    }
}

/// As a person with a real port sees it: the buttons wait for him.
void takePerson(Album &album)
{
    Environment environment = testEnvironment(true);
    SelfTestRun run({});
    run.setLine({[](const LinkRequest &, bool) {}, [](const PersonAnswer &) {}, [] {}});
    SelfTestWizard wizard(&run, environment, &requestOf);
    wizard.begin(QStringLiteral("/dev/ttyUSB0"));
    wizard.show();
    if (!QTest::qWaitForWindowExposed(&wizard))
        return;
    album.take(&wizard, QStringLiteral("person-Port"));
    wizard.next();
    run.takeQuestion({TestStep::none, PersonAction::chooseStep, 1}, false);
    run.takeEntries({{Instant(), Event{Event::Kind::StepEnded, {}, QStringLiteral("W1")}}});
    run.takeQuestion({TestStep::none, PersonAction::chooseStep, 2}, false);
    album.take(&wizard, QStringLiteral("person-Port-done"));
    wizard.next();
    run.takeQuestion({TestStep::W2, PersonAction::unplugAndBridge, 3}, false);
    album.take(&wizard, QStringLiteral("person-Loopback"));
    run.takeQuestion({TestStep::W2, PersonAction::tellLed, 4}, false);
    album.take(&wizard, QStringLiteral("person-tellLed"));
    run.takeFailure({LinkError::Kind::Vanished, QStringLiteral("/dev/ttyUSB0"), {}});
    run.takeEnd(Outcome::linkLost);
    album.take(&wizard, QStringLiteral("person-unplugged"));
}

void takeSearch(Album &album)
{
    SelfTestRun run({});
    VirtualTestLine line(&run);
    SearchDialog dialog(&run);
    dialog.show();
    dialog.search(
        requestOf(Target{Target::Kind::Virtual, QStringLiteral("meter-needs-wake-up"), 0}), {});
    line.advanceUntil([&] { return run.asked().has_value(); });
    album.take(&dialog, QStringLiteral("search-asked"));
    line.advanceUntil([&] { return run.state() == SelfTestRun::State::Closed; });
    album.take(&dialog, QStringLiteral("search-done"));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("fusion")));
    const QDir directory(QApplication::arguments().value(1));
    if (argc < 2 || !directory.exists()) {
        std::fprintf(stderr, "usage: screenshots_selftest DIRECTORY [TARGET...]\n");
        return 1;
    }
    // A closed port at a person who has a second probe comes to all pages.
    QTemporaryFile bench(QDir::tempPath() + QStringLiteral("/XXXXXX.json"));
    if (!bench.open()
        || bench.write(R"({"meter": {"port": "closed"}, "person": {"hasSecondProbe": true}})") < 0
        || !bench.flush())
        return 1;
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        Album album(directory, appearance);
        takeWizard(album, QStringLiteral("virtual:story"), QStringLiteral("story-"));
        takeWizard(album, QStringLiteral("virtual:probe-wires-swapped"),
                   QStringLiteral("swapped-"));
        takeWizard(
            album, QStringLiteral("virtual:") + bench.fileName(), QStringLiteral("silent-"),
            {QStringLiteral("SecondProbe"), QStringLiteral("Search"), QStringLiteral("Result")});
        const QStringList targets = QApplication::arguments().mid(2);
        for (qsizetype i = 0; i < targets.size(); ++i)
            takeWizard(album, targets.at(i), QStringLiteral("target%1-").arg(i),
                       {QStringLiteral("Result")});
        takePerson(album);
        takeSearch(album);
        if (!album.isGood())
            return 2;
    }
    return 0;
}
