// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/recording.h"

namespace optoscope {

Recording::Recording(const QString &file, const CaptureFacts &facts,
                     std::shared_ptr<const Wording> wording, QObject *parent)
    : QObject(parent)
    , m_recorder(std::make_unique<Recorder>(file, facts, std::move(wording)))
{
    run();
    QMetaObject::invokeMethod(m_recorder.get(), &Recorder::open);
}

Recording::Recording(std::shared_ptr<const Wording> wording, QObject *parent)
    : QObject(parent)
    , m_recorder(std::make_unique<Recorder>(QString(), CaptureFacts(), std::move(wording)))
{
    run();
}

void Recording::run()
{
    m_recorder->moveToThread(&m_thread);
    connect(m_recorder.get(), &Recorder::opened, this, &Recording::opened);
    connect(m_recorder.get(), &Recorder::trouble, this, &Recording::trouble);
    m_thread.setObjectName(u"recorder"_qs);
    m_thread.start();
}

Recording::~Recording()
{
    finish();
}

void Recording::begin(const QDateTime &anchor)
{
    QMetaObject::invokeMethod(m_recorder.get(),
                              [recorder = m_recorder.get(), anchor] { recorder->begin(anchor); });
}

void Recording::append(const TraceEntries &entries)
{
    QMetaObject::invokeMethod(
        m_recorder.get(), [recorder = m_recorder.get(), entries] { recorder->append(entries); });
}

std::optional<RecordTrouble> Recording::finish()
{
    if (m_thread.isRunning()) {
        // Behind all that was queued before, which quit() alone would overtake.
        QMetaObject::invokeMethod(m_recorder.get(), [this] {
            m_recorder->finish();
            m_thread.quit();
        });
        m_thread.wait();
    }
    return m_recorder->failure();
}

} // namespace optoscope
