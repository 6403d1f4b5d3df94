// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/tablereader.h"

#include <QStringList>

#include <optional>

namespace optoscope {

namespace AdapterNames {
Q_NAMESPACE
/// What an adapter or its driver cannot do. The names are the words of the table's column.
enum class AdapterLimit : quint8 {
    noParity, ///< sends 7N1 where 7E1 was asked for, and says yes
    noLineErrors, ///< tells of no parity error, framing error or break
    noIcount, ///< does not count line errors; Linux: TIOCGICOUNT fails
    lineErrorsNeedInpck, ///< tells of line errors only while INPCK is set
    errorsPerPacket, ///< tells of line errors per USB packet, not per character
    noBreak, ///< cannot send a break
    fakeBreak, ///< sends a slow NUL for a break, and damages what comes in meanwhile
    eightBitsOnly, ///< no seven data bits
    minimumBaud2400, ///< one of its two ports is never slower
    latency16ms, ///< keeps what it heard for 16 ms unless told otherwise
    clonesIgnoreSettings, ///< there are copies that do not change data bits or parity
    clonesWithoutErrors, ///< there are copies that tell of no line errors
    clonesRefused, ///< the vendor's driver for Windows refuses copies and old chips
    clockFollowsCore, ///< the baud changes with the processor's clock
    needsNewKernel, ///< old Linux kernels do not know it
    claimedByBrltty, ///< brltty up to 6.4 takes it for a Braille display
    firmwareDecides, ///< what it can do depends on the device's own program
};
Q_ENUM_NS(AdapterLimit)

/// What helps. The names are the words of the table's column.
enum class AdapterCure : quint8 {
    softwareParity, ///< port at 8N1, parity made and checked by us
    otherUart, ///< Raspberry Pi: PL011 to the header, Bluetooth off or on the mini-UART
    fixCoreClock, ///< Raspberry Pi: enable_uart=1 or core_freq
    setLatencyTimer,
    setInpck, ///< done by us
    useOtherPortOfChip,
    useOtherAdapter,
    updateKernel,
    sendNulsForBreak,
    removeBrltty,
    vendorDriver,
};
Q_ENUM_NS(AdapterCure)
} // namespace AdapterNames
using AdapterNames::AdapterCure;
using AdapterNames::AdapterLimit;

/// A row: either a USB id, or a driver, or a device-tree name.
struct AdapterRow {
    std::optional<quint16> vendorId;
    std::optional<quint16> productId; ///< nothing: every product of the vendor
    QString driver; ///< as Linux names it in /sys
    QString compatible; ///< of the device tree
    QString chip;
    QList<AdapterLimit> limits;
    QList<AdapterCure> cures;
    QString source;
    QString note;

    bool isForSame(const AdapterRow &other) const
    {
        return vendorId == other.vendorId && productId == other.productId && driver == other.driver
            && compatible == other.compatible;
    }
    friend bool operator==(const AdapterRow &, const AdapterRow &) = default;
};

/// What several rows say together.
struct AdapterTraits {
    QString chip; ///< of the most exact row that names one
    QList<AdapterLimit> limits;
    QList<AdapterCure> cures;
    QStringList notes;
    QStringList sources;

    bool can(AdapterLimit limit) const { return !limits.contains(limit); }
    static AdapterTraits of(const QList<AdapterRow> &rows);
};

/// What is known of adapters: chip, what it cannot do, and what helps. The table's syntax is
/// explained at its top (resources/knowledge/adapters.tsv).
class AdapterTable
{
public:
    /// Rows that cannot be understood are left out and told in \a errors.
    static AdapterTable parse(QByteArrayView tsv, TableErrors *errors = nullptr);

    /// Adds the rows of \a other, which win over rows for the same adapter.
    void add(const AdapterTable &other);
    qsizetype count() const { return m_rows.size(); }
    const QList<AdapterRow> &rows() const { return m_rows; }

    /// All rows for an adapter, the most exact first: USB product, USB vendor, device tree, driver.
    /// \a compatible has the names of the device tree, the most exact first.
    QList<AdapterRow> find(std::optional<quint16> vendorId, std::optional<quint16> productId,
                           const QString &driver = {}, const QStringList &compatible = {}) const;

private:
    QList<AdapterRow> m_rows;
};

} // namespace optoscope
