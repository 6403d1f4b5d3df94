// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/cli/selftestlog.h"
#include "app/cli/sessionrun.h"
#include "core/knowledge/metertable.h"
#include "core/probe/diagnosis.h"
#include "ui/texts/dialoguetexts.h"

namespace optoscope::cli {

class PersonDialogue;
class TraceFile;

/// The sessions of one self-test one after the other, with the questions between them, and the two
/// verdicts at the end.
class SelfTestCourse
{
public:
    using Say = std::function<void(const QString &text)>;

    /// \a trace records it and must outlive it. \a dialogue is not there where a virtual person
    /// does the work.
    SelfTestCourse(Target target, Say say, TraceFile &trace, PersonDialogue *dialogue);

    /// What is known of the place; questions that it answers are not asked. \a isComplete: no
    /// question is asked at all.
    void setPerson(const PersonScenario &person, bool isComplete);
    /// What is known of adapters that the target may be.
    void setAdapters(const AdapterTable &adapters) { m_adapters = adapters; }
    /// What was found without a line.
    void add(const EvidenceList &evidence);

    void run(QList<TestStep> steps);

    Diagnosis diagnosis(const MeterTable &meters) const;
    const SelfTestLog &log() const { return m_log; }
    const TestCircumstances &circumstances() const { return m_circumstances; }
    const Ending &ending() const { return m_ending; }

private:
    void runSteps(const QList<TestStep> &steps);
    void askAddress();
    void askAtTheEnd();
    void recordRest();
    QString ask(texts::Question question);

    Target m_target;
    AdapterTable m_adapters;
    TraceFile &m_trace;
    PersonDialogue *m_dialogue;
    SelfTestLog m_log;
    EvidenceList m_offLine; ///< what was found without a line
    Ending m_ending;
    TestCircumstances m_circumstances;
    Instant m_end; ///< of what happened last
    std::optional<PersonScenario> m_person; ///< for a virtual target
    bool m_asks = true;
};

} // namespace optoscope::cli
