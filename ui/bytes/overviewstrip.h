// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/overviewmarks.h"

#include <QWidget>

namespace optoscope {

class SessionDocument;

/// Where in the whole session hits, errors, findings and notes are, in four lanes beside the scroll
/// bar. A click goes there; by keyboard one goes from hit to hit and from note to note.
class OverviewStrip final : public QWidget
{
    Q_OBJECT
public:
    OverviewStrip(const BytesModel *model, const SessionDocument *document,
                  QWidget *parent = nullptr);

    void setFinder(const TraceFinder *finder);
    void setNotes(const NoteBook *notes);
    QSize sizeHint() const override;
    const QList<OverviewMark> &marks();

Q_SIGNALS:
    void rowChosen(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void markAnew();
    QRect placeOf(const OverviewMark &mark) const;

    const BytesModel *m_model;
    const SessionDocument *m_document;
    const TraceFinder *m_finder = nullptr;
    const NoteBook *m_notes = nullptr;
    QList<OverviewMark> m_marks;
    bool m_isOld = true;
};

} // namespace optoscope
