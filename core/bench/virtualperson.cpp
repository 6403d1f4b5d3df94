// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bench/virtualperson.h"

namespace optoscope {

using namespace std::chrono_literals;

namespace {

// The distances of the steps (design §4), in mm.
constexpr double remoteNearMm = 20;
constexpr double remoteFarMm = 100;
constexpr double mirrorFarMm = 10;
constexpr double mirrorNearMm = 4;

constexpr double quarterTurnDeg = 90;
constexpr int repeats = 3;

/// A probe that is plugged in and lies in the room.
Surroundings lyingFree(const Surroundings &now)
{
    Surroundings free;
    free.wiresSwapped = now.wiresSwapped;
    free.before = BeforeWindows::nothing;
    return free;
}

Surroundings unplugged(const Surroundings &now, AtPort atPort)
{
    Surroundings around = lyingFree(now);
    around.atPort = atPort;
    return around;
}

Surroundings behind(const Surroundings &now, BeforeWindows before, double distanceMm = 0)
{
    Surroundings around = lyingFree(now);
    around.before = before;
    around.distanceMm = distanceMm;
    return around;
}

/// On the meter, turned as it was there.
Surroundings onMeter(const Surroundings &now, double turnedDeg = 0)
{
    Surroundings around = behind(now, BeforeWindows::meter);
    if (now.before == BeforeWindows::meter)
        around.rotationDeg = now.rotationDeg + turnedDeg;
    return around;
}

/// What is so when \a action has been done as asked.
Surroundings asAsked(PersonAction action, const Surroundings &now)
{
    switch (action) {
    case PersonAction::unplugAndBridge: return unplugged(now, AtPort::bridge);
    case PersonAction::removeBridge:
    case PersonAction::unplug:
    case PersonAction::groundReceiver: return unplugged(now, AtPort::nothing);
    case PersonAction::plugInAndCover: return behind(now, BeforeWindows::covers);
    case PersonAction::mirrorFar: return behind(now, BeforeWindows::mirror, mirrorFarMm);
    case PersonAction::mirrorNear: return behind(now, BeforeWindows::mirror, mirrorNearMm);
    case PersonAction::faceSecondProbe: return behind(now, BeforeWindows::secondProbe);
    case PersonAction::placeOnMeter: return behind(now, BeforeWindows::meter);
    case PersonAction::rotateQuarter: return onMeter(now, quarterTurnDeg);
    case PersonAction::watchMeterLed:
    case PersonAction::wakeDisplay: return onMeter(now);
    case PersonAction::swapWires:
    case PersonAction::tapeReceiver: {
        Surroundings around = lyingFree(now);
        around.isTaped = action == PersonAction::tapeReceiver;
        around.wiresSwapped = now.wiresSwapped != (action == PersonAction::swapWires);
        return around;
    }
    case PersonAction::uncover:
    case PersonAction::watchLed:
    case PersonAction::remoteNear:
    case PersonAction::remoteFar:
    case PersonAction::remoteWhileSending:
    case PersonAction::sunThrice: return lyingFree(now);
    case PersonAction::checkCamera:
    case PersonAction::tellLed:
    case PersonAction::tellMeterLed:
    case PersonAction::chooseStep: break;
    }
    return now;
}

/// Asks for an answer and for no hands.
bool isQuestion(PersonAction action)
{
    return action == PersonAction::checkCamera || action == PersonAction::tellLed
        || action == PersonAction::tellMeterLed;
}

/// With another light than the one of \a around, or in it where there should be none.
Surroundings inLightOf(Surroundings around, BroughtLight::Kind kind, double distanceMm = 0)
{
    if (around.light.kind == BroughtLight::Kind::none) {
        around.before = BeforeWindows::nothing;
        around.isTaped = false;
    }
    around.light.kind = kind;
    around.light.distanceMm = distanceMm;
    return around;
}

Surroundings instead(Surroundings around, BeforeWindows before, double distanceMm = 0)
{
    around.before = before;
    around.distanceMm = distanceMm;
    around.isTaped = false;
    around.light = {};
    return around;
}

/// \a around, with the wrong thing before the windows.
Surroundings wronged(const Surroundings &around, WrongDeed wrong)
{
    switch (wrong) {
    case WrongDeed::nothing: break;
    case WrongDeed::uncovered: return instead(around, BeforeWindows::nothing);
    case WrongDeed::covered: return instead(around, BeforeWindows::covers);
    case WrongDeed::mirror: return instead(around, BeforeWindows::mirror, mirrorFarMm);
    case WrongDeed::paper: return instead(around, BeforeWindows::paper, mirrorFarMm);
    case WrongDeed::sun: return inLightOf(around, BroughtLight::Kind::sun);
    case WrongDeed::torch: return inLightOf(around, BroughtLight::Kind::torch);
    case WrongDeed::remoteFar:
        return inLightOf(around, BroughtLight::Kind::remotePress, remoteFarMm);
    }
    return around;
}

} // namespace

VirtualPerson::VirtualPerson(const PersonScenario &person, quint64 seed)
    : m_person(person)
    , m_draw(seed)
    , m_remote(m_draw() % 2 == 0 ? RemoteCode::nec : RemoteCode::rc5)
{
}

// --- the plan ------------------------------------------------------------------------------------

bool VirtualPerson::ask(Instant now, const PersonRequest &request)
{
    countStep(request);
    if (request.action == PersonAction::chooseStep)
        return false;
    m_request = request;
    m_answer.reset();
    m_deeds.clear();
    m_last = now;
    const bool acts =
        isAble(request.action) && !isQuestion(request.action) && wrongDeed() != WrongDeed::nothing;
    if (acts)
        plan(request.action);
    m_answersAfter = acts ? between(200ms, 400ms) : between(1s, 2s);
    return true;
}

/// Notes where a step begins again: after another one, or with an action that it has once only.
void VirtualPerson::countStep(const PersonRequest &request)
{
    const bool isRepeatable =
        request.action == PersonAction::swapWires || request.action == PersonAction::rotateQuarter;
    const bool beginsAgain =
        request.step == m_step && !isRepeatable && m_asked.contains(request.action);
    if (request.step != m_step || beginsAgain) {
        m_stepsDone.insert(m_step);
        m_step = request.step;
        m_asked.clear();
    }
    m_asked.insert(request.action);
}

bool VirtualPerson::isAble(PersonAction action) const
{
    switch (action) {
    case PersonAction::checkCamera:
    case PersonAction::remoteNear:
    case PersonAction::remoteFar:
    case PersonAction::remoteWhileSending: return m_person.hasRemote;
    case PersonAction::faceSecondProbe: return m_person.hasSecondProbe;
    default: return true;
    }
}

std::optional<WrongDeed> VirtualPerson::wrongDeed() const
{
    // Who is led through a step again does it right.
    const auto found = m_person.does.find(m_request->step);
    if (found == m_person.does.end() || m_stepsDone.contains(m_request->step))
        return {};
    return *found;
}

void VirtualPerson::plan(PersonAction action)
{
    const Surroundings end = asAsked(action, m_around);
    Surroundings way = end; // what is so for about a second on the way there
    switch (action) {
    case PersonAction::remoteNear:
    case PersonAction::remoteWhileSending: planPresses(end, remoteNearMm); return;
    case PersonAction::remoteFar: planPresses(end, remoteFarMm); return;
    case PersonAction::sunThrice: planSun(end); return;
    case PersonAction::groundReceiver: way.atPort = AtPort::ground; break;
    // Covered before it is plugged in, and for that unplugged where it was not: what the line does
    // then is not the room's light.
    case PersonAction::plugInAndCover:
    case PersonAction::unplugAndBridge:
    case PersonAction::swapWires: way.atPort = AtPort::nothing; break;
    default: add(between(1s, 2500ms), end); return;
    }
    add(between(500ms, 1500ms), way);
    add(aboutASecond(), end);
}

void VirtualPerson::planPresses(const Surroundings &before, double distanceMm)
{
    Surroundings pressed = before;
    pressed.light.kind = BroughtLight::Kind::remotePress;
    pressed.light.distanceMm = distanceMm;
    for (int i = 0; i < repeats; ++i)
        add(aboutASecond(), pressed);
    add(between(600ms, 700ms), before);
}

void VirtualPerson::planSun(const Surroundings &before)
{
    Surroundings lit = before;
    lit.light.kind = BroughtLight::Kind::sun;
    Surroundings covered = lit;
    covered.before = BeforeWindows::covers;
    add(between(1s, 2s), covered);
    for (int i = 0; i < repeats; ++i) {
        add(aboutASecond(), lit);
        add(aboutASecond(), covered);
    }
}

void VirtualPerson::add(nanoseconds after, const Surroundings &around)
{
    const std::optional<WrongDeed> wrong = wrongDeed();
    m_deeds.push_back({after, wrong ? wronged(around, *wrong) : around});
}

nanoseconds VirtualPerson::between(nanoseconds least, nanoseconds most)
{
    return least + nanoseconds(m_draw() % static_cast<quint64>((most - least).count()));
}

nanoseconds VirtualPerson::aboutASecond()
{
    return between(900ms, 1100ms);
}

// --- doing it ------------------------------------------------------------------------------------

std::optional<Instant> VirtualPerson::deadline() const
{
    if (!m_request)
        return {};
    return m_last + (m_deeds.empty() ? m_answersAfter : m_deeds.front().after);
}

void VirtualPerson::act(Instant now, VirtualLine &line)
{
    const std::optional<Instant> due = deadline();
    if (!due || *due > now)
        return;
    // Who is late does the rest at his pace from then on.
    m_last = now;
    if (m_deeds.empty()) {
        answer(now, line);
        return;
    }
    m_around = m_deeds.front().around;
    m_deeds.pop_front();
    if (m_around.light.kind == BroughtLight::Kind::remotePress) {
        m_around.light.code = m_remote;
        m_around.light.pressedAt = now;
        m_around.light.seed = m_draw();
    }
    line.arrange(now, m_around);
}

void VirtualPerson::answer(Instant now, VirtualLine &line)
{
    const PersonAction action = m_request->action;
    PersonReply reply = PersonReply::done;
    if (!isAble(action))
        reply = PersonReply::cannot;
    else if (isQuestion(action))
        reply = told(now, line);
    else if (action == PersonAction::watchLed || action == PersonAction::watchMeterLed)
        line.watchLeds(now);
    m_answer = PersonAnswer{m_request->number, reply, m_request->step};
    m_request.reset();
}

std::optional<PersonAnswer> VirtualPerson::takeAnswer()
{
    return std::exchange(m_answer, {});
}

/// What he says to a question.
PersonReply VirtualPerson::told(Instant now, VirtualLine &line) const
{
    // Who has done nothing has not looked.
    if (m_person.unsure.contains(m_request->step) || wrongDeed() == WrongDeed::nothing)
        return PersonReply::unsure;
    if (!m_person.cameraSeesInfrared)
        return PersonReply::notSeen;
    switch (m_request->action) {
    case PersonAction::tellLed: return toldOf(line.probeLed(now));
    case PersonAction::tellMeterLed: {
        const PersonReply reply = toldOf(line.meterLed(now));
        return reply == PersonReply::seenInIdle ? PersonReply::seen : reply;
    }
    default: return PersonReply::seen; // the camera's picture of the remote
    }
}

PersonReply VirtualPerson::toldOf(const std::optional<LedWatch> &led) const
{
    if (!led)
        return PersonReply::unsure; // He was not asked to look.
    if (led->shoneInIdle())
        return PersonReply::seenInIdle;
    return led->shone() ? PersonReply::seen : PersonReply::notSeen;
}

} // namespace optoscope
