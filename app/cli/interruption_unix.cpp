// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interruption.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace optoscope::cli {

namespace {

constexpr std::array stopSignals{SIGINT, SIGTERM, SIGHUP};

// A signal handler may do little more than write to a pipe; the event loop reads it.
std::array<int, 2> stopPipe{-1, -1};

void onSignal(int /*number*/)
{
    const char byte = 0;
    [[maybe_unused]] const auto written = write(stopPipe[1], &byte, 1);
}

void setHandler(void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    for (const int number : stopSignals)
        sigaction(number, &action, nullptr);
}

} // namespace

Interruption::Interruption(QObject *parent)
    : QObject(parent)
{
    if (pipe2(stopPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(stopPipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        restoreHandlers();
        Q_EMIT requested();
    });
    setHandler(&onSignal, SA_RESTART);
}

Interruption::~Interruption()
{
    restoreHandlers();
    m_notifier.reset();
    for (int &end : stopPipe)
        close(std::exchange(end, -1));
}

void Interruption::restoreHandlers()
{
    if (m_notifier)
        m_notifier->setEnabled(false);
    setHandler(SIG_DFL, 0);
}

} // namespace optoscope::cli
