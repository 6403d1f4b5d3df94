// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/caselist.h"

#include "core/link/scenariofiles.h"
#include "core/link/shippedcases.h"
#include "ui/texts/casetexts.h"

namespace optoscope {
namespace {

QString targetOf(const QString &name)
{
    return QStringLiteral("virtual:") + name;
}

} // namespace

QList<VirtualCase> listCases()
{
    QList<VirtualCase> cases;
    const auto add = [&cases](const QString &name, const ShippedCase &shipped) {
        const auto loaded = loadScenario(name);
        const auto *bench = std::get_if<LoadedScenario>(&loaded);
        if (!bench)
            return;
        cases.append({targetOf(name), texts::caseTitle(shipped.number), shipped.symptom,
                      shipped.number == 0, targetOf(shipped.scenario), bench->scenario.name,
                      texts::caseAnswerText(bench->scenario)});
    };
    for (const ShippedCase &shipped : shippedCases())
        add(caseName(shipped.number), shipped);
    const QString story = QStringLiteral("story");
    add(story, {0, story, Symptom::silent});
    return cases;
}

} // namespace optoscope
