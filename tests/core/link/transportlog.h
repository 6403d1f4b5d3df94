// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/transport.h"

#include <QStringList>

/// Everything that a transport said, in order.
class TransportLog : public QObject
{
public:
    explicit TransportLog(optoscope::Transport &transport)
    {
        using namespace optoscope;
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
                [this] { order += u"lines"_qs; });
        connect(&transport, &Transport::breakChanged, this,
                [this](Instant, bool on) { order += on ? u"break on"_qs : u"break off"_qs; });
        connect(&transport, &Transport::found, this, [this](const Finding &finding) {
            order += u"found"_qs;
            findings += finding;
        });
    }

    optoscope::Characters characters() const
    {
        optoscope::Characters all;
        for (const optoscope::TraceEntry &entry : received)
            all += optoscope::runOf(entry)->characters;
        return all;
    }
    QByteArray bytes(quint8 mask = 0xFF) const { return optoscope::toBytes(characters(), mask); }

    QStringList order; ///< what came, but for received()
    QList<optoscope::LinkError> errors;
    QList<optoscope::LineSettings> lines;
    optoscope::TraceEntries sent;
    optoscope::TraceEntries received;
    QList<optoscope::Instant> begins;
    QList<optoscope::Instant> ends;
    optoscope::Findings findings;
};
