// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/facts.h"
#include "core/probe/verdict.h"

#include <vector>

namespace optoscope {

/// What a row of the table asks of a fact.
enum class Needs : quint8 { Yes, No, NotNo, NotYes };

struct Condition {
    Fact fact = Fact::PortOpens;
    Needs needs = Needs::Yes;
};

/// One way to come to a verdict (reference probe.md §4.3).
template <typename Verdict>
struct VerdictRow {
    Verdict verdict;
    double confidence; ///< when nothing is open; judgement
    NextStep next;
    std::vector<Condition> conditions;
};

/// In the order of precedence: port, wires, transmitter, receiver, surroundings, placement.
const std::vector<VerdictRow<ProbeVerdict>> &probeRows();
/// Reaching, format, baud, content.
const std::vector<VerdictRow<MeterVerdict>> &meterRows();

/// A condition that an unknown fact does not meet.
bool mustBeKnown(Condition condition);

enum class Match : quint8 { Excluded, Open, Met };
/// Met: every condition is; open: none is violated, but a fact that must be known is not.
Match matchOf(const std::vector<Condition> &conditions, const Facts &facts);
bool isViolated(Condition condition, const Facts &facts);
/// Whether no facts can meet both.
bool excludeEachOther(const std::vector<Condition> &a, const std::vector<Condition> &b);

} // namespace optoscope
