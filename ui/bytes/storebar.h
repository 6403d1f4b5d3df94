// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace optoscope {

class MarkedLabel;
class SessionDocument;

/// Says that a long session cannot be put away or read back, why, and what to do; hidden as long as
/// all is well.
class StoreBar final : public QWidget
{
    Q_OBJECT
public:
    explicit StoreBar(const SessionDocument *document, QWidget *parent = nullptr);

    /// Looks at the trace's state: reading it may have changed it.
    void look();
    QString text() const;

private:
    const SessionDocument *m_document;
    MarkedLabel *m_label;
};

} // namespace optoscope
