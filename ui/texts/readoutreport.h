// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/knowledge/knowledge.h"
#include "core/recognise/lineclass.h"

#include <QString>

#include <functional>

namespace optoscope::texts {

/// How a report marks its headings and findings; plain text leaves both as they are.
struct ReportStyle {
    std::function<QString(const QString &)> heading;
    std::function<QString(const QString &, Severity)> marked;
};

/// A conversation for people: what the line carries, the meter, the check, the times, every
/// message, the data sets with their names, and the findings.
QString readoutReport(const Conversation &conversation, const LineVerdict &line,
                      const Knowledge &knowledge, const ReportStyle &style);

/// Findings with their numbers and what to do, some lines each; empty without any.
QString findingsText(const Findings &findings, const ReportStyle &style);

/// One message on one line: when, who, what, its text, its reaction time.
QString messageLine(const ConversationMessage &message);

/// A code's name with its channel and its billing period.
QString obisNameText(const ObisName &name);

} // namespace optoscope::texts
