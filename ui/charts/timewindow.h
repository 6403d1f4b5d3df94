// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/sample.h"

#include <QObject>

#include <optional>

namespace optoscope {

/// The stretch of time that the charts of a page show, and the moment under the cross hair. Until
/// the person chooses it is all there is, and when that has become more than a day the last one.
class TimeWindow final : public QObject
{
    Q_OBJECT
public:
    /// How much is shown.
    enum class Range : quint8 { Hour, Day, Week, All, Free };

    explicit TimeWindow(QObject *parent = nullptr);

    UtcTime begin() const { return m_begin; }
    UtcTime end() const { return m_begin + m_span; }
    UtcTime span() const { return m_span; }
    Range range() const { return m_range; }
    bool isFollowing() const { return m_isFollowing; }
    const std::optional<UtcTime> &cursor() const { return m_cursor; }

    /// What there is to see; the end of it stays in sight while following.
    void setData(UtcTime first, UtcTime last);
    /// There is nothing to see.
    void clear();
    void setRange(Range range);
    /// Following brings the end into sight.
    void setFollowing(bool on);
    /// Makes a part larger (factor > 1) or smaller about \a about, which stays where it is.
    void zoom(UtcTime about, double factor);
    void pan(UtcTime distance);
    void show(UtcTime begin, UtcTime end);
    void showBegin();
    void showEnd();
    /// Moves the window if \a utc is not in it.
    void bringIntoSight(UtcTime utc);
    void setCursor(std::optional<UtcTime> cursor);

Q_SIGNALS:
    void changed();
    void cursorChanged();

private:
    void grow();
    void fit();
    void leaveAll();
    void place(UtcTime begin, UtcTime span);
    UtcTime wholeSpan() const;
    UtcTime endOfAll() const;

    UtcTime m_first{};
    UtcTime m_last{};
    UtcTime m_begin{};
    UtcTime m_span = std::chrono::hours(24);
    Range m_range = Range::Day;
    bool m_isGrowing = true; ///< Nobody has chosen what is shown.
    bool m_isFollowing = true;
    bool m_hasData = false;
    std::optional<UtcTime> m_cursor;
};

} // namespace optoscope
