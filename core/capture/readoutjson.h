// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/knowledge/knowledge.h"
#include "core/recognise/lineclass.h"

#include <QJsonArray>
#include <QJsonObject>

namespace optoscope {

/// The document of `read --json` and `decode --json` (design §6): what is absent is null, bytes
/// from 80 are U+0080 to U+00FF.
QJsonObject readoutJson(const Conversation &conversation, const LineVerdict &line,
                        const Knowledge &knowledge);

/// The key `line` of that document.
QJsonObject lineJson(const LineVerdict &line);
/// The key `findings`; without times where \a isTimed is false.
QJsonArray findingsJson(const Findings &findings, bool isTimed);

} // namespace optoscope
