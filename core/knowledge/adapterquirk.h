// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/adaptertable.h"
#include "core/trace/finding.h"

namespace optoscope {

/// What of an adapter's limits matters to whoever reads a meter through it.
struct AdapterQuirk {
    QString chip;
    QList<AdapterLimit> limits;
    QList<AdapterCure> cures;

    /// Nothing where all is cured without anybody's doing, or concerns only the way to a port.
    static std::optional<AdapterQuirk> of(const AdapterTraits &traits);
    /// Of the adapter that a capture names: words between commas, among them the USB id
    /// (0403:6001) and the name of the driver.
    static std::optional<AdapterQuirk> ofDescription(const QString &description,
                                                     const AdapterTable &table);
    /// What a finding's detail says; nothing if it speaks of something else.
    static std::optional<AdapterQuirk> fromDetail(const QString &detail);
    QString toDetail() const;
    /// `adapterQuirk`; a warning where no setting of Optoscope makes up for a limit.
    Finding toFinding(Instant at) const;

    friend bool operator==(const AdapterQuirk &, const AdapterQuirk &) = default;
};

} // namespace optoscope
