// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/virtualrun.h"
#include "tests/ui/windowfixture.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/mainwindow.h"
#include "ui/window/targetbox.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSet>
#include <QTest>

using namespace optoscope;

namespace {

template <typename Widget>
Widget *find(const QWidget &window, const char *name)
{
    auto *found = window.findChild<Widget *>(QString::fromLatin1(name));
    Q_ASSERT(found);
    return found;
}

void addModel(QStringList &texts, const QAbstractItemModel *model, const QModelIndex &parent = {})
{
    for (int row = 0; row < model->rowCount(parent); ++row) {
        for (int column = 0; column < model->columnCount(parent); ++column) {
            const QModelIndex index = model->index(row, column, parent);
            for (int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole),
                             int(Qt::AccessibleTextRole), int(Qt::UserRole)})
                texts.append(index.data(role).toString());
        }
    }
}

/// Whatever can be read in a window or is spoken of it.
QString everyTextOf(const MainWindow &window)
{
    QStringList texts{window.windowTitle(), window.toolTip(), window.statusTip()};
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription()
              << widget->windowTitle() << widget->statusTip() << widget->whatsThis();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            texts << button->text();
        if (const auto *line = qobject_cast<const QLineEdit *>(widget))
            texts << line->text();
        if (const auto *box = qobject_cast<const QComboBox *>(widget))
            addModel(texts, box->model());
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget);
            view && view->model())
            addModel(texts, view->model());
    }
    for (const QAction *action : window.findChildren<QAction *>())
        texts << action->text() << action->toolTip() << action->statusTip();
    for (const QString &recent : window.settings().recentTargets)
        texts << recent;
    texts << window.settings().target;
    return texts.join(QLatin1Char('\n'));
}

void showSession(const MainWindow &window, const QString &target)
{
    LinkRequest request;
    request.target = std::get<Target>(parseTarget(target));
    const VirtualResult result = runVirtually(request);
    window.document()->begin(target);
    window.document()->append(result.entries);
    if (result.error)
        window.document()->fail(*result.error);
    window.document()->finish(result.outcome);
}

void show(MainWindow &window)
{
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
}

} // namespace

class TestTry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pageIsReached()
    {
        MainWindow window(testEnvironment());
        show(window);
        auto *page = find<QWidget>(window, "tryPage");
        QTest::mouseClick(find<QWidget>(window, "choiceVirtual"), Qt::LeftButton);
        QVERIFY(page->isVisible());
        find<QAction>(window, "startPageAction")->trigger();
        QVERIFY(!page->isVisible());
        QTest::keyClick(&window, Qt::Key_T, Qt::ControlModifier);
        QTRY_VERIFY(page->isVisible());
        find<QAction>(window, "startPageAction")->trigger();
        auto *box = find<TargetBox>(window, "targetBox");
        const QString before = box->target();
        box->showPopup();
        int choice = -1;
        for (int i = 0; i < box->count(); ++i) {
            if (box->itemText(i).startsWith(QStringLiteral("Try without")))
                choice = i;
        }
        QVERIFY(choice >= 0);
        box->hidePopup();
        box->setCurrentIndex(choice);
        Q_EMIT box->activated(choice);
        QVERIFY(page->isVisible());
        QCOMPARE(box->target(), before);
    }

    void everyCaseIsOffered()
    {
        MainWindow window(testEnvironment());
        show(window);
        find<QAction>(window, "tryAction")->trigger();
        QStringList offered;
        for (const QListWidget *list :
             find<QWidget>(window, "tryPage")->findChildren<QListWidget *>()) {
            QVERIFY(!list->accessibleName().isEmpty());
            QVERIFY(list->count() > 0);
            for (int row = 0; row < list->count(); ++row)
                offered.append(list->item(row)->text());
        }
        QStringList titles;
        for (const VirtualCase &one : listCases()) {
            if (!one.isStory)
                titles.append(one.title);
        }
        QCOMPARE(QSet<QString>(offered.cbegin(), offered.cend()),
                 QSet<QString>(titles.cbegin(), titles.cend()));
        QCOMPARE(offered.size(), titles.size());
    }

    void nothingTellsBeforeItIsAsked_data()
    {
        QTest::addColumn<QString>("target");
        for (const VirtualCase &one : listCases())
            QTest::newRow(qPrintable(one.scenario)) << one.target;
    }
    void nothingTellsBeforeItIsAsked()
    {
        QFETCH(const QString, target);
        const QList<VirtualCase> cases = listCases();
        const auto &one = *std::ranges::find(cases, target, &VirtualCase::target);
        MainWindow window(testEnvironment());
        show(window);
        window.chooseTarget(target);
        find<TargetBox>(window, "targetBox")->remember(target);
        showSession(window, target);
        const QString hidden = everyTextOf(window);
        QVERIFY2(!hidden.contains(one.fault), qPrintable(one.fault));
        QVERIFY(!hidden.contains(one.answer));
        if (!one.isStory)
            QVERIFY2(!hidden.contains(one.scenario.section(QLatin1Char(':'), 1)),
                     qPrintable(one.scenario));
        QVERIFY(hidden.contains(one.title));
        auto *action = find<QAction>(window, "answerAction");
        QVERIFY(action->isEnabled());
        QTest::keyClick(&window, Qt::Key_F8);
        QTRY_VERIFY(action->isChecked());
        const QString told = find<QLabel>(window, "answerText")->text();
        QVERIFY2(told.contains(one.fault) && told.contains(one.scenario), qPrintable(told));
        QVERIFY2(told.contains(QStringLiteral("probe:")) && told.contains(QStringLiteral("meter:")),
                 qPrintable(told));
        QTest::mouseClick(find<QWidget>(window, "answerButton"), Qt::LeftButton);
        QVERIFY(!everyTextOf(window).contains(one.fault));
    }

    void nextCaseIsHiddenAgain()
    {
        MainWindow window(testEnvironment());
        show(window);
        showSession(window, QStringLiteral("virtual:case-1"));
        find<QAction>(window, "answerAction")->trigger();
        find<QAction>(window, "tryAction")->trigger();
        QVERIFY(!find<QWidget>(window, "answerBar")->isVisible());
        showSession(window, QStringLiteral("virtual:case-2"));
        QVERIFY(find<QWidget>(window, "answerBar")->isVisible());
        QVERIFY(!find<QAction>(window, "answerAction")->isChecked());
        QVERIFY(!find<QLabel>(window, "answerText")->text().contains(listCases().at(1).fault));
        showSession(window, QStringLiteral("virtual:"));
        QVERIFY(!find<QWidget>(window, "answerBar")->isVisible());
        QVERIFY(!find<QAction>(window, "answerAction")->isEnabled());
    }

    void casesAreReadFromThePage()
    {
        MainWindow window(testEnvironment());
        show(window);
        find<QAction>(window, "tryAction")->trigger();
        auto *list = find<QWidget>(window, "tryPage")->findChild<QListWidget *>();
        list->setFocus();
        list->setCurrentRow(2);
        const QString target = list->item(2)->data(Qt::UserRole).toString();
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(window.document()->target(), target);
        QCOMPARE(find<TargetBox>(window, "targetBox")->target(), target);
        QVERIFY(!find<QAction>(window, "tryAction")->isEnabled());
        find<QAction>(window, "stopAction")->trigger();
        QTRY_VERIFY(window.document()->state() != SessionDocument::State::Reading);
    }

    void surpriseIsACase()
    {
        MainWindow window(testEnvironment());
        show(window);
        find<QAction>(window, "tryAction")->trigger();
        QTest::mouseClick(find<QWidget>(window, "trySurprise"), Qt::LeftButton);
        const QString first = window.document()->target();
        QVERIFY(first.startsWith(QStringLiteral("virtual:case-")));
        find<QAction>(window, "stopAction")->trigger();
        QTRY_VERIFY(find<QAction>(window, "readAction")->isEnabled());
        find<QAction>(window, "tryAction")->trigger();
        QTest::mouseClick(find<QWidget>(window, "trySurprise"), Qt::LeftButton);
        QVERIFY(window.document()->target() != first);
        find<QAction>(window, "stopAction")->trigger();
        QTRY_VERIFY(find<QAction>(window, "readAction")->isEnabled());
        find<QAction>(window, "tryAction")->trigger();
        QTest::mouseClick(find<QWidget>(window, "tryStory"), Qt::LeftButton);
        QCOMPARE(window.document()->target(), QStringLiteral("virtual:story"));
    }

    void everythingHasAName()
    {
        MainWindow window(testEnvironment());
        show(window);
        find<QAction>(window, "tryAction")->trigger();
        for (const QWidget *widget : find<QWidget>(window, "tryPage")->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                || widget->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestTry)
#include "tst_try.moc"
