// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognise/protocolmarks.h"

#include "core/iec62056/controlcharacters.h"
#include "core/iec62056/framer.h"

#include <algorithm>

namespace optoscope {

namespace {

quint8 byteAt(const QByteArray &bytes, qsizetype index)
{
    return static_cast<quint8>(bytes.at(index));
}

QByteArray sevenBits(QByteArray bytes)
{
    for (char &byte : bytes)
        byte = static_cast<char>(byte & 0x7F);
    return bytes;
}

/// The transport's escape with the start of version 1, or the heads of several list entries where
/// it got lost. \a seven: a port that checks parity has taken the eighth bit.
std::optional<double> smlConfidence(const QByteArray &bytes, const QByteArray &seven)
{
    if (seven.contains("\x1B\x1B\x1B\x1B\x01\x01\x01\x01"))
        return 0.99;
    if (bytes.contains("\x1B\x1B\x1B\x1B\x1A"))
        return 0.9;
    const auto heads = bytes.count("\x77\x07\x01") + bytes.count("\x77\x07\x81");
    if (heads >= 2)
        return 0.8;
    return {};
}

/// CRC-16/X-25, as HDLC's check sequences are (ISO/IEC 13239).
quint16 frameCheck(QByteArrayView covered)
{
    quint32 crc = 0xFFFF;
    for (const char byte : covered) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8408U : crc >> 1;
    }
    return static_cast<quint16>(~crc & 0xFFFF);
}

/// Where an HDLC address that begins at \a at ends: its last byte has bit 0 set; -1 if it has not.
qsizetype endOfAddress(const QByteArray &bytes, qsizetype at)
{
    constexpr qsizetype longestAddress = 4;
    for (qsizetype i = at; i < std::min(at + longestAddress, bytes.size()); ++i)
        if ((byteAt(bytes, i) & 1) != 0)
            return i + 1;
    return -1;
}

/// A frame of format type 3 begins behind the flag at \a flag: its header's check is right.
bool isHdlcHeader(const QByteArray &bytes, qsizetype flag)
{
    if (flag + 3 > bytes.size() || (byteAt(bytes, flag + 1) & 0xF0) != 0xA0)
        return false;
    const qsizetype source = endOfAddress(bytes, flag + 3);
    const qsizetype control = source < 0 ? -1 : endOfAddress(bytes, source);
    const qsizetype check = control + 1;
    if (control < 0 || check + 2 > bytes.size())
        return false;
    const quint16 expected = frameCheck(QByteArrayView(bytes).sliced(flag + 1, check - flag - 1));
    return byteAt(bytes, check) == (expected & 0xFF) && byteAt(bytes, check + 1) == expected >> 8;
}

bool hasHdlcFrame(const QByteArray &bytes)
{
    for (qsizetype at = bytes.indexOf('\x7E'); at >= 0; at = bytes.indexOf('\x7E', at + 1))
        if (isHdlcHeader(bytes, at))
            return true;
    return false;
}

/// `68 L L 68`, L bytes with their sum behind them, `16` (EN 13757-2).
bool isMbusFrame(const QByteArray &bytes, qsizetype at)
{
    constexpr qsizetype least = 3;
    const qsizetype length = at + 4 <= bytes.size() ? byteAt(bytes, at + 1) : 0;
    if (length < least || byteAt(bytes, at + 2) != length || bytes.at(at + 3) != '\x68')
        return false;
    if (at + length + 6 > bytes.size() || bytes.at(at + length + 5) != '\x16')
        return false;
    quint32 sum = 0;
    for (qsizetype i = at + 4; i < at + 4 + length; ++i)
        sum += byteAt(bytes, i);
    return byteAt(bytes, at + 4 + length) == (sum & 0xFF);
}

std::optional<double> mbusConfidence(const QByteArray &bytes)
{
    for (qsizetype at = bytes.indexOf('\x68'); at >= 0; at = bytes.indexOf('\x68', at + 1))
        if (isMbusFrame(bytes, at))
            return 0.99;
    // The single character by which a slave acknowledges.
    const bool acknowledged = !bytes.isEmpty() && bytes.count('\xE5') == bytes.size();
    if (acknowledged && bytes.size() <= 3)
        return 0.7;
    return {};
}

/// Codes that P1 companions define and other meters do not send.
bool hasTelegramCodes(const QByteArray &text)
{
    static const QByteArray codes[] = {"1-3:0.2.8(",  "0-0:96.1.4(", "0-0:96.13.0(", "0-0:96.13.1(",
                                       "0-0:17.0.0(", "0-1:24.",     "0-0:96.14.0("};
    return text.contains('/')
        && std::ranges::any_of(codes, [&](const QByteArray &code) { return text.contains(code); });
}

bool isPrintable(char character)
{
    return character >= ' ' && character < '\x7F';
}

/// A code stands before the bracket at \a bracket.
bool hasCodeBefore(const QByteArray &text, qsizetype bracket)
{
    qsizetype at = bracket;
    bool digit = false;
    bool separator = false;
    while (at > 0 && at > bracket - 24) {
        const char character = text.at(at - 1);
        const bool letter = character >= 'A' && character <= 'Z';
        const bool isSeparator =
            character == '.' || character == ':' || character == '-' || character == '*';
        if (!letter && !isSeparator && (character < '0' || character > '9'))
            break;
        digit |= !isSeparator;
        separator |= isSeparator;
        --at;
    }
    return digit && separator && bracket - at >= 3;
}

/// Characters of the data sets that stand in \a text: code, bracket, value, bracket.
qsizetype countInDataSets(const QByteArray &text, int &sets)
{
    constexpr qsizetype longestValue = 128;
    qsizetype characters = 0;
    for (qsizetype at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
        const qsizetype end = text.indexOf(')', at);
        if (end < 0 || end - at > longestValue || !hasCodeBefore(text, at))
            continue;
        if (!std::all_of(text.begin() + at, text.begin() + end, isPrintable))
            continue;
        ++sets;
        characters += end - at + 6;
    }
    return characters;
}

/// Every character of a message's text can be printed.
bool isText(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char character) {
        return isPrintable(character) || character == '\r' || character == '\n';
    });
}

QByteArrayView blockOf(const Frame &frame)
{
    return QByteArrayView(frame.bytes).sliced(frame.block.offset, frame.block.length);
}

bool hasRightCheck(const Frame &frame)
{
    const QByteArrayView block = blockOf(frame);
    return frame.check && frame.check->ok() == true && !block.isEmpty() && isText(block);
}

/// Noise between two control characters is framed as well, but is no text.
bool isExplained(const Frame &frame)
{
    if (frame.kind == MessageKind::noise)
        return false;
    return frame.block.length > 0 ? isText(blockOf(frame)) : true;
}

bool isConvincing(const Frame &frame)
{
    switch (frame.kind) {
    case MessageKind::identification:
        return parseIdentification(frame.bytes).has_value() && isText(frame.bytes);
    case MessageKind::data:
    case MessageKind::command:
    case MessageKind::error: return hasRightCheck(frame);
    default: return frame.kind == MessageKind::request && frame.complete;
    }
}

/// A command that only acknowledges.
bool isAcknowledgement(const QByteArray &text)
{
    return text.size() == 1 && (text.at(0) == ack || text.at(0) == nak);
}

struct TextMarks {
    qsizetype explained = 0;
    bool convincing = false;
    bool telegram = false; ///< with the check of P1
};

double shareOfText(const QByteArray &text)
{
    const auto count = std::ranges::count_if(text, [](char character) {
        return isPrintable(character) || character == '\r' || character == '\n';
    });
    return static_cast<double>(count) / static_cast<double>(std::max<qsizetype>(text.size(), 1));
}

TextMarks marksOf(const QByteArray &text)
{
    TextMarks marks;
    Framer framer;
    framer.feed(text);
    framer.flush();
    while (const auto frame = framer.take()) {
        if (isExplained(*frame))
            marks.explained += frame->bytes.size();
        marks.convincing |= isConvincing(*frame);
        marks.telegram |= frame->check && frame->check->received.size() == 4;
    }
    int sets = 0;
    const qsizetype inSets = countInDataSets(text, sets);
    constexpr int leastSets = 2;
    constexpr double leastText = 0.9; // three quarters of all characters can be printed by chance
    if (!marks.convincing && sets >= leastSets && shareOfText(text) >= leastText) {
        marks.convincing = true;
        marks.explained = std::max(marks.explained, std::min(inSets, text.size()));
    }
    if (isAcknowledgement(text))
        marks = {1, true, false};
    return marks;
}

std::optional<ProtocolMark> textMark(const QByteArray &text)
{
    const TextMarks marks = marksOf(text);
    if (!marks.convincing)
        return {};
    const bool telegram = marks.telegram || hasTelegramCodes(text);
    const double share =
        static_cast<double>(marks.explained) / static_cast<double>(std::max(text.size(), 1LL));
    // Where so much is noise, a short message in it is chance.
    constexpr double leastShare = 0.1;
    if (share < leastShare)
        return {};
    return ProtocolMark{telegram ? LineClass::dsmr : LineClass::iec62056,
                        isAcknowledgement(text) ? 0.5 : std::min(share, 0.99)};
}

} // namespace

std::optional<ProtocolMark> findProtocol(const QByteArray &wire)
{
    const QByteArray seven = sevenBits(wire);
    if (const auto confidence = smlConfidence(wire, seven))
        return ProtocolMark{LineClass::sml, *confidence};
    if (hasHdlcFrame(wire))
        return ProtocolMark{LineClass::hdlc, 0.98};
    if (const auto confidence = mbusConfidence(wire))
        return ProtocolMark{LineClass::mbus, *confidence};
    return textMark(seven);
}

} // namespace optoscope
