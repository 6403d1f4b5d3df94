// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkrequest.h"
#include "core/polling/scheduleplan.h"

#include <QJsonObject>

#include <optional>

namespace optoscope {

/// What is polled, and when.
struct PollPlan {
    QString station; ///< whose port it is, where many write to one store; usually the host's name
    LinkRequest request; ///< what one poll does: a read-out, or whatever session it asks for
    SchedulePlan schedule;
    QList<QByteArray> codes; ///< whose values are stored; empty: all
    /// The number of the meter that is meant from now on; empty: the one that the store knows, or
    /// whoever answers first.
    QString meter;

    /// The same for whatever reads the same meter at the same port: a plan that was changed goes on
    /// with its readings.
    QString key() const;
    /// All of it but the tables of knowledge and the meter, for the store.
    QJsonObject toJson() const;
    /// Nothing if \a json is no plan.
    static std::optional<PollPlan> fromJson(const QJsonObject &json);
};

} // namespace optoscope

Q_DECLARE_METATYPE(optoscope::PollPlan)
