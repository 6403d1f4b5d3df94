// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/transport.h"

#include <QStringList>

namespace optoscope {

/// Everything that a transport said, in order.
class TransportLog : public QObject
{
public:
    explicit TransportLog(Transport &transport)
    {
        connect(&transport, &Transport::opened, this, [this] { order += u"opened"_qs; });
        connect(&transport, &Transport::failed, this, [this](const LinkError &error) {
            order += u"failed"_qs;
            errors += error;
        });
        connect(&transport, &Transport::lost, this, [this](const LinkError &error) {
            order += u"lost"_qs;
            errors += error;
        });
        connect(&transport, &Transport::lineChanged, this,
                [this](Instant, const LineSettings &settings) {
                    order += u"line"_qs;
                    lines += settings;
                });
        connect(&transport, &Transport::sending, this, [this](Instant at, const CharacterRun &run) {
            order += u"sending"_qs;
            sent += {at, Sent{run}};
        });
        connect(&transport, &Transport::sent, this, [this](Instant begin, Instant end) {
            order += u"sent"_qs;
            begins += begin;
            ends += end;
        });
        connect(&transport, &Transport::received, this,
                [this](Instant at, const CharacterRun &run) {
                    received += {at, Received{run}};
                });
        connect(&transport, &Transport::controlLinesChanged, this,
                [this](Instant, const ControlLines &now) {
                    order += u"lines"_qs;
                    controlLines += now;
                });
        connect(&transport, &Transport::breakChanged, this,
                [this](Instant, bool on) { order += on ? u"break on"_qs : u"break off"_qs; });
        connect(&transport, &Transport::capabilitiesKnown, this,
                [this](const PortCapabilities &told) { capabilities += told; });
        connect(&transport, &Transport::found, this, [this](const Finding &finding) {
            order += u"found"_qs;
            findings += finding;
        });
    }

    Characters characters() const
    {
        Characters all;
        for (const TraceEntry &entry : received)
            all += runOf(entry)->characters;
        return all;
    }
    QByteArray bytes(quint8 mask = 0xFF) const { return toBytes(characters(), mask); }

    QStringList order; ///< what came, but for received()
    QList<LinkError> errors;
    QList<PortCapabilities> capabilities;
    QList<LineSettings> lines;
    QList<ControlLines> controlLines;
    TraceEntries sent;
    TraceEntries received;
    QList<Instant> begins;
    QList<Instant> ends;
    Findings findings;
};

} // namespace optoscope
