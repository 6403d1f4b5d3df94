// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/phase.h"

#include <memory>

namespace optoscope {

/// What the person has said of the place, and what is known before the test.
struct TestCircumstances {
    QString country; ///< letters or a name
    QString utility;
    QString meterType;
    QByteArray address; ///< of the meter; empty: not known
    bool everSwapped = false; ///< The wires were once the other way round.
};

/// One step of the self-test (reference probe.md §4): phases one after the other, then numbers.
/// It keeps no state of its own, so a step can be repeated or left out.
class Step
{
public:
    virtual ~Step() = default;

    virtual TestStep name() const = 0;
    /// The phase to run after those \a done; nothing: the step is over. \a known is the evidence of
    /// the steps before.
    virtual std::optional<Phase> next(const Observations &done,
                                      const EvidenceList &known) const = 0;
    virtual EvidenceList conclude(const Observations &done) const = 0;
};

/// Nothing for steps that use no line: `none` and W0.
std::unique_ptr<Step> makeStep(TestStep step, const TestCircumstances &circumstances);

/// The latest evidence of that id, else nullptr.
const Evidence *latest(const EvidenceList &evidence, EvidenceId id);

} // namespace optoscope
