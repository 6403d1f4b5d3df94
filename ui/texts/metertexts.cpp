// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/knowledgetexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

#include <QLocale>

namespace optoscope::texts {

namespace {

QString countryNames(const QStringList &codes)
{
    QStringList names;
    for (const QString &code : codes)
        names += QLocale::territoryToString(QLocale::codeToTerritory(code));
    return names.join(u", "_qs);
}

} // namespace

QString meterStateText(MeterState state)
{
    switch (state) {
    case MeterState::answers: return Words::tr("Its optical port answers a sign-on.");
    case MeterState::closed:
        return Words::tr("Its optical port is closed: it answers nobody but its owner.");
    case MeterState::needsActivation:
        return Words::tr("Its optical port is silent until the grid operator switches it on.");
    case MeterState::lockedByPin: return Words::tr("It says only a little until a PIN is entered.");
    case MeterState::needsWakeUp: return Words::tr("Its optical port sleeps and must be woken.");
    case MeterState::needsAddress: return Words::tr("It answers only to its own address.");
    case MeterState::speaksSml:
        return Words::tr("It speaks SML, unasked, and does not answer a sign-on.");
    case MeterState::speaksHdlc: return Words::tr("It speaks DLMS over HDLC.");
    case MeterState::speaksDsmr: return Words::tr("It speaks DSMR at its P1 port.");
    case MeterState::speaksMbus: return Words::tr("It speaks M-Bus.");
    case MeterState::speaksKmp: return Words::tr("It speaks the Kamstrup meter protocol.");
    case MeterState::speaksOther: return Words::tr("It speaks a protocol of another standard.");
    case MeterState::pushesOnly: return Words::tr("It speaks unasked and does not listen.");
    case MeterState::modeDPush:
        return Words::tr("It speaks unasked in mode D and does not listen.");
    case MeterState::encrypted: return Words::tr("What it says is encrypted.");
    case MeterState::otherInterface:
        return Words::tr("It is read at another connector, not at an optical port.");
    }
    return {};
}

QString meterHintText(MeterHint hint)
{
    switch (hint) {
    case MeterHint::askUtility:
        return Words::tr("Ask whoever owns the meter (grid operator or supplier) what its optical "
                         "port is open for.");
    case MeterHint::askForActivation:
        return Words::tr("Ask the grid operator to switch the customer interface on, or do it in "
                         "its web portal.");
    case MeterHint::askForKey:
        return Words::tr("Ask the grid operator for the meter's key: without it nobody can read "
                         "what it sends.");
    case MeterHint::enterPin:
        return Words::tr("Enter the PIN with the button or with a torch on the meter's light "
                         "sensor, then set \"InF\" to on. The grid operator sends the PIN on "
                         "request.");
    case MeterHint::listen: return Words::tr("Send nothing, only listen.");
    case MeterHint::sendNuls:
        return Words::tr("Wake it first: some 65 NUL characters, then 1.5 s of silence.");
    case MeterHint::sendManyNuls:
        return Words::tr("Wake it with some 210 NUL characters; fewer were not enough.");
    case MeterHint::signOnTwice:
        return Words::tr("Repeat the sign-on: only a later one is answered.");
    case MeterHint::signOnWithHash: return Words::tr("The sign-on /#! brings more values.");
    case MeterHint::signOnForService:
        return Words::tr("The sign-ons /2! and /4! bring a table for service.");
    case MeterHint::useMagnet:
        return Words::tr("Use a head with a magnet: without one the meter's port stays off.");
    case MeterHint::giveAddress:
        return Words::tr("Give the meter's address, usually the end of its serial number.");
    case MeterHint::acknowledge:
        return Words::tr("After its identification it waits for an option select; nothing comes "
                         "without.");
    case MeterHint::changeBaudLater:
        return Words::tr("Change the baud only when the option select has left, and do not open "
                         "the port again for it.");
    case MeterHint::stayAt300: return Words::tr("Stay at 300 baud.");
    case MeterHint::waitBetweenReads:
        return Words::tr("Wait between two reads: it limits how often it answers.");
    case MeterHint::cableUp: return Words::tr("Put the head on with its cable pointing up.");
    case MeterHint::topOfMeter:
        return Words::tr("The optical port is at the top of the meter; the head needs a holder.");
    case MeterHint::pressButton:
        return Words::tr("Press a button of the meter first: that opens the port for a short "
                         "time.");
    case MeterHint::useP1Port:
        return Words::tr("Read it with a cable at the P1 port (RJ11 or RJ12).");
    case MeterHint::useTicOutput:
        return Words::tr("Read it at the terminals of the customer output (TIC, I1 and I2).");
    case MeterHint::useOtherProgram:
        return Words::tr("Optoscope recognises this protocol but does not read it: use a program "
                         "for it.");
    case MeterHint::expectSevenBitSum:
        return Words::tr("Its check character is a sum, not the XOR of the standard.");
    }
    return {};
}

QString meterRowTitle(const MeterRow &row)
{
    const QString maker = visibleText(QStringView(row.makers.value(0)));
    const QString model = visibleText(QStringView(row.models.value(0)));
    if (!model.isEmpty())
        return maker.isEmpty() ? model : Words::tr("%1 %2", "maker, model").arg(maker, model);
    if (!maker.isEmpty())
        return Words::tr("Meters made by %1").arg(maker);
    if (!row.utility.isEmpty())
        return Words::tr("Meters of %1").arg(visibleText(QStringView(row.utility)));
    if (!row.countries.isEmpty())
        return Words::tr("Meters in %1").arg(countryNames(row.countries));
    return visibleText(row.identification);
}

} // namespace optoscope::texts
