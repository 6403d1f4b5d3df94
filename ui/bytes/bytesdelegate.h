// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/byteslayout.h"
#include "ui/bytes/bytesrow.h"
#include "ui/bytes/textcells.h"

#include <QStyledItemDelegate>

namespace optoscope {

class SelectionHub;

/// Draws a row of the bytes view: times, direction, digits, text and marks in fixed columns.
class BytesDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit BytesDelegate(const SelectionHub *hub, QObject *parent = nullptr);

    void setLayout(const BytesLayout &layout) { m_layout = layout; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintTimes(QPainter *painter, const QRect &row, const QPalette &palette,
                    const BytesRow &data) const;
    void paintDivider(QPainter *painter, const QRect &row, const QPalette &palette,
                      const BytesRow &data) const;
    void paintCharacters(QPainter *painter, const QRect &row, const QPalette &palette,
                         const BytesRow &data, const QList<TextCell> &cells) const;
    void paintDirection(QPainter *painter, const QRect &row, const QFont &font, const QColor &color,
                        Tone tone) const;
    void paintSelection(QPainter *painter, const QRect &row, const QPalette &palette,
                        const BytesRow &data, const QList<TextCell> &cells) const;

    const SelectionHub *m_hub;
    BytesLayout m_layout;
};

} // namespace optoscope
