// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pollrecorder.h"

#include "ui/texts/tracewording.h"

namespace optoscope {

PollRecorder::PollRecorder(Poller *poller, RecordingFolder folder, Facts facts, QObject *parent)
    : QObject(parent)
    , m_poller(poller)
    , m_folder(std::move(folder))
    , m_facts(std::move(facts))
{
    if (m_folder.path().isEmpty())
        return;
    connect(poller, &Poller::pollBegins, this, &PollRecorder::takePoll);
    connect(poller, &Poller::finished, this, &PollRecorder::end);
}

void PollRecorder::takePoll()
{
    const QDate today = QDate::currentDate();
    if (m_isOver || today != m_day || m_polls >= mostPolls) {
        m_day = today;
        begin();
    }
    ++m_polls;
}

void PollRecorder::begin()
{
    if (!m_recording)
        run();
    m_isOver = false;
    m_polls = 0;
    const Target target = m_poller->plan().request.target;
    m_file =
        m_folder.newFile(QDateTime::currentDateTime(), target.toText() + QStringLiteral(" polls"));
    // What runs when the recorder begins it; the poll that is about to begin is its first session.
    const auto plan = [folder = m_folder, facts = m_facts, target, file = m_file] {
        folder.prune();
        return RecordingPlan{file, facts ? facts(target) : CaptureFacts()};
    };
    QMetaObject::invokeMethod(m_recording->recorder(), [recorder = m_recording->recorder(), plan] {
        recorder->continueIn(plan);
    });
    m_poller->setCapture(m_file, 0);
}

void PollRecorder::run()
{
    m_recording = std::make_unique<Recording>(std::make_shared<texts::TraceWording>());
    connect(m_recording.get(), &Recording::opened, this, &PollRecorder::begun);
    connect(m_recording.get(), &Recording::trouble, this, [this](const RecordTrouble &trouble) {
        if (trouble.file != m_file)
            return; // of the one before
        m_file.clear();
        m_poller->setCapture({}, 0);
        Q_EMIT this->trouble(trouble);
    });
    Recorder *recorder = m_recording->recorder();
    m_poller->line().tap(
        recorder, [recorder](const QDateTime &anchor) { recorder->begin(anchor); },
        [recorder](const TraceEntries &entries) { recorder->append(entries); });
}

void PollRecorder::end()
{
    m_isOver = true;
    m_file.clear();
    m_poller->setCapture({}, 0);
    if (m_recording)
        QMetaObject::invokeMethod(m_recording->recorder(), &Recorder::finish);
}

} // namespace optoscope
