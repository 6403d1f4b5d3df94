// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/linkerror.h"
#include "core/link/portcapabilities.h"
#include "core/trace/traceentry.h"

#include <QObject>

namespace optoscope {

/// Carries characters to a meter and back. It answers by signals, takes every time from the
/// session's clock, and adds and checks parity. Nothing is sent before opened() or after lost().
class Transport : public QObject
{
    Q_OBJECT
public:
    /// Answers with lineChanged() and opened(), or with failed().
    virtual void open(Baud baud, CharacterFormat format) = 0;
    /// Characters that have not left yet are dropped. No signal comes after it.
    virtual void close() = 0;
    /// Sends data characters: sending() at once, sent() when the last stop bit has left.
    virtual void send(const QByteArray &data) = 0;
    /// Answers with lineChanged(). What has arrived is kept. \a parity says who makes the parity
    /// from now on, nothing: whoever was chosen when the transport was made.
    virtual void setLine(Baud baud, CharacterFormat format,
                         std::optional<ParityBy> parity = {}) = 0;
    virtual void setBreak(bool on) = 0;
    /// Answers with controlLinesChanged() where there are such lines. What is not named stays.
    virtual void setControlLines(std::optional<bool> dtr, std::optional<bool> rts)
    {
        Q_UNUSED(dtr)
        Q_UNUSED(rts)
    }
    /// Asks the person at the probe, if this link has one of its own: answered() follows. False:
    /// somebody else must be asked.
    virtual bool ask(const PersonRequest &request)
    {
        Q_UNUSED(request)
        return false;
    }

Q_SIGNALS:
    void opened();
    void failed(const optoscope::LinkError &error);
    /// The link is gone; it has been closed.
    void lost(const optoscope::LinkError &error);
    /// Once at opening, and again when more is known.
    void capabilitiesKnown(const optoscope::PortCapabilities &capabilities);
    /// What the port really runs now.
    void lineChanged(optoscope::Instant at, const optoscope::LineSettings &settings);
    void sending(optoscope::Instant at, const optoscope::CharacterRun &run);
    void sent(optoscope::Instant begin, optoscope::Instant end);
    void received(optoscope::Instant at, const optoscope::CharacterRun &run);
    void controlLinesChanged(optoscope::Instant at, const optoscope::ControlLines &lines);
    void breakChanged(optoscope::Instant at, bool on);
    void found(const optoscope::Finding &finding);
    void answered(const optoscope::PersonAnswer &answer);
};

} // namespace optoscope
