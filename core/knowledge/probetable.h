// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/tablereader.h"

#include <QStringList>

#include <optional>

namespace optoscope {

namespace ProbeNames {
Q_NAMESPACE
/// How a probe is connected. The names are the words of the table's column.
enum class ProbeConnection : quint8 {
    usb,
    ttl, ///< bare wires at logic level
    rs232,
    bluetooth,
    wifi, ///< reads the meter by itself; there is no serial port to open
};
Q_ENUM_NS(ProbeConnection)

/// From whose side the wires are marked.
enum class ProbeMarking : quint8 {
    none, ///< no wires to mix up
    headSide, ///< "TX" is what the head sends: to RX of the computer
    hostSide, ///< "TX" is what the computer sends: to TX of the computer
    unclear, ///< sources contradict each other or are silent
};
Q_ENUM_NS(ProbeMarking)

/// Where the cable points when the head sits on a meter of the usual kind.
enum class ProbeCable : quint8 { unknown, down, up, front };
Q_ENUM_NS(ProbeCable)

/// What to know before connecting it.
enum class ProbeTrap : quint8 {
    swappedWiresDamage, ///< two outputs drive each other
    onlyFor3V3, ///< more volts reach the computer's input
    strongPullUp, ///< some adapters pull their input up too strongly for it
    trimmer, ///< the threshold is set with a potentiometer
    weakMeters, ///< has been seen not to hear a weak meter
    receivesOnly, ///< has no LED: only for meters that speak unasked
    remoteReceiver, ///< made for 38 kHz remote controls: cannot read a meter
    ownProtocol, ///< changes the baud by itself; the port always runs at one speed
    strongMagnet, ///< wakes meters that look for a magnet, harms cards and disks
    noFlowControl, ///< flow control must be off
    daylight, ///< needs a cover in bright light
};
Q_ENUM_NS(ProbeTrap)
} // namespace ProbeNames
using ProbeNames::ProbeCable;
using ProbeNames::ProbeConnection;
using ProbeNames::ProbeMarking;
using ProbeNames::ProbeTrap;

/// An optical head that people use.
struct ProbeRow {
    QStringList names; ///< the first is for choosers
    ProbeConnection connection = ProbeConnection::usb;
    QString usb; ///< id of its USB chip, `10c4:ea60`; empty if it has none or nobody told
    /// Supply in volts; nothing if it takes what the connection gives, or nobody told.
    std::optional<double> leastVolts;
    std::optional<double> mostVolts;
    ProbeMarking marking = ProbeMarking::none;
    ProbeCable cable = ProbeCable::unknown;
    QList<ProbeTrap> traps;
    QString source;
    QString note;

    const QString &name() const { return names.first(); }
    bool isForSame(const ProbeRow &other) const
    {
        return name().compare(other.name(), Qt::CaseInsensitive) == 0;
    }
    friend bool operator==(const ProbeRow &, const ProbeRow &) = default;
};

/// Optical heads: wiring, markings, supply and traps. The table's syntax is explained at its top
/// (resources/knowledge/probes.tsv).
class ProbeTable
{
public:
    /// Rows that cannot be understood are left out and told in \a errors.
    static ProbeTable parse(QByteArrayView tsv, TableErrors *errors = nullptr);

    /// Adds the rows of \a other, which win over rows with the same first name.
    void add(const ProbeTable &other);
    qsizetype count() const { return m_rows.size(); }
    /// In the order of the table, for a chooser.
    const QList<ProbeRow> &rows() const { return m_rows; }

    /// Rows one of whose names has all words of \a text, in any order and case; all rows for an
    /// empty text.
    QList<ProbeRow> find(const QString &text) const;
    /// Rows whose USB chip has this id.
    QList<ProbeRow> find(quint16 vendorId, quint16 productId) const;

private:
    QList<ProbeRow> m_rows;
};

} // namespace optoscope
