// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/link.h"

namespace optoscope {

class SessionDocument;

/// Runs sessions and brings what happens into the document.
class SessionController : public QObject
{
    Q_OBJECT
public:
    explicit SessionController(SessionDocument *document, QObject *parent = nullptr);

    bool isRunning() const { return m_link.isRunning(); }
    /// Starts with an empty document, unless a session runs.
    void start(const LinkRequest &request);
    void stop();
    /// Of the running session.
    void setControlLines(const ControlLineChoice &choice);
    void setBreak(bool on);

Q_SIGNALS:
    /// Of the port of the running session.
    void capabilitiesKnown(const optoscope::PortCapabilities &capabilities);

private:
    SessionDocument *m_document;
    Link m_link;
};

} // namespace optoscope
