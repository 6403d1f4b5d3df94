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
    QStringList sentences{Words::tr("%1.").arg(scenario.name)};
    if (const auto probe = named<ProbeVerdict>(expect.probe))
        sentences.append(Words::tr("To be found about the probe: %1.")
                             .arg(verdictText(*probe, scenario.person.answers.everSwapped).title));
    if (const auto meter = named<MeterVerdict>(expect.meter))
        sentences.append(Words::tr("About the meter: %1.").arg(verdictText(*meter).title));
    return sentences.join(u' ');
}

} // namespace optoscope::texts
