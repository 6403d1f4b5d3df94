// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/metertable.h"
#include "core/link/linkerror.h"
#include "core/link/linkrequest.h"
#include "core/probe/diagnosis.h"
#include "core/trace/session.h"

#include <QObject>

#include <functional>
#include <optional>

namespace optoscope {

/// A self-test that a person leads, step by step: which step runs, what it asks, what was measured
/// so far and what follows from it. Steps may be repeated, skipped and done in any order, and the
/// line may come and go: what was measured stays.
///
/// It has no line of its own. It asks for one by the functions of Line, and whoever has it tells
/// what happens there by the slots.
class SelfTestRun final : public QObject
{
    Q_OBJECT
public:
    struct Line {
        /// Opens it; \a isContinued: the trace so far is to be kept.
        std::function<void(const LinkRequest &request, bool isContinued)> start;
        std::function<void(const PersonAnswer &answer)> answer;
        std::function<void()> stop;
    };
    enum class State : quint8 {
        Closed, ///< No line is open.
        Opening,
        Between, ///< The line is open, no step runs.
        Running, ///< A step runs.
    };
    /// What the person has at hand.
    struct Equipment {
        enum class Pins : quint8 {
            UsbAdapter,
            PiHeader,
            None, ///< The probe and its adapter are one: there are no pins to reach.
        };
        Pins pins = Pins::UsbAdapter;
        bool hasSecondProbe = false;
    };
    enum class Progress : quint8 { Untouched, Running, Done };

    explicit SelfTestRun(MeterTable meters, QObject *parent = nullptr);

    using Inventory = std::function<EvidenceList(const Target &target)>;

    void setLine(Line line) { m_line = std::move(line); }
    /// What step W0 finds; asked each time before the line is opened.
    void setInventory(Inventory inventory) { m_inventory = std::move(inventory); }
    /// Forgets everything and begins a test of what \a request names. Nothing is opened yet.
    void begin(const LinkRequest &request);
    /// The trace so far is gone: the next line begins a new one.
    void dropTrace() { m_hasTrace = false; }
    /// What the person says of the place; counts from the next step on.
    void setCircumstances(const TestCircumstances &circumstances);
    const TestCircumstances &circumstances() const { return m_circumstances; }
    void setEquipment(const Equipment &equipment);
    const Equipment &equipment() const { return m_equipment; }
    const LinkRequest &request() const { return m_request; }

    /// Runs \a step, after it has ended the one that runs; opens the line if it is not.
    void run(TestStep step);
    /// Answers what is asked.
    void reply(PersonReply reply);
    /// Enough of the running step: what it has measured so far counts.
    void endStep();
    /// Closes the line; what was measured stays.
    void close();

    State state() const { return m_state; }
    /// The running step, or `none`.
    TestStep step() const { return m_step; }
    Progress progressOf(TestStep step) const;
    /// What is asked and not answered yet.
    const std::optional<PersonRequest> &asked() const { return m_asked; }
    /// A virtual person answers by himself.
    bool isAnsweredByItself() const { return m_isAnsweredByItself; }
    bool isVirtual() const { return m_request.target.kind == Target::Kind::Virtual; }
    /// How long the running step takes from the last answer to its next question or its end, if
    /// nothing comes in between; 0 while something is asked.
    nanoseconds measuringTime() const { return m_measuringTime; }

    /// The latest of each step, in the order in which the steps ran.
    const EvidenceList &evidence() const { return m_evidence; }
    EvidenceList evidenceOf(TestStep step) const;
    const Diagnosis &diagnosis() const { return m_diagnosis; }
    /// On the port and its adapter.
    const Findings &portFindings() const { return m_portFindings; }
    /// What the tables say of the meter that the person has described, the surest first.
    QList<MeterMatch> knownMeters() const;
    /// A step whose result nothing confirms or something contradicts; each is named once.
    std::optional<TestStep> stepInDoubt() const;
    /// Why there is no line, if one was wanted.
    const std::optional<LinkError> &error() const { return m_error; }

    void takeEntries(const TraceEntries &entries);
    void takeQuestion(const PersonRequest &request, bool isAnswered);
    void takeFailure(const LinkError &error);
    void takeEnd(Outcome outcome);

Q_SIGNALS:
    /// State, question, progress or evidence are others than before.
    void changed();
    /// The person at the probe, real or virtual, has answered.
    void replied(optoscope::PersonAction action, optoscope::PersonReply reply);
    void stepEnded(optoscope::TestStep step);
    /// He has said something else of the meter, after something was measured.
    void described(const optoscope::TestCircumstances &circumstances);
    /// On the line.
    void happened(const optoscope::TraceEntries &entries);
    /// The port has heard \a characters; only data bits.
    void heard(const optoscope::Characters &characters);

private:
    void open();
    void goBetween();
    void goOn(int number);
    void setState(State state);
    void takeEvent(const Event &event);
    void takeEvidence(const EvidenceList &evidence, bool isCutShort = false);
    void takeStepEnd(TestStep ended);
    void takePortFinding(const Finding &finding);
    void diagnoseAgain();
    void plan();

    MeterTable m_meters;
    Line m_line;
    Inventory m_inventory;
    Findings m_portFindings;
    LinkRequest m_request;
    TestCircumstances m_circumstances;
    Equipment m_equipment;
    State m_state = State::Closed;
    TestStep m_step = TestStep::none;
    TestStep m_wanted = TestStep::none; ///< to run as soon as the line is ready for it
    bool m_isClosing = false;
    bool m_endsEarly = false; ///< The person has had enough of the running step.
    bool m_hasTrace = false;
    std::optional<PersonRequest> m_asked;
    int m_choice = 0; ///< the number of the question which step is next; 0: not asked yet
    bool m_isAnsweredByItself = false;
    int m_questions = 0; ///< of the running step so far
    nanoseconds m_measuringTime{0};
    EvidenceList m_evidence;
    EvidenceList m_measured; ///< by a step that has not ended
    QList<TestStep> m_done;
    QList<TestStep> m_repeated;
    Diagnosis m_diagnosis;
    std::optional<LinkError> m_error;
    quint8 m_dataMask = 0xFF;
};

} // namespace optoscope
