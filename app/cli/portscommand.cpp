// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/portscommand.h"

#include "core/link/inventory.h"
#include "core/link/porttraits.h"
#include "core/link/porttrouble.h"
#include "resources/knowledge.h"
#include "ui/texts/portsreport.h"
#include "ui/texts/texts.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMetaEnum>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue usbIdOrNull(std::optional<quint16> id)
{
    return id ? QJsonValue(u"%1"_qs.arg(*id, 4, 16, QLatin1Char('0'))) : QJsonValue();
}

QJsonValue membershipJson(Membership membership)
{
    switch (membership) {
    case Membership::NotTold: return {};
    case Membership::None: return u"none"_qs;
    case Membership::NotInSession: return u"notInSession"_qs;
    case Membership::InSession: return u"inSession"_qs;
    }
    return {};
}

QString nameOf(Severity severity)
{
    return QLatin1String(QMetaEnum::fromType<Severity>().valueToKey(static_cast<int>(severity)));
}

QJsonArray troublesJson(const QList<PortTrouble> &troubles)
{
    QJsonArray array;
    for (const PortTrouble &trouble : troubles)
        array.append(QJsonObject{{u"id"_qs, portTroubleName(trouble.id)},
                                 {u"severity"_qs, nameOf(trouble.severity)},
                                 {u"detail"_qs, textOrNull(trouble.detail)}});
    return array;
}

QJsonObject adapterJson(const AdapterWithoutPort &adapter)
{
    return {{u"description"_qs, textOrNull(adapter.description)},
            {u"vendorId"_qs, usbIdOrNull(adapter.vendorId)},
            {u"productId"_qs, usbIdOrNull(adapter.productId)},
            {u"troubles"_qs, troublesJson({troubleOf(adapter)})}};
}

template <typename Enum>
QJsonArray ids(const QList<Enum> &values)
{
    QJsonArray array;
    for (const Enum value : values)
        array.append(
            QLatin1String(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value))));
    return array;
}

QJsonObject portJson(const PortFacts &port, const AdapterTraits &traits)
{
    QJsonValue holder;
    if (port.holder)
        holder = QJsonObject{{u"pid"_qs, port.holder->pid},
                             {u"program"_qs, textOrNull(port.holder->program)}};
    return {
        {u"name"_qs, port.name},
        {u"path"_qs, port.path},
        {u"description"_qs, textOrNull(port.description)},
        {u"manufacturer"_qs, textOrNull(port.manufacturer)},
        {u"serialNumber"_qs, textOrNull(port.serialNumber)},
        {u"vendorId"_qs, usbIdOrNull(port.vendorId)},
        {u"productId"_qs, usbIdOrNull(port.productId)},
        {u"driver"_qs, textOrNull(port.driver)},
        {u"compatible"_qs, QJsonArray::fromStringList(port.compatible)},
        {u"chip"_qs, textOrNull(traits.chip)},
        {u"limits"_qs, ids(traits.limits)},
        {u"cures"_qs, ids(traits.cures)},
        {u"byId"_qs, textOrNull(port.byId)},
        {u"byPath"_qs, textOrNull(port.byPath)},
        {u"aliases"_qs, QJsonArray::fromStringList(port.aliases)},
        {u"latencyMs"_qs, port.latency ? QJsonValue(qint64{port.latency->count()}) : QJsonValue()},
        {u"readable"_qs, port.readable},
        {u"writable"_qs, port.writable},
        {u"group"_qs, textOrNull(port.group)},
        {u"membership"_qs, membershipJson(port.membership)},
        {u"holder"_qs, holder},
        {u"console"_qs, port.isConsole},
        {u"asksForLogin"_qs, port.asksForLogin},
        {u"modemManagerProbes"_qs, port.modemManagerProbes},
        {u"autosuspends"_qs, port.autosuspends},
        {u"troubles"_qs, troublesJson(troublesOf(port))},
        {u"usable"_qs, port.isUsable()}};
}

} // namespace

texts::CommandText PortsCommand::text() const
{
    return texts::commandText(texts::Command::Ports);
}

std::optional<QString> PortsCommand::accept(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    if (!arguments.isEmpty())
        return texts::usageErrorText(texts::UsageError::TooManyArguments, arguments.first());
    return {};
}

ExitStatus PortsCommand::run(Console &console, bool json)
{
    const PortInventory inventory = takeInventory();
    KnowledgeProblems problems;
    const AdapterTable known = loadKnowledge(ownKnowledgeDirectory(), &problems).adapters;
    for (const KnowledgeProblem &problem : std::as_const(problems))
        console.writeNotice(texts::tableErrorText(problem.file, problem.error));
    if (!json) {
        console.writeLine(texts::portsReport(inventory, known));
        return ExitStatus::Done;
    }
    QJsonArray ports;
    for (const PortFacts &port : inventory.ports)
        ports.append(portJson(port, portTraits(port, known)));
    QJsonArray adapters;
    for (const AdapterWithoutPort &adapter : inventory.adaptersWithoutPort)
        adapters.append(adapterJson(adapter));
    console.writeJson(
        QJsonDocument(QJsonObject{{u"ports"_qs, ports}, {u"adaptersWithoutPort"_qs, adapters}}));
    return ExitStatus::Done;
}

} // namespace optoscope::cli
