// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selftest/livestrip.h"

#include "ui/palette/theme.h"
#include "ui/selftest/levelbar.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace optoscope {
namespace {

constexpr std::chrono::milliseconds tickTime(200);
constexpr qint64 windowMs = 1000;
constexpr qsizetype mostCharacters = 24;
/// A full bar: what a line at 19 200 baud carries.
constexpr double mostPerSecond = 1920;

/// One sign for each character, so that what comes stays where it is.
QString printable(const QByteArray &data)
{
    QString text;
    for (const char one : data)
        text += one >= 0x20 && one < 0x7F ? QLatin1Char(one) : QChar(u'·');
    return text;
}

} // namespace

LiveStrip::LiveStrip(QWidget *parent)
    : QWidget(parent)
    , m_rate(new QLabel(this))
    , m_characters(new QLabel(this))
    , m_bar(new LevelBar(this))
{
    setObjectName(QStringLiteral("liveStrip"));
    m_clock.start();
    m_characters->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_characters->setAccessibleName(tr("The last characters"));
    for (QLabel *label : {m_rate, m_characters})
        label->setTextFormat(Qt::PlainText);
    const QFontMetrics metrics(m_characters->font());
    m_characters->setMinimumWidth(metrics.horizontalAdvance(QStringLiteral("␀")) * 8);
    m_rate->setMinimumWidth(
        fontMetrics().horizontalAdvance(tr("The receiver hears: %1 events/s").arg(1920)));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 10, 6);
    row->setSpacing(12);
    row->addWidget(m_rate);
    row->addWidget(m_bar);
    row->addWidget(m_characters, 1);
    m_tick.setInterval(tickTime);
    connect(&m_tick, &QTimer::timeout, this, &LiveStrip::refresh);
    refresh();
}

void LiveStrip::hear(const Characters &characters)
{
    if (characters.isEmpty())
        return;
    m_heard.push_back({m_clock.elapsed(), characters.size()});
    for (const Character &character : characters)
        m_last.append(static_cast<char>(character.wire));
    m_last = m_last.last(std::min(m_last.size(), mostCharacters));
}

void LiveStrip::clear()
{
    m_heard.clear();
    m_last.clear();
    refresh();
}

double LiveStrip::rate() const
{
    double count = 0;
    for (const Heard &heard : m_heard)
        count += static_cast<double>(heard.count);
    return count * 1000 / static_cast<double>(windowMs);
}

void LiveStrip::refresh()
{
    while (!m_heard.empty() && m_heard.front().atMs < m_clock.elapsed() - windowMs)
        m_heard.pop_front();
    const double now = rate();
    m_rate->setText(tr("The receiver hears: %1 events/s").arg(now, 0, 'f', 0));
    m_bar->setLevel(std::log1p(now) / std::log1p(mostPerSecond));
    const QString last = m_last.isEmpty() ? tr("nothing yet") : printable(m_last);
    m_characters->setText(
        m_characters->fontMetrics().elidedText(last, Qt::ElideLeft, m_characters->width()));
}

QString LiveStrip::text() const
{
    return m_rate->text();
}

void LiveStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start();
}

void LiveStrip::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

void LiveStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::hairline(palette()));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

} // namespace optoscope
