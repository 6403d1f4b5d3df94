// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/evidence.h"

#include <QMetaEnum>

namespace optoscope {

EvidenceUnit unitOf(EvidenceId id)
{
    switch (id) {
    case EvidenceId::loopbackExact:
    case EvidenceId::loopbackExactParity:
    case EvidenceId::highBitsLost:
    case EvidenceId::openEcho:
    case EvidenceId::echoExact:
    case EvidenceId::echoExactNear:
    case EvidenceId::echoDamaged:
    case EvidenceId::echoInverted:
    case EvidenceId::tapedEcho:
    case EvidenceId::meterAnswered:
    case EvidenceId::secondProbeEcho:
    case EvidenceId::heard: return EvidenceUnit::share;
    case EvidenceId::characterTime:
    case EvidenceId::characterTimeParity: return EvidenceUnit::ratio;
    case EvidenceId::openEvents:
    case EvidenceId::darkEvents:
    case EvidenceId::roomEvents: return EvidenceUnit::perSecond;
    case EvidenceId::groundBreaks:
    case EvidenceId::remoteNear:
    case EvidenceId::remoteFar:
    case EvidenceId::sunBreaks:
    case EvidenceId::remoteWhileSending:
    case EvidenceId::nulsHeard:
    case EvidenceId::tapedEvents: return EvidenceUnit::count;
    case EvidenceId::lampFrequency: return EvidenceUnit::hertz;
    case EvidenceId::echoBaud: return EvidenceUnit::baud;
    case EvidenceId::rotation: return EvidenceUnit::degrees;
    case EvidenceId::portOpened:
    case EvidenceId::portBlocked:
    case EvidenceId::settingsKept:
    case EvidenceId::errorsReported:
    case EvidenceId::lineLow:
    case EvidenceId::roomLow:
    case EvidenceId::cameraWorks:
    case EvidenceId::ledSeen:
    case EvidenceId::ledInIdle:
    case EvidenceId::ledAfterSwap:
    case EvidenceId::meterLedSeen:
    case EvidenceId::foundWay:
    case EvidenceId::readGood:
    case EvidenceId::findingSeen:
    case EvidenceId::dataDiffers: break;
    }
    return EvidenceUnit::yesNo;
}

QString evidenceName(EvidenceId id)
{
    return QLatin1String(QMetaEnum::fromType<EvidenceId>().valueToKey(static_cast<int>(id)));
}

QString stepName(TestStep step)
{
    if (step == TestStep::none)
        return {};
    return QLatin1String(QMetaEnum::fromType<TestStep>().valueToKey(static_cast<int>(step)));
}

std::optional<TestStep> stepFromName(QStringView name)
{
    bool ok = false;
    const int value = QMetaEnum::fromType<TestStep>().keyToValue(name.toLatin1().constData(), &ok);
    if (!ok || value == static_cast<int>(TestStep::none))
        return {};
    return static_cast<TestStep>(value);
}

} // namespace optoscope
