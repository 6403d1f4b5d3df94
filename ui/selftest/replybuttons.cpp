// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/replybuttons.h"

#include "ui/selftest/picture.h"
#include "ui/texts/picturetexts.h"
#include "ui/texts/steptexts.h"

#include <QGridLayout>
#include <QMetaEnum>
#include <QPainter>
#include <QPushButton>
#include <QSvgRenderer>

#include <utility>

namespace optoscope {
namespace {

constexpr int columns = 2;
constexpr int leastHeight = 34;
constexpr int iconSize = 64;

} // namespace

ReplyButtons::ReplyButtons(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("replyButtons"));
    m_grid->setContentsMargins({});
    m_grid->setSpacing(8);
}

void ReplyButtons::ask(PersonAction action, bool isEnabled)
{
    if (m_action != action) {
        clear();
        m_action = action;
        addAll(action);
    }
    for (const Entry &entry : std::as_const(m_entries)) {
        entry.button->setText(texts::replyText(action, entry.shown));
        entry.button->setDown(false);
        entry.button->setIcon(iconOf(action, entry.reply));
        entry.button->setEnabled(isEnabled);
    }
}

void ReplyButtons::addAll(PersonAction action)
{
    // The words of this one say that they are also for those who are not sure.
    const QString alsoUnsure = texts::replyText(PersonAction::removeBridge, PersonReply::cannot);
    bool isUnsureThere = false;
    for (const PersonReply reply : texts::repliesFor(action)) {
        const bool isForUnsure =
            reply == PersonReply::unsure || texts::replyText(action, reply) == alsoUnsure;
        isUnsureThere = isUnsureThere || isForUnsure;
        add({reply, reply, nullptr}, isForUnsure ? PersonReply::unsure : reply);
    }
    // Who is not sure has not done it: nothing is measured, and the result says so.
    if (!isUnsureThere)
        add({PersonReply::cannot, PersonReply::unsure, nullptr}, PersonReply::unsure);
}

void ReplyButtons::add(Entry entry, PersonReply name)
{
    entry.button = new QPushButton(this);
    const char *key = QMetaEnum::fromType<PersonReply>().valueToKey(static_cast<int>(name));
    entry.button->setObjectName(QStringLiteral("reply-") + QLatin1String(key));
    entry.button->setMinimumHeight(leastHeight);
    entry.button->setIconSize({iconSize, iconSize});
    connect(entry.button, &QPushButton::clicked, this,
            [this, reply = entry.reply] { Q_EMIT chosen(reply); });
    const int index = static_cast<int>(m_entries.size());
    m_grid->addWidget(entry.button, index / columns, index % columns);
    if (index > 0)
        QWidget::setTabOrder(m_entries.constLast().button, entry.button);
    m_entries.append(entry);
}

/// What was seen if that is the answer; none where it is not about the diode.
QIcon ReplyButtons::iconOf(PersonAction action, PersonReply reply) const
{
    const bool isAboutLed = action == PersonAction::tellLed || action == PersonAction::tellMeterLed;
    const QString name = isAboutLed ? texts::pictureOf(reply) : QString();
    if (name.isEmpty())
        return {};
    QPixmap pixmap(QSize(iconSize, iconSize) * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(Picture::source(name, palette()))
        .render(&painter, QRectF(0, 0, iconSize, iconSize));
    return QIcon(pixmap);
}

void ReplyButtons::clear()
{
    for (const Entry &entry : std::as_const(m_entries)) {
        entry.button->hide();
        entry.button->deleteLater();
    }
    m_entries.clear();
}

void ReplyButtons::press(PersonReply reply)
{
    for (const Entry &entry : std::as_const(m_entries)) {
        if (entry.reply == reply && m_action) {
            entry.button->setText(tr("✓ %1", "an answer that was given")
                                      .arg(texts::replyText(*m_action, entry.shown)));
            entry.button->setDown(true);
            return;
        }
    }
}

void ReplyButtons::focusFirst()
{
    if (!m_entries.isEmpty())
        m_entries.constFirst().button->setFocus(Qt::OtherFocusReason);
}

} // namespace optoscope
