// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/chain.h"

#include <QWidget>

namespace optoscope {

/// The chain from port to meter, each link with a glyph, its name, and a colour and a mark for its
/// state. A screen reader reads all of them.
class ChainBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ChainBar(QWidget *parent = nullptr);

    void setChain(const Chain &chain);
    const Chain &chain() const { return m_chain; }
    /// A link in words: "Receiver: suspect".
    static QString textOf(Chain::Link link, Chain::State state);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF cell(size_t index) const;
    void paintLink(QPainter &painter, size_t index) const;

    Chain m_chain;
};

} // namespace optoscope
