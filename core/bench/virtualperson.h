// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bench/scenario.h"
#include "core/bench/virtualline.h"

#include <QSet>

#include <deque>
#include <random>

namespace optoscope {

/// The person at a virtual bench: hands that do what a session asks, at a human pace, and eyes at a
/// camera that tell what the diodes really did (design §4, "The virtual person per step"). With
/// what the scenario's `person` says he lacks, does not know or does wrong.
///
/// Driven by time: ask(), then act() whenever deadline() has come. What he has arranged stays until
/// the next request. The same seed and the same calls give the same result.
class VirtualPerson
{
public:
    VirtualPerson(const PersonScenario &person, quint64 seed);

    /// He begins to do \a request, and gives up what he was doing. False: it is not for him; which
    /// step comes next decides who leads the test.
    bool ask(Instant now, const PersonRequest &request);
    std::optional<Instant> deadline() const;
    /// Does what is due.
    void act(Instant now, VirtualLine &line);
    std::optional<PersonAnswer> takeAnswer();

private:
    /// A change, so long after the one before.
    struct Deed {
        nanoseconds after;
        Surroundings around;
    };

    void plan(PersonAction action);
    void planPresses(const Surroundings &before, double distanceMm);
    void planSun(const Surroundings &before);
    void add(nanoseconds after, const Surroundings &around);
    bool isAble(PersonAction action) const;
    void countStep(const PersonRequest &request);
    std::optional<WrongDeed> wrongDeed() const;
    void answer(Instant now, VirtualLine &line);
    PersonReply told(Instant now, VirtualLine &line) const;
    PersonReply toldOf(const std::optional<LedWatch> &led) const;
    nanoseconds between(nanoseconds least, nanoseconds most);
    nanoseconds aboutASecond();

    PersonScenario m_person;
    std::mt19937_64 m_draw;
    RemoteCode m_remote; ///< that he has
    Surroundings m_around;
    std::optional<PersonRequest> m_request;
    TestStep m_step = TestStep::none; ///< that he was asked for last
    QSet<PersonAction> m_asked; ///< of him in this run of that step
    QSet<TestStep> m_stepsDone; ///< that he has been led through at least once
    std::deque<Deed> m_deeds;
    nanoseconds m_answersAfter{0}; ///< the last deed
    Instant m_last; ///< when he did something last
    std::optional<PersonAnswer> m_answer;
};

} // namespace optoscope
