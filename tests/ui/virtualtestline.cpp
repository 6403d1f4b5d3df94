// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/virtualtestline.h"

#include "core/link/sessionfactory.h"
#include "core/link/transportfactory.h"

#include <utility>

namespace optoscope {
namespace {

/// More than any step needs.
constexpr int mostAdvances = 2'000'000;

} // namespace

VirtualTestLine::VirtualTestLine(SelfTestRun *run)
    : m_run(run)
    , m_clock(QDateTime({2000, 1, 1}, {0, 0}, Qt::UTC))
{
    run->setLine({[this](const LinkRequest &request, bool) { m_wanted = request; },
                  [this](const PersonAnswer &answer) {
                      if (m_runner)
                          m_runner->answer(answer);
                  },
                  [this] {
                      if (m_runner)
                          m_runner->stop();
                  }});
}

VirtualTestLine::~VirtualTestLine() = default;

void VirtualTestLine::open()
{
    const LinkRequest request = *std::exchange(m_wanted, {});
    ++m_starts;
    m_runner.reset();
    auto made = makeTransport(request, m_clock);
    if (const auto *error = std::get_if<LinkError>(&made)) {
        m_run->takeFailure(*error);
        m_run->takeEnd(Outcome::cannotOpen);
        return;
    }
    m_runner = std::make_unique<Runner>(
        m_clock, std::get<std::unique_ptr<Transport>>(std::move(made)), makeSession(request));
    QObject::connect(m_runner.get(), &Runner::entries, m_run, &SelfTestRun::takeEntries);
    QObject::connect(m_runner.get(), &Runner::asked, m_run, &SelfTestRun::takeQuestion);
    QObject::connect(m_runner.get(), &Runner::failed, m_run, &SelfTestRun::takeFailure);
    QObject::connect(m_runner.get(), &Runner::finished, m_run, &SelfTestRun::takeEnd);
    m_runner->start(Runner::jobOf(request));
}

bool VirtualTestLine::advanceUntil(const std::function<bool()> &isSo)
{
    for (int i = 0; i < mostAdvances; ++i) {
        if (isSo())
            return true;
        if (m_wanted)
            open();
        else if (!m_clock.advance())
            break;
    }
    return isSo();
}

void VirtualTestLine::unplug()
{
    m_runner.reset();
    m_run->takeFailure({LinkError::Kind::Vanished, QStringLiteral("/dev/ttyUSB0"), {}});
    m_run->takeEnd(Outcome::linkLost);
}

} // namespace optoscope
