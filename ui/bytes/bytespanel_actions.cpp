// SPDX-License-Identifier: GPL-3.0-or-later

// The actions, menus and the filter of the bytes.

#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/bytespanel.h"
#include "ui/bytes/bytesview.h"
#include "ui/notes/notebook.h"
#include "ui/palette/icons.h"
#include "ui/palette/menubutton.h"
#include "ui/selftest/markedlabel.h"
#include "ui/texts/texts.h"

#include <QAction>
#include <QActionGroup>
#include <QLabel>
#include <QMenu>
#include <QToolBar>
#include <QToolButton>
#include <QUndoStack>

namespace optoscope {

QAction *BytesPanel::makeAction(const QString &name, const QString &text, const QKeySequence &keys,
                                void (BytesPanel::*slot)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, slot);
    m_actions.append(action);
    return action;
}

void BytesPanel::makeActions()
{
    QAction *find = makeAction(QStringLiteral("findAction"), tr("&Find in the bytes…"),
                               QKeySequence::Find, &BytesPanel::find);
    find->setIcon(themedIcon(QStringLiteral("filter")));
    find->setIconText(tr("Find"));
    makeAction(QStringLiteral("nextHitAction"), tr("Find &next"), Qt::Key_F3, &BytesPanel::nextHit);
    makeAction(QStringLiteral("previousHitAction"), tr("Find &previous"),
               QKeySequence(Qt::SHIFT | Qt::Key_F3), &BytesPanel::previousHit);
    QAction *time = makeAction(QStringLiteral("goToTimeAction"), tr("&Go to a time…"),
                               QKeySequence(Qt::CTRL | Qt::Key_G), &BytesPanel::askTime);
    m_actions.append(nullptr);
    QAction *bookmark = makeAction(QStringLiteral("bookmarkAction"), tr("&Bookmark"),
                                   QKeySequence(Qt::CTRL | Qt::Key_B), &BytesPanel::bookmark);
    QAction *note =
        makeAction(QStringLiteral("noteAction"), tr("Write a n&ote…"),
                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B), &BytesPanel::askNote);
    makeAction(QStringLiteral("nextNoteAction"), tr("Next no&te"), Qt::Key_F4,
               &BytesPanel::nextNote);
    makeAction(QStringLiteral("previousNoteAction"), tr("Pre&vious note"),
               QKeySequence(Qt::SHIFT | Qt::Key_F4), &BytesPanel::previousNote);
    for (QAction *action : {m_notes->undoStack()->createUndoAction(this, tr("Undo")),
                            m_notes->undoStack()->createRedoAction(this, tr("Redo"))})
        m_actions.append(action);
    m_actions.at(m_actions.size() - 2)->setShortcut(QKeySequence::Undo);
    m_actions.constLast()->setShortcut(QKeySequence::Redo);
    m_actions.append(nullptr);
    makeAction(QStringLiteral("foldAction"), tr("Fo&ld all messages"),
               QKeySequence(Qt::CTRL | Qt::Key_Left), &BytesPanel::fold);
    makeAction(QStringLiteral("unfoldAction"), tr("&Unfold all messages"),
               QKeySequence(Qt::CTRL | Qt::Key_Right), &BytesPanel::unfold);
    // Elsewhere these keys go from word to word.
    for (QAction *action : m_actions.last(2)) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_view->addAction(action);
    }
    m_view->addMenuActions({bookmark, note, time});
}

void BytesPanel::makeToolBar()
{
    m_tools->setIconSize(QSize(16, 16));
    m_tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *title = new QLabel(tr("Bytes"), m_tools);
    title->setMargin(4);
    title->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_tools->addWidget(title);
    m_tools->addAction(m_actions.constFirst());
    m_tools->addAction(m_view->followAction());
    const auto addMenu = [this](const QString &text, const QString &tip, QMenu *menu) {
        auto *button = new MenuButton(text, m_tools);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setMenu(menu);
        m_tools->addWidget(button);
    };
    m_viewMenu = makeViewMenu();
    m_filterMenu = makeFilterMenu();
    addMenu(tr("Layout"), tr("How the bytes are shown"), m_viewMenu);
    addMenu(tr("Filter"), tr("Which bytes are shown"), m_filterMenu);
    for (QToolButton *button : m_tools->findChildren<QToolButton *>())
        button->setFocusPolicy(Qt::TabFocus);
}

void BytesPanel::addChoices(QMenu *menu, QActionGroup *group, const QStringList &names, int chosen,
                            void (BytesPanel::*choose)(int))
{
    int number = 0;
    for (const QString &name : names) {
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(number == chosen);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, choose, number] { (this->*choose)(number); });
        ++number;
    }
}

QAction *BytesPanel::addSwitch(QMenu *menu, const QString &name, const QString &tip,
                               bool BytesOptions::*on)
{
    QAction *action = menu->addAction(name);
    action->setCheckable(true);
    action->setToolTip(tip);
    connect(action, &QAction::toggled, this, [this, on](bool isOn) {
        BytesOptions changed = options();
        changed.*on = isOn;
        if (changed != options())
            setOptions(changed);
    });
    m_switches.append({action, on});
    return action;
}

QMenu *BytesPanel::makeViewMenu()
{
    auto *menu = new QMenu(tr("&Layout of the bytes"), this);
    menu->setToolTipsVisible(true);
    m_layouts = new QActionGroup(this);
    m_times = new QActionGroup(this);
    menu->addSection(tr("Rows"));
    addChoices(menu, m_layouts, {tr("A &line a row"), tr("&8 bytes a row"), tr("&16 bytes a row")},
               0, &BytesPanel::chooseLayout);
    menu->addSection(tr("Times"));
    addChoices(menu, m_times,
               {tr("Since the &start"), tr("On the &clock"), tr("Since the row &before")}, 0,
               &BytesPanel::chooseTime);
    menu->addSection(tr("Also show"));
    addSwitch(menu, tr("&Messages"), tr("The protocol's messages above their bytes"),
              &BytesOptions::messages);
    addSwitch(menu, tr("&Reads of the port"), tr("A bracket where a read of the port began"),
              &BytesOptions::reads)
        ->setObjectName(QStringLiteral("readsAction"));
    addSwitch(menu, tr("How &late times may be"),
              tr("How much later than on the wire the times may be"), &BytesOptions::lateness)
        ->setObjectName(QStringLiteral("latenessAction"));
    showOptions();
    return menu;
}

void BytesPanel::chooseLayout(int layout)
{
    BytesOptions changed = options();
    changed.layout = static_cast<RowLayout>(layout);
    setOptions(changed);
}

void BytesPanel::chooseTime(int time)
{
    BytesOptions changed = options();
    changed.time = static_cast<TimeColumn>(time);
    setOptions(changed);
}

void BytesPanel::showOptions()
{
    const BytesOptions now = options();
    m_layouts->actions().at(static_cast<int>(now.layout))->setChecked(true);
    m_times->actions().at(static_cast<int>(now.time))->setChecked(true);
    for (const auto &[action, on] : std::as_const(m_switches))
        action->setChecked(now.*on);
    m_view->showLayout();
}

QMenu *BytesPanel::makeFilterMenu()
{
    auto *menu = new QMenu(tr("F&ilter of the bytes"), this);
    const auto add = [this, menu](const QString &text, bool on) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::triggered, this, &BytesPanel::applyFilter);
        return action;
    };
    QAction *all = menu->addAction(tr("Show &everything"), this, &BytesPanel::clearFilter);
    all->setObjectName(QStringLiteral("showEverythingAction"));
    menu->addSeparator();
    m_sent = add(tr("&Sent"), true);
    m_received = add(tr("&Received"), true);
    m_errors = add(tr("E&rrors only"), false);
    m_errors->setObjectName(QStringLiteral("errorsOnlyAction"));
    menu->addSection(tr("Messages"));
    for (int kind = 0; kind <= static_cast<int>(MessageKind::wakeUp); ++kind)
        m_kinds.append(add(texts::messageTitle(static_cast<MessageKind>(kind)), true));
    return menu;
}

void BytesPanel::applyFilter()
{
    RowFilter filter;
    filter.sent = m_sent->isChecked();
    filter.received = m_received->isChecked();
    filter.errorsOnly = m_errors->isChecked();
    for (qsizetype kind = 0; kind < m_kinds.size(); ++kind) {
        if (!m_kinds.at(kind)->isChecked())
            filter.kinds &= ~kindBit(static_cast<MessageKind>(kind));
    }
    m_model->setFilter(filter);
    showFilter();
}

void BytesPanel::clearFilter()
{
    for (QAction *action : std::as_const(m_kinds))
        action->setChecked(true);
    m_sent->setChecked(true);
    m_received->setChecked(true);
    m_errors->setChecked(false);
    applyFilter();
}

void BytesPanel::showFilter()
{
    const RowFilter &filter = m_model->filter();
    QStringList parts;
    if (filter.errorsOnly)
        parts.append(tr("errors only"));
    if (!filter.sent)
        parts.append(tr("nothing sent"));
    if (!filter.received)
        parts.append(tr("nothing received"));
    if (filter.kinds != RowFilter::allKinds)
        parts.append(tr("some kinds of messages only"));
    m_filtered->show(Tone::Warning,
                     parts.isEmpty()
                         ? QString()
                         : tr("Filtered: %1. Filter ▸ Show everything brings the rest back.")
                               .arg(parts.join(QStringLiteral(", "))));
}

void BytesPanel::fillMenu(QMenu *menu) const
{
    for (QAction *action : m_actions) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    menu->addSeparator();
    menu->addAction(m_view->copyAction());
    menu->addActions(m_view->copyAsActions());
    menu->addSeparator();
    menu->addAction(m_view->followAction());
    menu->addMenu(m_viewMenu);
    menu->addMenu(m_filterMenu);
}

} // namespace optoscope
