// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/framer.h"

#include "core/iec62056/controlcharacters.h"

#include <algorithm>

namespace optoscope {

namespace {

constexpr qsizetype sliceSize = 64 * 1024;
// The standard allows 23 characters for an identification and 38 for a request; real meters and
// P1 telegrams use more.
constexpr qsizetype longestLine = 128;
constexpr qsizetype telegramCheckDigits = 4;

bool isLetter(char character)
{
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

bool isHexDigit(char character)
{
    return isDigit(character) || (character >= 'A' && character <= 'F')
        || (character >= 'a' && character <= 'f');
}

bool isPrintable(char character)
{
    return character >= ' ' && character < '\x7F';
}

bool isLineEnd(char character)
{
    return character == '\r' || character == '\n';
}

/// The error message of a meter: a bracket without a code that begins as annex A advises.
bool isErrorText(QByteArrayView block)
{
    return block.size() <= 34 && block.startsWith("(E") && block.endsWith(')')
        && !block.contains('*');
}

MessageKind kindOfBlock(bool isCommand, QByteArrayView block)
{
    if (isCommand)
        return block.startsWith("B0") ? MessageKind::breakOff : MessageKind::command;
    return isErrorText(block) ? MessageKind::error : MessageKind::data;
}

} // namespace

void Framer::feed(QByteArrayView data)
{
    while (!data.isEmpty()) {
        const QByteArrayView slice = data.first(std::min(data.size(), sliceSize));
        m_buffer.append(slice.data(), slice.size());
        data = data.sliced(slice.size());
        run();
    }
}

void Framer::flush()
{
    m_flushing = true;
    run();
    m_flushing = false;
    m_inNoise = false;
    m_afterAcknowledgement = false;
    m_identification.clear();
}

std::optional<Frame> Framer::take()
{
    if (m_frames.empty())
        return {};
    std::optional<Frame> frame(std::move(m_frames.front()));
    m_frames.pop_front();
    return frame;
}

MessageKind Framer::pendingKind() const
{
    if (available() == 0)
        return MessageKind::noise;
    switch (at(0)) {
    case '/':
        return available() > 1 && at(1) == '?' ? MessageKind::request : MessageKind::identification;
    case soh: return MessageKind::command;
    case ack: return MessageKind::ack;
    default: return MessageKind::data;
    }
}

void Framer::run()
{
    while (available() > 0 && step() == Step::Again) {}
    if (m_head == m_buffer.size()) {
        m_buffer.clear();
        m_head = 0;
    } else if (m_head >= sliceSize) {
        m_buffer.remove(0, m_head);
        m_head = 0;
    }
}

Framer::Step Framer::step()
{
    m_mayBeComplete = false;
    const char first = at(0);
    switch (first) {
    case '/': return stepLine();
    case soh:
    case stx: return stepBlock();
    case ack:
    case nak:
        // Nobody acknowledges twice without a pause.
        if (m_inNoise || m_afterAcknowledgement)
            return stepNoise();
        return first == ack ? stepAcknowledgement() : emitFrame({MessageKind::nak}, 1);
    case '\r':
    case '\n':
        if (!m_identification.isEmpty())
            return stepPlain();
        drop(1);
        return Step::Again;
    default: return isPrintable(first) ? stepPlain() : stepNoise();
    }
}

Framer::Step Framer::stepLine()
{
    if (available() < 2)
        return m_flushing ? emitNoise(1) : needMore(0);
    if (isLetter(at(1)))
        return stepIdentification();
    if (at(1) == '?')
        return stepRequest();
    // Other sign-ons: /2!, /4!, /#! (reference protocol.md §4).
    if (isDigit(at(1)) || at(1) == '#') {
        if (available() < 3 && !m_flushing)
            return needMore(0);
        if (available() >= 3 && at(2) == '!')
            return stepRequest();
    }
    return emitNoise(1);
}

Framer::Step Framer::stepIdentification()
{
    qsizetype end = std::max<qsizetype>(m_scan, 1);
    for (; end < available(); ++end) {
        const char character = at(end);
        if (character == '\n' || (end > 0 && at(end - 1) == '\r'))
            break;
        if (character == stx || character == soh || end > longestLine)
            break;
        if (character == '/' && end < 5)
            return emitNoise(end);
    }
    if (end == available() && !m_flushing)
        return needMore(end);
    const bool complete = end < available() && at(end) == '\n';
    const qsizetype length = complete ? end + 1 : end;
    const QByteArrayView line = view(0, length);
    if (length > longestLine || !parseIdentification(line))
        return emitNoise(length);
    Frame frame{MessageKind::identification};
    frame.complete = complete;
    QByteArray identification = line.toByteArray();
    const Step next = emitFrame(std::move(frame), length);
    m_identification = std::move(identification);
    return next;
}

Framer::Step Framer::stepRequest()
{
    qsizetype mark = std::max<qsizetype>(m_scan, 2);
    while (mark < available() && at(mark) != '!' && isPrintable(at(mark)) && mark < longestLine)
        ++mark;
    if (mark == available())
        return m_flushing ? emitNoise(mark) : needMore(mark);
    if (at(mark) != '!')
        return emitNoise(mark);
    qsizetype end = mark + 1;
    for (const char expected : {'\r', '\n'}) {
        if (end == available() && !m_flushing)
            return needMore(mark);
        if (end < available() && at(end) == expected)
            ++end;
    }
    return emitFrame({MessageKind::request}, end);
}

Framer::Step Framer::stepBlock()
{
    const bool isCommand = at(0) == soh;
    const char *const begin = m_buffer.constData() + m_head;
    const char *const stop = begin + std::min(available(), m_blockLimit + 1);
    for (const char *p = begin + std::max<qsizetype>(m_scan, 1); p < stop; ++p) {
        while (p<stop &&static_cast<unsigned char>(*p)> eot && *p != '!')
            ++p;
        if (p == stop)
            break;
        const qsizetype index = p - begin;
        if (*p == etx || *p == eot)
            return stepBlockEnd(index, index);
        const bool opensDataSet = *p == stx && isCommand && index <= 3;
        if (*p == soh || (*p == stx && !opensDataSet))
            return emitCutBlock(index);
        if (*p == '!') { // ETX may be lost: then the next message follows the last line.
            if (index + 4 >= available() && !m_flushing)
                return needMore(index);
            if (index + 4 < available() && view(index + 1, index + 3) == QByteArrayView("\r\n")
                && startsIdentification(index + 3))
                return emitCutBlock(index + 3);
        }
    }
    if (available() > m_blockLimit) {
        Frame frame{MessageKind::data};
        frame.complete = false;
        frame.tooLong = true;
        frame.block = {1, static_cast<quint32>(m_blockLimit - 1)};
        return emitFrame(std::move(frame), m_blockLimit);
    }
    return m_flushing ? emitCutBlock(available()) : needMore(available());
}

Framer::Step Framer::stepBlockEnd(qsizetype end, qsizetype scanned)
{
    const bool hasCheck = end + 1 < available();
    if (!hasCheck && !m_flushing)
        return needMore(scanned);
    const bool hasStart = at(0) == soh || at(0) == stx;
    const qsizetype first = hasStart ? 1 : 0;
    const QByteArrayView block = view(first, end);
    Frame frame{kindOfBlock(at(0) == soh, block)};
    frame.block = {static_cast<quint32>(first), static_cast<quint32>(block.size())};
    frame.startMissing = !hasStart;
    frame.checkMissing = !hasCheck;
    frame.check = hasCheck ? judgeBlockCheck(view(first, end + 1), static_cast<quint8>(at(end + 1)))
                           : CheckResult{};
    return emitFrame(std::move(frame), hasCheck ? end + 2 : end + 1);
}

Framer::Step Framer::stepPlain()
{
    const qsizetype size = std::min(available(), m_blockLimit);
    for (qsizetype i = m_scan; i < size; ++i) {
        switch (at(i)) {
        case stx:
        case soh: return emitPlain(i, false);
        case etx:
        case eot: return stepBlockEnd(i, i);
        case '!':
            if (isLineStart(i) || at(i - 1) == ')')
                return stepPlainEnd(i);
            break;
        case '/':
            if (i == 0 || (!isLineStart(i) && view(0, i).contains('(')))
                break;
            if (i + 1 == available() && !m_flushing)
                return needMore(i);
            if (startsIdentification(i))
                return emitPlain(i, false);
            break;
        default: break;
        }
    }
    if (available() >= m_blockLimit) {
        Frame frame{MessageKind::data};
        frame.complete = false;
        frame.tooLong = true;
        frame.block = {0, static_cast<quint32>(m_blockLimit)};
        return emitFrame(std::move(frame), m_blockLimit);
    }
    return m_flushing ? emitPlain(available(), false) : needMore(available());
}

/// A `!` ends a block without STX. What follows decides: ETX and a check character (STX was lost),
/// four digits (the CRC of a P1 telegram), or nothing.
Framer::Step Framer::stepPlainEnd(qsizetype mark)
{
    qsizetype end = mark + 1;
    if (end < available() && isHexDigit(at(end)))
        return stepTelegramCheck(mark);
    for (const char expected : {'\r', '\n'}) {
        if (end < available() && at(end) == expected)
            ++end;
    }
    if (end == available() && !m_flushing) {
        m_mayBeComplete = true;
        return needMore(mark);
    }
    if (end < available() && (at(end) == etx || at(end) == eot))
        return stepBlockEnd(end, mark);
    return emitPlain(end, true);
}

Framer::Step Framer::stepTelegramCheck(qsizetype mark)
{
    qsizetype end = mark + 1;
    while (end < available() && end <= mark + telegramCheckDigits && isHexDigit(at(end)))
        ++end;
    if (end <= mark + telegramCheckDigits) {
        if (end == available() && !m_flushing)
            return needMore(mark);
        return emitPlain(mark + 1, true);
    }
    const QByteArray covered = m_identification + view(0, mark + 1).toByteArray();
    Frame frame{MessageKind::data};
    frame.block = {0, static_cast<quint32>(mark + 1)};
    frame.startMissing = m_identification.isEmpty();
    frame.check = judgeTelegramCheck(covered, view(mark + 1, end));
    return emitFrame(std::move(frame), end);
}

Framer::Step Framer::stepAcknowledgement()
{
    constexpr qsizetype optionSelectLength = 6;
    qsizetype matched = 1;
    while (matched < available() && matched < optionSelectLength) {
        const char character = at(matched);
        const bool fits = matched == 4 ? character == '\r'
            : matched == 5             ? character == '\n'
                                       : isLetter(character) || isDigit(character);
        if (!fits)
            break;
        ++matched;
    }
    if (matched == optionSelectLength)
        return emitFrame({MessageKind::optionSelect}, optionSelectLength);
    if (matched == available() && !m_flushing)
        return needMore(0);
    return emitFrame({MessageKind::ack}, 1);
}

Framer::Step Framer::stepNoise()
{
    const bool isNul = at(0) == nul;
    const auto belongs = [isNul](char character) {
        if (isNul || character == nul)
            return isNul && character == nul;
        return !isPrintable(character) && !isLineEnd(character) && character != soh
            && character != stx;
    };
    qsizetype end = 1;
    while (end < available() && belongs(at(end)))
        ++end;
    return emitNoise(end);
}

QByteArrayView Framer::view(qsizetype from, qsizetype to) const
{
    return QByteArrayView(m_buffer).sliced(m_head + from, to - from);
}

bool Framer::isLineStart(qsizetype index) const
{
    return index == 0 || isLineEnd(at(index - 1));
}

bool Framer::startsIdentification(qsizetype index) const
{
    return index + 1 < available() && at(index) == '/' && isLetter(at(index + 1));
}

Framer::Step Framer::needMore(qsizetype scanned)
{
    m_scan = scanned;
    return Step::NeedMore;
}

Framer::Step Framer::emitFrame(Frame frame, qsizetype length)
{
    frame.offset = m_offset;
    frame.bytes = view(0, length).toByteArray();
    m_inNoise = frame.kind == MessageKind::noise;
    m_afterAcknowledgement = frame.kind == MessageKind::ack || frame.kind == MessageKind::nak;
    m_identification.clear();
    m_frames.push_back(std::move(frame));
    drop(length);
    return Step::Again;
}

Framer::Step Framer::emitNoise(qsizetype length)
{
    QByteArray identification = m_identification;
    const bool isWakeUp = at(0) == nul && view(0, length).count('\0') == length;
    emitFrame({isWakeUp ? MessageKind::wakeUp : MessageKind::noise}, length);
    m_inNoise = true;
    m_identification = std::move(identification);
    return Step::Again;
}

Framer::Step Framer::emitCutBlock(qsizetype end)
{
    Frame frame{kindOfBlock(at(0) == soh, view(1, end))};
    frame.complete = false;
    frame.check = CheckResult{};
    frame.block = {1, static_cast<quint32>(end - 1)};
    return emitFrame(std::move(frame), end);
}

Framer::Step Framer::emitPlain(qsizetype end, bool complete)
{
    const QByteArrayView plain = view(0, end);
    if (!plain.contains('(')) {
        if (std::all_of(plain.begin(), plain.end(), isLineEnd)) {
            drop(end);
            return Step::Again;
        }
        return emitNoise(end);
    }
    Frame frame{MessageKind::data};
    frame.complete = complete;
    frame.check = CheckResult{};
    frame.block = {0, static_cast<quint32>(end)};
    return emitFrame(std::move(frame), end);
}

void Framer::drop(qsizetype length)
{
    m_head += length;
    m_offset += length;
    m_scan = 0;
}

} // namespace optoscope
