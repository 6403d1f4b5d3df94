// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/shippedcases.h"

#include <QFile>
#include <QMetaEnum>

namespace optoscope {

namespace {

const QLatin1String tableFile(":/scenarios/cases.tsv");
const QLatin1String prefix("case-");

} // namespace

QList<ShippedCase> shippedCases()
{
    QFile file(tableFile);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<ShippedCase> cases;
    while (!file.atEnd()) {
        const QByteArray row = file.readLine().trimmed();
        const QList<QByteArray> columns = row.split('\t');
        if (row.startsWith('#') || columns.size() < 2)
            continue;
        const auto symptom = static_cast<Symptom>(
            QMetaEnum::fromType<Symptom>().keyToValue(columns.at(1).constData()));
        cases.append(
            {static_cast<int>(cases.size()) + 1, QString::fromLatin1(columns.at(0)), symptom});
    }
    return cases;
}

QString caseName(int number)
{
    return prefix + QString::number(number);
}

QString scenarioOfCase(const QString &name)
{
    if (!name.startsWith(prefix))
        return {};
    for (const ShippedCase &one : shippedCases()) {
        if (caseName(one.number) == name)
            return one.scenario;
    }
    return {};
}

} // namespace optoscope
