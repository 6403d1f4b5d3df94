// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/readoutbuilder.h"

#include "core/iec62056/controlcharacters.h"

namespace optoscope {

void ReadoutBuilder::add(const ConversationMessage &message, std::optional<Baud> baud)
{
    switch (message.kind) {
    case MessageKind::request: m_weAsked = true; break;
    case MessageKind::nak: m_isRepetition = message.by == Party::Us; break;
    case MessageKind::identification:
        if (!m_readout.identification && !m_hasData)
            m_readout.identification = parseIdentification(message.bytes);
        break;
    case MessageKind::optionSelect:
        if (!m_hasData && message.by == Party::Us) {
            m_readout.mode = Mode::C;
            m_selectedBaud =
                message.bytes.size() > 2 ? baudOfModeC(message.bytes.at(2)) : std::nullopt;
        }
        break;
    case MessageKind::data:
        if (message.by == Party::Meter && (!m_hasData || m_isRepetition))
            addData(message, baud);
        break;
    default: break;
    }
}

void ReadoutBuilder::addData(const ConversationMessage &message, std::optional<Baud> baud)
{
    m_hasData = true;
    m_isRepetition = false;
    m_readout.dataSets = DataSets(message.bytes.mid(message.block.offset, message.block.length));
    m_readout.check = message.check;
    m_readout.complete = message.isComplete && !m_readout.dataSets.isCutOff();
    if (baud)
        m_readout.baud = baud;
    else if (m_selectedBaud)
        m_readout.baud = Baud{*m_selectedBaud};
    if (m_readout.mode == Mode::Automatic)
        m_readout.mode = modeOf(message, baud);
}

/// Without an option select the identification's baud character and the block's form tell the
/// mode (clause 6.4).
Mode ReadoutBuilder::modeOf(const ConversationMessage &data, std::optional<Baud> baud) const
{
    if (!m_readout.identification)
        return Mode::Automatic;
    const char baudCharacter = m_readout.identification->baudCharacter;
    if (baudOfModeB(baudCharacter))
        return Mode::B;
    const bool isDigit = baudCharacter >= '0' && baudCharacter <= '9';
    if (isDigit && !m_weAsked && !data.bytes.startsWith(stx))
        return Mode::D;
    // A meter that waits for an option select was read without a trace of ours.
    if (isDigit && !m_weAsked && !baud)
        return Mode::C;
    return Mode::A;
}

} // namespace optoscope
