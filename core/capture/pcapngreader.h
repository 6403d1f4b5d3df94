// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/rtacreader.h"

namespace optoscope {

/// Reads a capture of link type RTAC Serial, pcapng or pcap in either byte order, from bytes that
/// come in pieces of any size. It holds a block at most. What is damaged, cut short or of another
/// link type is left out and told by problems(); all else is read.
class PcapngReader
{
public:
    PcapngReader();

    void feed(QByteArrayView piece);
    /// There are no more bytes.
    void finish();
    /// Entries that were read since the last call.
    TraceEntries take() { return m_packets.take(); }

    /// What the first section says; the anchor is always that of the entries.
    CaptureFacts facts() const;
    const CaptureProblems &problems() const { return m_problems; }
    /// The recorder came to its end. False for captures of other programs.
    bool isClosed() const { return m_closed; }
    /// How many bytes from the beginning hold whole blocks.
    qint64 wholeBytes() const { return m_wholeBytes; }

private:
    enum class Form : quint8 { Unknown, Pcapng, Pcap, None };
    enum class Step : quint8 { Done, More, Wrong };

    /// What is known of an interface.
    struct Interface {
        quint32 linkType = 0;
        quint64 unitsPerSecond = 1'000'000;
        qint64 offset = 0; ///< seconds
        quint64 speed = 0;
    };
    /// Where the parts of a packet's block are.
    struct PacketPlace {
        quint32 interface = 0;
        std::optional<quint64> time;
        quint32 captured = 0;
        quint32 original = 0;
        QByteArrayView data;
        QByteArrayView options;
    };

    void parse(bool atEnd);
    Step parseStep(bool atEnd);
    Step parseHead(bool atEnd);
    Step parseBlock(bool atEnd);
    Step parseRecord(bool atEnd);
    void skip(qsizetype count);
    void consume(qsizetype count);

    void readBlock(quint32 type, QByteArrayView body);
    void readSection(QByteArrayView body);
    void readInterface(QByteArrayView body);
    void readPacket(QByteArrayView body);
    void readOldPacket(QByteArrayView body);
    void readSimplePacket(QByteArrayView body);
    void readStatistics(QByteArrayView body);
    void deliver(const PacketPlace &place);
    qint64 timeOf(const PacketPlace &place, const Interface &interface);
    void problem(CaptureProblem::Kind kind, qint64 number = 0);

    QByteArrayView rest() const { return QByteArrayView(m_buffer).sliced(m_at); }
    quint16 u16(QByteArrayView bytes, qsizetype at) const;
    quint32 u32(QByteArrayView bytes, qsizetype at) const;
    quint64 u64(QByteArrayView bytes, qsizetype at) const;

    CaptureProblems m_problems;
    RtacReader m_packets;
    QByteArray m_buffer;
    qsizetype m_at = 0; ///< what is behind it was read
    qint64 m_offset = 0; ///< of the buffer's beginning in the file
    Form m_form = Form::Unknown;
    bool m_bigEndian = false;
    bool m_lost = false; ///< Since damage no whole block was found.
    bool m_cut = false; ///< The end was reached within a block.
    bool m_closed = false;
    bool m_hasFacts = false;
    bool m_isOurs = false; ///< We wrote the section.
    qint64 m_wholeBytes = 0;
    qint64 m_lastTime = 0;
    QList<Interface> m_interfaces;
    CaptureFacts m_facts;
};

/// Whether a file that begins with \a head is a pcapng or pcap capture.
bool looksLikeCapture(QByteArrayView head);

} // namespace optoscope
