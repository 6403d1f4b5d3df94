// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/sessiontitle.h"

#include "ui/session/sessiondocument.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace optoscope {
namespace {

struct Title {
    Q_DECLARE_TR_FUNCTIONS(optoscope::MainWindow)
};

QString runningWords(const SessionDocument &document, bool isTest)
{
    if (isTest)
        return Title::tr("self-test");
    if (document.isReplay())
        return Title::tr("replay");
    if (document.isPassing())
        return Title::tr("polling");
    return document.isWatch() ? Title::tr("listening") : Title::tr("reading");
}

QString finishedWords(const SessionDocument &document)
{
    if (document.isSelfTest())
        return Title::tr("self-test");
    if (document.isReplay())
        return Title::tr("recording");
    if (document.isWatch())
        return Title::tr("heard");
    return document.outcome() == Outcome::done ? Title::tr("read") : Title::tr("not read");
}

QString failedWords(const SessionDocument &document)
{
    switch (document.presence()) {
    case PortPresence::Usual: return Title::tr("failed");
    case PortPresence::Awaited: return Title::tr("unplugged, waiting for it");
    case PortPresence::Returned: return Title::tr("back, recording");
    }
    return {};
}

QString words(const SessionDocument &document, bool isTest)
{
    switch (document.state()) {
    case SessionDocument::State::Empty: return {};
    case SessionDocument::State::Reading: return runningWords(document, isTest);
    case SessionDocument::State::Finished: return finishedWords(document);
    case SessionDocument::State::Failed: return failedWords(document);
    }
    return {};
}

} // namespace

QString sessionTitle(const SessionDocument &document, bool isRunning, bool isTest)
{
    if (document.isCapture()) {
        const QString name = QFileInfo(document.target()).fileName();
        return isRunning ? Title::tr("%1[*] – replay – Optoscope").arg(name)
                         : Title::tr("%1[*] – Optoscope").arg(name);
    }
    if (document.state() == SessionDocument::State::Empty)
        return Title::tr("Optoscope[*]");
    return Title::tr("%1[*] – %2 – Optoscope").arg(document.target(), words(document, isTest));
}

} // namespace optoscope
