// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/overviewstrip.h"

#include "ui/bytes/bytesmodel.h"
#include "ui/notes/notebook.h"
#include "ui/search/tracefinder.h"
#include "ui/session/sessiondocument.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cstdlib>

namespace optoscope {
namespace {

constexpr int laneWidth = 5;
constexpr int lanes = 4;
constexpr int markHeight = 3;
/// A click so far from a mark is still meant for it.
constexpr int reach = 5;

} // namespace

OverviewStrip::OverviewStrip(const BytesModel *model, const SessionDocument *document,
                             QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_document(document)
{
    setObjectName(QStringLiteral("overviewStrip"));
    setAccessibleName(tr("Overview of the session"));
    setToolTip(tr("The whole session, from left to right: hits of the search, damaged characters, "
                  "findings, notes.\nA click goes there."));
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(model, &BytesModel::rowsInserted, this, &OverviewStrip::markAnew);
    connect(model, &BytesModel::rowsRemoved, this, &OverviewStrip::markAnew);
    connect(model, &BytesModel::modelReset, this, &OverviewStrip::markAnew);
    connect(model, &BytesModel::dataChanged, this, &OverviewStrip::markAnew);
}

void OverviewStrip::setFinder(const TraceFinder *finder)
{
    m_finder = finder;
    connect(finder, &TraceFinder::changed, this, &OverviewStrip::markAnew);
}

void OverviewStrip::setNotes(const NoteBook *notes)
{
    m_notes = notes;
    connect(notes, &NoteBook::changed, this, &OverviewStrip::markAnew);
}

QSize OverviewStrip::sizeHint() const
{
    return {lanes * laneWidth + 1, 0};
}

void OverviewStrip::markAnew()
{
    m_isOld = true;
    update();
}

const QList<OverviewMark> &OverviewStrip::marks()
{
    if (!std::exchange(m_isOld, false))
        return m_marks;
    QList<qint64> findings;
    for (const Finding &finding : m_document->conversation().findings()) {
        if (finding.offset >= 0 && finding.severity != Severity::note)
            findings.append(finding.offset);
    }
    std::ranges::sort(findings);
    m_marks = overviewMarks(*m_model, m_finder, m_notes, findings, height());
    return m_marks;
}

QRect OverviewStrip::placeOf(const OverviewMark &mark) const
{
    const int y = std::min(mark.y, std::max(0, height() - markHeight));
    return {1 + static_cast<int>(mark.lane) * laneWidth, y, laneWidth - 1, markHeight};
}

void OverviewStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::panel(palette()));
    painter.setPen(theme::hairline(palette()));
    painter.drawLine(0, 0, 0, height());
    for (const OverviewMark &mark : marks())
        painter.fillRect(placeOf(mark), theme::color(toneOf(mark.lane), palette()));
}

void OverviewStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    markAnew();
}

void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (event->button() != Qt::LeftButton || m_model->rowCount() == 0)
        return;
    const int lane = std::clamp((point.x() - 1) / laneWidth, 0, lanes - 1);
    const auto distance = [&](const OverviewMark &mark) {
        const bool isInLane = static_cast<int>(mark.lane) == lane;
        return std::abs(placeOf(mark).center().y() - point.y()) * 2 + (isInLane ? 0 : 1);
    };
    const QList<OverviewMark> &all = marks();
    const auto nearest = std::ranges::min_element(all, {}, distance);
    const bool isMark = nearest != all.end() && distance(*nearest) <= 2 * reach + 1;
    const qint64 row = static_cast<qint64>(point.y()) * m_model->rowCount() / std::max(1, height());
    Q_EMIT rowChosen(isMark
                         ? nearest->row
                         : static_cast<int>(std::clamp<qint64>(row, 0, m_model->rowCount() - 1)));
}

} // namespace optoscope
