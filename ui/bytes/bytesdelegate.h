// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/byteslayout.h"
#include "ui/bytes/bytesrow.h"
#include "ui/bytes/glyphpen.h"
#include "ui/bytes/textcells.h"

#include <QStyledItemDelegate>

namespace optoscope {

class SelectionHub;
class TraceFinder;

/// Draws a row of the bytes view: times, direction, digits, text and remarks in fixed columns. What
/// it draws depends on the row, the selection and the hits, and on nothing else.
class BytesDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit BytesDelegate(const SelectionHub *hub, QObject *parent = nullptr);

    void setFinder(const TraceFinder *finder) { m_finder = finder; }
    void setLayout(const BytesLayout &layout, const QFont &font, bool showsReads);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// What is drawn, where and how.
    struct Canvas {
        QPainter *painter;
        QRect row;
        const QPalette &palette;
        const BytesRow &data;
        QRect column(int left, int width) const;
    };

    void paintText(const Canvas &canvas, int left, int width, const QString &text) const;
    void paintTimes(const Canvas &canvas) const;
    void paintEntry(const Canvas &canvas) const;
    void paintHead(const Canvas &canvas) const;
    void paintSelection(const Canvas &canvas, const QList<TextCell> &cells) const;
    void paintHits(const Canvas &canvas, const QList<TextCell> &cells) const;
    void paintDirection(const Canvas &canvas, Tone tone) const;
    void paintCharacters(const Canvas &canvas, const QList<TextCell> &cells) const;
    void paintGlyphs(const Canvas &canvas, const QList<TextCell> &cells, bool damaged) const;
    void paintMarks(const Canvas &canvas) const;
    void paintReads(const Canvas &canvas) const;
    void paintRemarks(const Canvas &canvas) const;

    const SelectionHub *m_hub;
    const TraceFinder *m_finder = nullptr;
    BytesLayout m_layout;
    bool m_showsReads = false;
    int m_ascent = 0;
    int m_wordsAscent = 0;
    mutable GlyphPen m_pen;
    mutable GlyphPen m_words; ///< for remarks
};

} // namespace optoscope
