// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/sessionrecorder.h"

#include "ui/session/sessioncontroller.h"
#include "ui/texts/tracewording.h"

namespace optoscope {

SessionRecorder::SessionRecorder(SessionController *controller, RecordingFolder folder, Facts facts,
                                 QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_folder(std::move(folder))
    , m_facts(std::move(facts))
{
    if (!m_folder.path().isEmpty())
        connect(controller, &SessionController::starting, this, &SessionRecorder::prepare);
}

void SessionRecorder::prepare(const LinkRequest &request)
{
    if (!m_recording)
        run();
    m_file.clear();
    const auto plan = [folder = m_folder, facts = m_facts, target = request.target,
                       now = QDateTime::currentDateTime()] {
        const QString file = folder.newFile(now, target.toText());
        folder.prune();
        return RecordingPlan{file, facts ? facts(target) : CaptureFacts()};
    };
    QMetaObject::invokeMethod(m_recording->recorder(), [recorder = m_recording->recorder(), plan] {
        recorder->continueIn(plan);
    });
}

void SessionRecorder::run()
{
    m_recording = std::make_unique<Recording>(std::make_shared<texts::TraceWording>());
    connect(m_recording.get(), &Recording::opened, this, [this](const QString &file) {
        m_file = file;
        Q_EMIT begun(file);
    });
    connect(m_recording.get(), &Recording::trouble, this, [this](const RecordTrouble &trouble) {
        m_file.clear();
        Q_EMIT this->trouble(trouble);
    });
    Recorder *recorder = m_recording->recorder();
    m_controller->tap(
        recorder, [recorder](const QDateTime &anchor) { recorder->begin(anchor); },
        [recorder](const TraceEntries &entries) { recorder->append(entries); });
}

void SessionRecorder::append(const TraceEntries &entries)
{
    if (m_recording)
        m_recording->append(entries);
}

} // namespace optoscope
