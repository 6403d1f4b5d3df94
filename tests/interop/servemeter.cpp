// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/meterserver.h"
#include "core/link/ptyport.h"
#include "core/link/systemclock.h"

#include <QCoreApplication>
using namespace optoscope;
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    SystemClock clock;
    const auto loaded = loadScenario(app.arguments().value(5));
    MeterServer server(clock, std::get<LoadedScenario>(loaded),
                       std::make_unique<PtyPort>(app.arguments().value(3)));
    if (server.open())
        return 2;
    return app.exec();
}
