// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/casetexts.h"

#include "ui/texts/verdicttexts.h"
#include "ui/texts/words.h"

#include <QMetaEnum>

namespace optoscope::texts {

namespace {

template <typename Enum>
std::optional<Enum> named(const QString &name)
{
    bool ok = false;
    const int value = QMetaEnum::fromType<Enum>().keyToValue(name.toLatin1().constData(), &ok);
    return ok ? std::optional(static_cast<Enum>(value)) : std::nullopt;
}

} // namespace

QString caseTitle(int number)
{
    return number > 0 ? Words::tr("Case %1").arg(number) : Words::tr("A true story");
}

QString symptomText(Symptom symptom)
{
    switch (symptom) {
    case Symptom::silent: return Words::tr("The meter does not answer.");
    case Symptom::garbled: return Words::tr("What comes makes no sense.");
    case Symptom::partly: return Words::tr("It begins well, then goes wrong.");
    case Symptom::reads: return Words::tr("It can be read. Is all well?");
    }
    return {};
}

QString caseAnswerText(const Scenario &scenario)
{
    const ExpectedVerdicts &expect = scenario.expect;
    const auto probe = named<ProbeVerdict>(expect.probe);
    const auto meter = named<MeterVerdict>(expect.meter);
    if (!probe || !meter)
        return {};
    const bool everSwapped = scenario.person.answers.everSwapped;
    return Words::tr("A self-test should find of the probe: %1; of the meter: %2.")
        .arg(verdictText(*probe, everSwapped).title, verdictText(*meter).title);
}

} // namespace optoscope::texts
