// SPDX-License-Identifier: GPL-3.0-or-later

// The actions of the bytes view, and what is copied from it.

#include "ui/bytes/bytescopy.h"
#include "ui/bytes/bytesmodel.h"
#include "ui/bytes/bytesview.h"
#include "ui/palette/icons.h"
#include "ui/session/selectionhub.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace optoscope {
namespace {

/// More rows than anybody pastes would take long to write.
constexpr int mostCopiedRows = 50000;

} // namespace

void BytesView::makeActions()
{
    m_follow = new QAction(themedIcon(QStringLiteral("follow")), tr("Follow"), this);
    m_follow->setToolTip(tr("Keep the newest bytes in sight, or stay here (Space)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setShortcut(Qt::Key_Space);
    m_follow->setShortcutContext(Qt::WidgetShortcut);
    connect(m_follow, &QAction::toggled, this, [this](bool on) {
        if (on)
            scrollToBottom();
        countMissed(0);
    });
    m_copy = new QAction(themedIcon(QStringLiteral("copy")), tr("Copy rows"), this);
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    connect(m_copy, &QAction::triggered, this, &BytesView::copy);
    addActions({m_follow, m_copy});
    using Format = QString (*)(const Trace &, const TraceRows &, CharacterRange);
    const auto add = [this](const QString &name, const QString &title, const QKeySequence &keys,
                            Format format) {
        auto *action = new QAction(title, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, format] {
            const QString text =
                format(m_model->trace(), m_model->traceRows(), selectedCharacters());
            if (!text.isEmpty())
                QGuiApplication::clipboard()->setText(text);
        });
        m_copyAs.append(action);
        addAction(action);
    };
    add(QStringLiteral("copyTextAction"), tr("Copy as text"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), &bytescopy::text);
    add(QStringLiteral("copyHexAction"), tr("Copy as hex"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H), &bytescopy::hex);
    add(QStringLiteral("copyArrayAction"), tr("Copy as C array"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), &bytescopy::cArray);
}

CharacterRange BytesView::selectedCharacters() const
{
    return m_hub->range();
}

QString BytesView::selectedText() const
{
    QList<std::pair<int, int>> parts;
    for (const QItemSelectionRange &part : selectionModel()->selection())
        parts.append({part.top(), part.bottom()});
    // What was selected in another view has its characters marked here, not its rows.
    const CharacterRange range = selectedCharacters();
    const auto rowOf = [this](qint64 character) {
        return static_cast<int>(m_model->rowOfCharacter(character));
    };
    if (parts.isEmpty() && range.count > 0 && rowOf(range.first) >= 0)
        parts.append({rowOf(range.first), rowOf(range.first + range.count - 1)});
    std::ranges::sort(parts);
    QStringList lines;
    int left = 0;
    for (const auto &[first, last] : parts) {
        for (int row = first; row <= last; ++row) {
            if (lines.size() >= mostCopiedRows)
                ++left;
            else
                lines.append(m_model->index(row).data().toString());
        }
    }
    if (left > 0)
        lines.append(tr("… and %1 more rows, which are too many to copy. Save the session to have "
                        "all of them.")
                         .arg(left));
    return lines.join(u'\n');
}

void BytesView::copy() const
{
    const QString text = selectedText();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

} // namespace optoscope
