// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/targetbox.h"

#include <QLineEdit>

namespace optoscope {
namespace {

constexpr int portRole = Qt::UserRole + 1;
constexpr qsizetype mostRecent = 8;

QString tcpPrefix()
{
    return QStringLiteral("tcp:");
}

/// Not a target: opens the page with the cases.
QString casesChoice()
{
    return QStringLiteral("virtual:…");
}

/// Not a target either: asks for the file.
QString replayChoice()
{
    return QStringLiteral("replay:…");
}

} // namespace

TargetBox::TargetBox(std::function<QList<TargetChoice>()> choices, QStringList recent,
                     QWidget *parent)
    : QComboBox(parent)
    , m_choices(std::move(choices))
    , m_recent(std::move(recent))
{
    setObjectName(QStringLiteral("targetBox"));
    setAccessibleName(tr("Target"));
    setToolTip(tr("The port of the probe, tcp:HOST:PORT, or the virtual meter"));
    setEditable(true);
    setInsertPolicy(NoInsert);
    setCompleter(nullptr);
    lineEdit()->setPlaceholderText(tr("Port, tcp:HOST:PORT or virtual:"));
    lineEdit()->setAccessibleName(tr("Target"));
    fill();
    connect(lineEdit(), &QLineEdit::returnPressed, this, &TargetBox::confirmed);
    connect(this, &QComboBox::activated, this, &TargetBox::actOn);
}

void TargetBox::fill()
{
    const QString before = target();
    const QSignalBlocker quiet(this);
    clear();
    const QList<TargetChoice> choices = m_choices ? m_choices() : QList<TargetChoice>();
    for (const TargetChoice &choice : choices)
        addChoice(choice);
    bool separated = false;
    for (const QString &target : std::as_const(m_recent)) {
        if (findData(target) >= 0)
            continue;
        if (!separated && count() > 0)
            insertSeparator(count());
        separated = true;
        addChoice({target, {}, tr("Read lately"), false});
    }
    insertSeparator(count());
    addChoice({casesChoice(), tr("Try without hardware: meters with a hidden fault…"),
               tr("Virtual meters and probes; what is wrong is told when you ask for it"), false});
    addChoice({replayChoice(), tr("Replay a capture: it answers as its meter did…"),
               tr("Read asks the recording again; Listen shows it as it happened"), false});
    addChoice({tcpPrefix(), tr("Network (TCP): host and port…"),
               tr("A serial server that passes bytes on as they are"), false});
    setTarget(before);
}

void TargetBox::addChoice(const TargetChoice &choice)
{
    const QString text = choice.title.isEmpty() ? choice.target
        : choice.target == tcpPrefix() || choice.target == casesChoice()
            || choice.target == replayChoice()
        ? choice.title
        : QString(choice.title + QStringLiteral(" · ") + choice.target);
    addItem(text, choice.target);
    setItemData(count() - 1, choice.detail, Qt::ToolTipRole);
    setItemData(count() - 1, choice.isPort, portRole);
}

QString TargetBox::target() const
{
    const int index = findText(currentText());
    return index >= 0 ? itemData(index).toString() : currentText().trimmed();
}

void TargetBox::setTarget(const QString &target)
{
    const int index = target.isEmpty() || target == tcpPrefix() ? -1 : findData(target);
    setCurrentIndex(index);
    if (index < 0)
        setEditText(target);
    lineEdit()->setCursorPosition(target == tcpPrefix() ? int(target.size()) : 0);
}

void TargetBox::chooseDefault()
{
    for (int index = 0; index < count(); ++index) {
        if (itemData(index, portRole).toBool()) {
            setCurrentIndex(index);
            lineEdit()->setCursorPosition(0);
            return;
        }
    }
    setTarget(QStringLiteral("virtual:"));
}

void TargetBox::remember(const QString &target)
{
    m_recent.removeAll(target);
    m_recent.prepend(target);
    m_recent = m_recent.first(std::min(mostRecent, m_recent.size()));
}

void TargetBox::showPopup()
{
    fill();
    m_before = target();
    QComboBox::showPopup();
}

void TargetBox::actOn(int index)
{
    if (itemData(index).toString() == casesChoice()) {
        setTarget(m_before);
        Q_EMIT casesRequested();
        return;
    }
    if (itemData(index).toString() == replayChoice()) {
        setTarget(m_before);
        Q_EMIT replayRequested();
        return;
    }
    if (itemData(index).toString() != tcpPrefix())
        return;
    setTarget(tcpPrefix());
    lineEdit()->setFocus();
}

} // namespace optoscope
