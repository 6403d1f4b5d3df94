// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/portscommand.h"

#include "core/link/inventory.h"
#include "ui/texts/portsreport.h"

#include <QJsonArray>
#include <QJsonObject>

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

QJsonObject portJson(const PortFacts &port)
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
        {u"byId"_qs, textOrNull(port.byId)},
        {u"latencyMs"_qs, port.latency ? QJsonValue(qint64{port.latency->count()}) : QJsonValue()},
        {u"readable"_qs, port.readable},
        {u"writable"_qs, port.writable},
        {u"group"_qs, textOrNull(port.group)},
        {u"holder"_qs, holder},
        {u"console"_qs, port.isConsole},
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
    const QList<PortFacts> ports = listPorts();
    if (!json) {
        console.writeLine(texts::portsReport(ports));
        return ExitStatus::Done;
    }
    QJsonArray array;
    for (const PortFacts &port : ports)
        array.append(portJson(port));
    console.writeJson(QJsonDocument(QJsonObject{{u"ports"_qs, array}}));
    return ExitStatus::Done;
}

} // namespace optoscope::cli
