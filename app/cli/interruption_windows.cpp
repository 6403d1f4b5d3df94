// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interruption.h"

#include <QSocketNotifier>
#include <qt_windows.h>

#include <atomic>

namespace optoscope::cli {

namespace {

std::atomic<Interruption *> listener = nullptr;

// Windows calls this in a thread of its own. The second time it is not taken, which ends the
// program.
BOOL WINAPI onControl(DWORD)
{
    Interruption *told = listener.exchange(nullptr);
    return told && QMetaObject::invokeMethod(told, &Interruption::requested, Qt::QueuedConnection);
}

} // namespace

Interruption::Interruption(QObject *parent)
    : QObject(parent)
{
    listener = this;
    SetConsoleCtrlHandler(&onControl, TRUE);
}

Interruption::~Interruption()
{
    restoreHandlers();
}

void Interruption::restoreHandlers()
{
    listener = nullptr;
    SetConsoleCtrlHandler(&onControl, FALSE);
}

} // namespace optoscope::cli
