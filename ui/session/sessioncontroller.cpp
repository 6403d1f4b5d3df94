// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/sessioncontroller.h"

#include "ui/session/sessiondocument.h"

namespace optoscope {

SessionController::SessionController(SessionDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&m_link, &Link::started, document, &SessionDocument::setAnchor);
    connect(&m_link, &Link::entriesAppended, document, &SessionDocument::append);
    connect(&m_link, &Link::capabilitiesKnown, this, &SessionController::capabilitiesKnown);
    connect(&m_link, &Link::failed, document, &SessionDocument::fail);
    connect(&m_link, &Link::finished, document, &SessionDocument::finish);
}

void SessionController::start(const LinkRequest &request)
{
    if (isRunning())
        return;
    m_document->begin(request.target.toText());
    m_link.start(request);
}

void SessionController::stop()
{
    if (isRunning())
        m_link.stop();
}

void SessionController::setControlLines(const ControlLineChoice &choice)
{
    m_link.setControlLines(choice);
}

void SessionController::setBreak(bool on)
{
    m_link.setBreak(on);
}

} // namespace optoscope
