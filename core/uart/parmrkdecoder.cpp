// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/parmrkdecoder.h"

namespace optoscope {

Characters ParmrkDecoder::decode(QByteArrayView bytes)
{
    Characters characters;
    characters.reserve(bytes.size());
    for (const char byte : bytes)
        decodeByte(static_cast<quint8>(byte), characters);
    return characters;
}

void ParmrkDecoder::decodeByte(quint8 byte, Characters &characters)
{
    switch (m_state) {
    case State::Plain:
        if (byte == 0xFF)
            m_state = State::Marked;
        else
            characters.append(Character{byte, {}});
        return;
    case State::Marked:
        m_state = byte == 0x00 ? State::Error : State::Plain;
        if (byte == 0x00)
            return;
        characters.append(Character{0xFF, {}});
        if (byte != 0xFF) // No terminal sends this: the mark was a character of its own.
            characters.append(Character{byte, {}});
        return;
    case State::Error:
        m_state = State::Plain;
        // The coding does not tell a framing error from a parity error: where parity is checked in
        // software, only framing errors are left to report.
        characters.append(
            Character{byte, byte == 0x00 ? CharacterFlag::Break : CharacterFlag::FramingError});
        return;
    }
}

} // namespace optoscope
