// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/interpretation.h"

#include "core/knowledge/mediumguess.h"

namespace optoscope {

QList<Interpretation> interpret(const DataSets &dataSets, const Knowledge &knowledge)
{
    MediumGuess guess;
    for (qsizetype i = 0; i < dataSets.count(); ++i)
        guess.see(dataSets.address(i), dataSets.unit(i));

    QList<Interpretation> interpretations;
    interpretations.reserve(dataSets.count());
    std::optional<ObisName> name;
    int bracket = 0;
    for (qsizetype i = 0; i < dataSets.count(); ++i) {
        const QByteArrayView address = dataSets.address(i);
        if (address.isEmpty()) {
            ++bracket;
        } else {
            name = knowledge.obis.find(address, guess.medium());
            bracket = 0;
        }
        interpretations.append(
            {name, bracket,
             readBracket(dataSets.value(i), dataSets.unit(i), kindOfBracket(name, bracket))});
    }
    return interpretations;
}

} // namespace optoscope
