// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefacts.h"
#include "core/capture/wording.h"

#include <memory>
#include <optional>

namespace optoscope {

/// Turns entries of a trace into a capture file (design §7, reference capture.md §1): pcapng of
/// link type RTAC Serial with nanosecond times, and everything else that the entries say in
/// options. What take() gives is appended to the file; after any of it the file can be read.
class PcapngWriter
{
public:
    /// Without \a wording comments have names of data for words.
    explicit PcapngWriter(const CaptureFacts &facts, std::shared_ptr<const Wording> wording = {});
    ~PcapngWriter();
    PcapngWriter(PcapngWriter &&) noexcept;
    PcapngWriter &operator=(PcapngWriter &&) noexcept;

    /// Times more than 36 years from the anchor and characters more than 18 minutes apart do not
    /// survive.
    void append(const TraceEntry &entry);
    /// Runs that follow each other share a packet, until a pause or until this is called.
    void endPacket();
    /// Nothing more will come; the capture says so.
    void finish();
    /// Whole blocks that were not taken yet.
    QByteArray take();
    qint64 packetCount() const { return m_packetCount; }
    /// The block by which a capture says that it is whole.
    static QByteArray endOfRecording(std::optional<qint64> packets = {});

private:
    struct Pending;
    struct Interface {
        std::optional<LineSettings> settings;
        friend bool operator==(const Interface &, const Interface &) = default;
    };
    enum class Direction : quint8 { None, In, Out };

    void appendRun(Instant at, const CharacterRun &run, bool sent);
    void appendPart(Instant at, const CharacterRun &run, qsizetype from, qsizetype count);
    void appendWhat(const TraceEntry &entry);
    void appendErrors(const Pending &packet);
    bool joins(Instant at, bool sent) const;
    void chooseInterface(const std::optional<LineSettings> &settings);

    void writeSection();
    void writeInterface(const Interface &interface);
    void writePacket(Instant at, quint8 event, Direction direction, QByteArrayView payload,
                     const QByteArray &options);
    QString commentOf(const TraceEntry &entry) const;

    CaptureFacts m_facts;
    std::shared_ptr<const Wording> m_wording;
    QByteArray m_out;
    std::unique_ptr<Pending> m_pending; ///< the packet that grows
    QList<Interface> m_interfaces;
    qsizetype m_interface = -1; ///< of what comes
    std::optional<LineSettings> m_settings;
    quint8 m_lines = 0; ///< as RTAC has them
    Instant m_errorSecond = Instant::min(); ///< when the second began that errors are counted in
    int m_errors = 0;
    qint64 m_packetCount = 0;
};

/// The wall-clock time of Instant 0 in nanoseconds since 1970, as captures count; 0 if nobody
/// knows it, or before 1970, or after 2150.
qint64 epochOf(const QDateTime &anchor);

} // namespace optoscope
