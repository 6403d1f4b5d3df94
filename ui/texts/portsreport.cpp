// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/portsreport.h"

#include "core/link/porttraits.h"
#include "ui/texts/knowledgetexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/troubletexts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

QString line(const QString &label, const QString &text)
{
    return text.isEmpty()
        ? QString()
        : u"  "_qs + label.leftJustified(10) + visibleText(QStringView(text)) + u'\n';
}

QString adapterText(const PortFacts &port)
{
    QStringList parts;
    for (const QString &part : {port.manufacturer, port.description})
        if (!part.isEmpty())
            parts += part;
    if (port.vendorId && port.productId)
        parts += u"(USB %1:%2)"_qs.arg(*port.vendorId, 4, 16, QLatin1Char('0'))
                     .arg(*port.productId, 4, 16, QLatin1Char('0'));
    return parts.join(u' ');
}

QString rightsText(const PortFacts &port)
{
    if (port.readable && port.writable)
        return Words::tr("you may use it");
    if (port.readable)
        return Words::tr("you may read it, but not write");
    return port.writable ? Words::tr("you may write it, but not read")
                         : Words::tr("you may not use it");
}

QString holderText(const PortHolder &holder)
{
    const QString pid = QString::number(holder.pid);
    return holder.program.isEmpty() ? Words::tr("the process %1").arg(pid)
                                    : Words::tr("%1 (process %2)").arg(holder.program, pid);
}

/// One line each, the label before the first.
QString lines(const QString &label, const QStringList &texts)
{
    QString all;
    for (const QString &text : texts)
        all += line(all.isEmpty() ? label : QString(), text);
    return all;
}

/// What the adapter cannot do. The line on its delay tells what was read from its latency timer.
QStringList limitTexts(const PortFacts &port, const AdapterTraits &traits)
{
    QStringList texts;
    for (const AdapterLimit limit : traits.limits)
        if (limit != AdapterLimit::latency16ms || !port.latency)
            texts += adapterLimitText(limit);
    return texts;
}

/// Troubles that the table of adapters does not tell better.
QList<PortTrouble> troublesBeside(const PortFacts &port, const AdapterTraits &traits)
{
    QList<PortTrouble> troubles = troublesOf(port);
    if (!traits.can(AdapterLimit::clockFollowsCore))
        troubles.removeIf(
            [](const PortTrouble &trouble) { return trouble.id == PortTroubleId::miniUart; });
    return troubles;
}

QStringList cureTexts(const PortFacts &port, const AdapterTraits &traits)
{
    QStringList texts;
    for (const AdapterCure cure : traits.cures)
        if (cure != AdapterCure::setLatencyTimer || !port.latency)
            texts += adapterCureText(cure, port.name);
    return texts;
}

QString troubleLines(const QList<PortTrouble> &troubles)
{
    QString text;
    for (const PortTrouble &trouble : troubles) {
        const PortTroubleText words = portTroubleText(trouble);
        text += line(trouble.severity == Severity::note ? Words::tr("Note") : Words::tr("Trouble"),
                     words.text)
            + line(Words::tr("Cure"), words.cure);
    }
    return text;
}

QString portReport(const PortFacts &port, const AdapterTraits &traits)
{
    return visibleText(QStringView(port.path)) + u'\n'
        + line(Words::tr("Adapter"), adapterText(port)) + line(Words::tr("Chip"), traits.chip)
        + line(Words::tr("Serial"), port.serialNumber) + line(Words::tr("Driver"), port.driver)
        + line(Words::tr("Board"), port.compatible.value(0)) + line(Words::tr("Link"), port.byId)
        + line(Words::tr("Socket"), port.byPath)
        + line(Words::tr("Also"), port.aliases.join(u", "_qs))
        + line(Words::tr("Rights"), rightsText(port))
        + line(Words::tr("Used by"), port.holder ? holderText(*port.holder) : QString())
        + troubleLines(troublesBeside(port, traits))
        + lines(Words::tr("Limits"), limitTexts(port, traits))
        + lines(Words::tr("Cures"), cureTexts(port, traits))
        + lines(Words::tr("Notes"), traits.notes);
}

} // namespace

QString portProblemText(const PortFacts &port)
{
    QStringList problems;
    for (const PortTrouble &trouble : troublesOf(port)) {
        const PortTroubleText words = portTroubleText(trouble);
        if (trouble.severity != Severity::note)
            problems += words.text + u' ' + words.cure;
    }
    return problems.join(u'\n');
}

QString portsReport(const PortInventory &inventory, const AdapterTable &adapters)
{
    QStringList parts;
    for (const PortFacts &port : inventory.ports)
        parts += portReport(port, portTraits(port, adapters));
    for (const AdapterWithoutPort &adapter : inventory.adaptersWithoutPort)
        parts += Words::tr("No port") + u'\n' + troubleLines({troubleOf(adapter)});
    if (inventory.ports.isEmpty())
        parts +=
            Words::tr("This computer has no serial port. Plug the probe's adapter in; if it is "
                      "plugged in, try another socket or cable. To try without hardware: "
                      "optoscope-cli read virtual:")
            + u'\n';
    QString text = parts.join(QString());
    text.chop(1);
    return text;
}

} // namespace optoscope::texts
