// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readout/readouttable.h"

#include "ui/palette/placeholder.h"
#include "ui/palette/quietscrollbar.h"

#include <QHeaderView>

namespace optoscope {

ReadoutTable::ReadoutTable(QWidget *parent)
    : QTableView(parent)
{
    setObjectName(QStringLiteral("readoutTable"));
    setAccessibleName(tr("Read-out"));
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setAlternatingRowColors(true);
    setShowGrid(false);
    auto *bar = new QuietScrollBar(Qt::Vertical);
    setVerticalScrollBar(bar);
    // An item view listens to its first bar only.
    connect(bar, &QScrollBar::actionTriggered, this, &ReadoutTable::verticalScrollbarAction);
    connect(bar, &QScrollBar::valueChanged, this, &ReadoutTable::verticalScrollbarValueChanged);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
}

void ReadoutTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (model() && model()->rowCount() == 0)
        paintPlaceholder(viewport(), tr("No registers to show."));
}

} // namespace optoscope
