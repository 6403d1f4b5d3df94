// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/metermessages.h"

#include "core/iec62056/check.h"
#include "core/iec62056/controlcharacters.h"
#include "core/iec62056/message.h"

#include <algorithm>

namespace optoscope {

namespace {

constexpr qsizetype baudCharacterPlace = 4;
/// Clause 6.3.2. To an option select of mode E these meters give the read-out of mode C, as some
/// real ones do (reference protocol.md, "Mode E offered, mode C given").
constexpr char modeEOffer[] = "\\2";

/// The same baud in mode B's letters.
char toModeB(char modeC)
{
    const int baud = baudOfModeC(modeC).value_or(9600);
    for (char letter = 'A'; letter <= 'F'; ++letter) {
        if (baudOfModeB(letter) == baud)
            return letter;
    }
    return 'A'; // Mode B has no 300.
}

/// The file's character where the mode knows it, else one that fits.
char fittingBaudCharacter(MeterMode mode, char fromFile)
{
    switch (mode) {
    case MeterMode::A:
        // Anything that has no meaning in modes B and C.
        return baudOfModeB(fromFile) || baudOfModeC(fromFile) ? 'X' : fromFile;
    case MeterMode::B: return baudOfModeB(fromFile) ? fromFile : toModeB(fromFile);
    case MeterMode::D: return '3';
    case MeterMode::C:
    case MeterMode::E: break;
    }
    if (baudOfModeC(fromFile))
        return fromFile;
    const auto sameBaud = modeCCharacter(baudOfModeB(fromFile).value_or(9600));
    return sameBaud.value_or('5');
}

QByteArray withCheck(const QByteArray &block, MeterCheck check)
{
    QByteArray text = block + "!\r\n";
    if (check == MeterCheck::none)
        return text;
    const QByteArray covered = text + etx;
    quint8 character = xorCheck(covered);
    if (check == MeterCheck::sum7)
        character = sum7Check(covered);
    if (check == MeterCheck::wrong) {
        character ^= 0x01;
        if (character == sum7Check(covered))
            character ^= 0x03;
    }
    return stx + covered + static_cast<char>(character);
}

} // namespace

MeterMessages::MeterMessages(const MeterScenario &meter, const ReadoutFile &readout)
    : m_mode(meter.mode)
    , m_identification(readout.identification)
{
    if (m_identification.size() <= baudCharacterPlace)
        m_identification = m_identification.leftJustified(baudCharacterPlace + 1, '5');
    m_baudCharacter = meter.baudCharacter.value_or(
        fittingBaudCharacter(meter.mode, m_identification.at(baudCharacterPlace)));
    m_identification[baudCharacterPlace] = m_baudCharacter;
    if (m_mode == MeterMode::E && !m_identification.contains(modeEOffer))
        m_identification.insert(baudCharacterPlace + 1, modeEOffer);
    m_identification += "\r\n";

    const QByteArray block =
        meter.port == MeterPort::locked ? readout.lockedBlock() : readout.block;
    m_data = withCheck(block, meter.check);
    QByteArray pushed = withCheck(block, MeterCheck::none);
    if (meter.truncatesAfter > 0) {
        m_data.truncate(static_cast<qsizetype>(meter.truncatesAfter));
        pushed.truncate(static_cast<qsizetype>(meter.truncatesAfter));
    }
    m_push = m_identification + "\r\n" + pushed;
}

Baud MeterMessages::proposedBaud() const
{
    switch (m_mode) {
    case MeterMode::A: break;
    case MeterMode::B: return {baudOfModeB(m_baudCharacter).value_or(300)};
    case MeterMode::C:
    case MeterMode::E: return {baudOfModeC(m_baudCharacter).value_or(300)};
    case MeterMode::D: return {2400};
    }
    return {300};
}

} // namespace optoscope
