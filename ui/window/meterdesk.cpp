// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/meterdesk.h"

#include "ui/charts/polldesk.h"
#include "ui/open/fileactions.h"
#include "ui/open/replayplayer.h"
#include "ui/selftest/testdesk.h"
#include "ui/session/sessioncontroller.h"
#include "ui/texts/texts.h"
#include "ui/verdict/verdictbar.h"
#include "ui/window/optionspanel.h"
#include "ui/window/requestbar.h"
#include "ui/window/targetbox.h"

namespace optoscope {

MeterDesk::MeterDesk(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
}

void MeterDesk::chooseTarget(const QString &target) const
{
    m_parts.request->targetBox()->setTarget(target);
}

std::optional<Target> MeterDesk::chosenTarget() const
{
    TargetBox *box = m_parts.request->targetBox();
    const auto parsed = parseTarget(box->target());
    if (const auto *error = std::get_if<TargetError>(&parsed)) {
        m_parts.verdict->showNotice(
            {Tone::Error, texts::targetErrorText(*error, box->target()), {}});
        box->setFocus();
        return {};
    }
    box->remember(box->target());
    return std::get<Target>(parsed);
}

/// For all who want it. Polling lets others have it between two polls, and goes on afterwards.
bool MeterDesk::takeLine()
{
    if (m_parts.controller->isRunning())
        return false;
    if (m_parts.polls->yieldLine())
        return true;
    m_parts.verdict->showNotice({Tone::Warning, tr("The meter is being polled right now."),
                                 tr("Try again when this poll is over, or stop polling.")});
    return false;
}

void MeterDesk::start(const Target &target, bool sendsNothing)
{
    Q_EMIT lineWanted();
    m_parts.request->optionsPanel()->showCapabilities({});
    LinkRequest request = m_parts.request->request(target);
    request.watch = sendsNothing;
    // Polling looks for the port by itself.
    request.awaitsReturn = !m_parts.polls->isRunning();
    m_parts.controller->start(request);
}

void MeterDesk::read()
{
    if (m_parts.controller->isRunning())
        return;
    if (const auto target = chosenTarget(); target && takeLine())
        start(*target, false);
}

void MeterDesk::readChosen()
{
    const auto parsed = parseTarget(m_parts.request->targetBox()->target());
    const auto *target = std::get_if<Target>(&parsed);
    if (target && target->kind != Target::Kind::Virtual) {
        read();
        return;
    }
    m_parts.verdict->showNotice({Tone::Quiet, tr("Which meter?"),
                                 tr("Choose the port of your probe as the target, or type "
                                    "tcp:HOST:PORT, and press Read.")});
    m_parts.request->targetBox()->setFocus();
}

void MeterDesk::listen()
{
    if (m_parts.controller->isRunning())
        return;
    const auto target = chosenTarget();
    if (!target)
        return;
    if (target->kind == Target::Kind::Replay)
        m_parts.files->replay(target->name, target->speed);
    else if (takeLine())
        start(*target, true);
}

void MeterDesk::stop() const
{
    m_parts.files->player()->stop();
    m_parts.controller->stop();
}

/// A recording cannot be tested: nobody is there to do the steps.
bool MeterDesk::refuseReplay() const
{
    TargetBox *box = m_parts.request->targetBox();
    if (!box->target().startsWith(QLatin1String("replay:"), Qt::CaseInsensitive))
        return false;
    m_parts.verdict->showNotice({Tone::Warning, tr("A recording cannot be tested."),
                                 tr("Nobody is there to do the steps. Choose the port of your "
                                    "probe, or virtual: to see the test.")});
    box->setFocus();
    return true;
}

void MeterDesk::test()
{
    // A test that is there already has the line.
    if (!refuseReplay() && (m_parts.tests->isOpen() || takeLine()))
        m_parts.tests->openWizard(m_parts.request->targetBox()->target());
}

void MeterDesk::search()
{
    if (refuseReplay())
        return;
    if (const auto target = chosenTarget(); target && takeLine())
        m_parts.tests->openSearch(*target, m_parts.request->readSettings());
}

} // namespace optoscope
