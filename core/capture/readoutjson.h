// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/knowledge/knowledge.h"
#include "core/recognise/lineclass.h"

#include <QJsonObject>

namespace optoscope {

/// The document of `read --json` and `decode --json` (design §6): what is absent is null, bytes
/// from 80 are U+0080 to U+00FF.
QJsonObject readoutJson(const Conversation &conversation, const LineVerdict &line,
                        const Knowledge &knowledge);

} // namespace optoscope
