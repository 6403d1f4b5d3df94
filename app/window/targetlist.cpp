// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/targetlist.h"

#include "core/link/inventory.h"
#include "core/link/portevidence.h"
#include "core/link/scenariofiles.h"
#include "ui/texts/portsreport.h"

#include <QCoreApplication>

namespace optoscope {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("optoscope::TargetList", text);
}

QString portDetail(const PortFacts &port)
{
    QStringList facts;
    if (!port.manufacturer.isEmpty())
        facts.append(port.manufacturer);
    if (!port.driver.isEmpty())
        facts.append(tr("driver %1").arg(port.driver));
    const QString problem = texts::portProblemText(port);
    if (!problem.isEmpty())
        facts.append(problem);
    return facts.join(u'\n');
}

} // namespace

QList<TargetChoice> listTargets()
{
    QList<TargetChoice> choices;
    for (const PortFacts &port : listPorts()) {
        const QString title = port.description.isEmpty() ? tr("Serial port") : port.description;
        choices.append(
            {port.path, title, portDetail(port), true, !texts::portProblemText(port).isEmpty()});
    }
    choices.append({QStringLiteral("virtual:"), tr("Virtual meter, healthy"),
                    tr("Built in: needs no hardware"), false});
    return choices;
}

EvidenceList inventoryOf(const Target &target)
{
    return target.kind == Target::Kind::Serial ? inventoryEvidence(takeInventory(), target.name)
                                               : EvidenceList();
}

VirtualAnswers answersOf(const Target &target)
{
    const auto loaded = loadScenario(target.name);
    const auto *scenario = std::get_if<LoadedScenario>(&loaded);
    if (!scenario)
        return {};
    const PersonScenario &person = scenario->scenario.person;
    return {{person.answers.country, person.answers.utility, person.answers.meterType,
             person.answers.address.toLatin1(), person.answers.everSwapped},
            person.hasSecondProbe};
}

} // namespace optoscope
