// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

/// Numbers of pcapng, pcap and RTAC Serial (reference capture.md §1), and of what Optoscope adds.
namespace optoscope::capture {

inline constexpr quint32 sectionBlock = 0x0A0D0D0A;
inline constexpr quint32 interfaceBlock = 1;
inline constexpr quint32 oldPacketBlock = 2;
inline constexpr quint32 simplePacketBlock = 3;
inline constexpr quint32 nameBlock = 4;
inline constexpr quint32 statisticsBlock = 5;
inline constexpr quint32 packetBlock = 6;
inline constexpr quint32 byteOrderMagic = 0x1A2B3C4D;
inline constexpr quint32 swappedMagic = 0x4D3C2B1A;

inline constexpr quint32 pcapMicroseconds = 0xA1B2C3D4;
inline constexpr quint32 pcapNanoseconds = 0xA1B23C4D;

inline constexpr quint16 endOption = 0;
inline constexpr quint16 commentOption = 1;
inline constexpr quint16 hardwareOption = 2; ///< of a section
inline constexpr quint16 systemOption = 3;
inline constexpr quint16 programOption = 4;
inline constexpr quint16 nameOption = 2; ///< of an interface
inline constexpr quint16 descriptionOption = 3;
inline constexpr quint16 speedOption = 8;
inline constexpr quint16 resolutionOption = 9;
inline constexpr quint16 offsetOption = 14;
inline constexpr quint16 flagsOption = 2; ///< of a packet
inline constexpr quint16 receivedOption = 4; ///< of statistics
inline constexpr quint16 customOption = 2989;
inline constexpr quint32 enterpriseNumber = 32473;
inline constexpr qsizetype longestOption = 60000;

inline constexpr quint16 rtacSerial = 250;
inline constexpr qsizetype rtacHeaderSize = 12;
enum class RtacEvent : quint8 {
    StatusChange,
    TxStart,
    RxStart,
    TxEnd,
    RxEnd,
    DataLost,
    Complete,
    FramingError,
    ParityError,
    Break,
    Overflow,
};
inline constexpr quint8 ctsBit = 0x01;
inline constexpr quint8 dcdBit = 0x02;
inline constexpr quint8 dsrBit = 0x04;
inline constexpr quint8 rtsBit = 0x08;
inline constexpr quint8 dtrBit = 0x10;
inline constexpr quint8 ringBit = 0x20;

inline constexpr quint32 inbound = 1;
inline constexpr quint32 outbound = 2;

// Each of our options begins with four letters and the version.
inline constexpr char version = 1;
inline constexpr QByteArrayView
    charactersTag("OPTO"); ///< of each character: u32 delta in ns, u8 flags
inline constexpr QByteArrayView runsTag("OPTR"); ///< how the characters fall into runs
inline constexpr QByteArrayView entryTag("OPTE"); ///< an entry that is no run
inline constexpr QByteArrayView derivedTag("OPTD"); ///< The packet repeats what another one says.
inline constexpr QByteArrayView timeTag("OPTT"); ///< what a packet's time cannot say, in ns
inline constexpr QByteArrayView settingsTag("OPTL"); ///< line settings of an interface
inline constexpr QByteArrayView factsTag("OPTF"); ///< what else is known of a section
inline constexpr QByteArrayView closedTag("OPTC"); ///< The recording came to its end.

// Flags of a character; the first four are those of CharacterFlag.
inline constexpr int bit7Flag = 0x10;
inline constexpr int beginsReadFlag = 0x20;
inline constexpr int bit6Flag = 0x40;
inline constexpr int bit5Flag = 0x80;
inline constexpr qsizetype characterSize = 5;

// Flags of a run.
inline constexpr int runBeginsRead = 0x01;
inline constexpr int runContinues = 0x02; ///< It began in the packet before.

/// Times that are farther away from the anchor than 36 years, runs whose characters are farther
/// apart than 18 minutes and runs of more characters are damage: sums of them stay in range.
inline constexpr qint64 latest = qint64{1} << 60;
inline constexpr qint64 widestSpacing = qint64{1} << 40;
inline constexpr qint64 longestRun = qint64{1} << 20;

} // namespace optoscope::capture
