// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/menubutton.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace optoscope {
namespace {

constexpr int arrowSize = 8;
constexpr int arrowSpace = arrowSize + 8;

} // namespace

MenuButton::MenuButton(const QString &text, QWidget *parent)
    : QToolButton(parent)
{
    setText(text);
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
}

QSize MenuButton::sizeHint() const
{
    return QToolButton::sizeHint() + QSize(arrowSpace, 0);
}

void MenuButton::paintEvent(QPaintEvent *)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.features &= ~QStyleOptionToolButton::HasMenu;
    QStylePainter painter(this);
    // The frame around all of it, the words in what the arrow leaves.
    QStyleOptionToolButton frame = option;
    frame.text.clear();
    frame.icon = {};
    painter.drawComplexControl(QStyle::CC_ToolButton, frame);
    option.rect =
        QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(0, 0, -arrowSpace, 0));
    painter.drawControl(QStyle::CE_ToolButtonLabel, option);
    const QRect arrow(width() - arrowSpace, (height() - arrowSize) / 2, arrowSize, arrowSize);
    option.rect = QStyle::visualRect(layoutDirection(), rect(), arrow);
    painter.drawPrimitive(QStyle::PE_IndicatorArrowDown, option);
}

} // namespace optoscope
