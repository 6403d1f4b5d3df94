// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <QObject>

namespace optoscope {

/// What is selected, as a range of the trace's characters: the one selection that all views share.
class SelectionHub : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    CharacterRange range() const { return m_range; }
    bool isEmpty() const { return m_range.count == 0; }
    bool contains(qint64 character) const
    {
        return character >= m_range.first && character < m_range.first + m_range.count;
    }

    void select(CharacterRange range)
    {
        if (range == m_range)
            return;
        m_range = range;
        Q_EMIT changed();
    }
    void clear() { select({}); }

Q_SIGNALS:
    void changed();

private:
    CharacterRange m_range;
};

} // namespace optoscope
