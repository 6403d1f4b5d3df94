// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/conversation.h"
#include "core/link/linkerror.h"
#include "core/link/portpresence.h"
#include "core/probe/diagnosis.h"
#include "core/recognise/lineclassifier.h"
#include "core/trace/session.h"
#include "core/trace/trace.h"

#include <QObject>

#include <functional>
#include <optional>

namespace optoscope {

/// What a document showed once, to show it again.
struct SessionRecord {
    QString target;
    Trace trace;
    LinkError error;
    Outcome outcome = Outcome::done;
    bool isFailed = false;
};

/// What the window shows: one trace, the conversation read from it, and how far the session is.
/// It knows neither the link nor any view; whoever has entries appends them.
class SessionDocument : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 {
        Empty, ///< Nothing was done yet.
        Reading, ///< A session runs.
        Finished, ///< It ended; outcome() says how.
        Failed, ///< The link could not be opened or was lost; error() says why.
    };

    using ManufacturerTest = std::function<bool(QByteArrayView)>;

    /// \a isKnown tells whether a manufacturer's letters are known; without it all are.
    explicit SessionDocument(ManufacturerTest isKnown = {}, QObject *parent = nullptr);

    State state() const { return m_state; }
    /// A session runs that nothing else may take the place of.
    bool isHeld() const { return m_state == State::Reading && !m_isPassing; }
    /// The session that is shown is one of many that pass by.
    bool isPassing() const { return m_isPassing; }
    /// The target's text, as the person wrote or chose it.
    const QString &target() const { return m_target; }
    const Trace &trace() const { return m_trace; }
    const Conversation &conversation() const { return m_conversation; }
    /// The registers of the read-out; while its block is coming, those that are here already.
    const DataSets &registers() const;
    /// Data bits of the line now.
    quint8 dataMask() const { return m_dataMask; }
    const LinkError &error() const { return m_error; }
    Outcome outcome() const { return m_outcome; }
    /// What the trace tells of is a self-test.
    bool isSelfTest() const { return m_isSelfTest; }
    /// What the trace tells of sends nothing and only takes down what comes.
    bool isWatch() const { return m_isWatch; }
    /// Of the port of a session that has ended.
    PortPresence presence() const { return m_presence; }
    /// Of probe and meter, where somebody has judged them.
    const std::optional<Diagnosis> &diagnosis() const { return m_diagnosis; }
    qint64 receivedCount() const { return m_received; }
    /// When the last thing in the trace ended.
    Instant end() const { return m_end; }

    /// Forgets everything and begins a session with \a target. One that \a isPassing goes on
    /// without the document when something else is to be shown.
    void begin(const QString &target, bool isPassing = false);
    /// Another session goes on where the last one ended; nothing is forgotten.
    void resume();
    void setAnchor(const QDateTime &anchor);
    /// Where this session is put away beyond \a budget bytes, instead of a temporary file.
    void setChunkStore(std::shared_ptr<ChunkStore> store, qint64 budget);
    void setPresence(PortPresence presence);
    void setDiagnosis(const Diagnosis &diagnosis);
    void append(const TraceEntries &entries);
    void fail(const LinkError &error);
    void finish(Outcome outcome);

    /// The entries are those of a file, target() is its name.
    bool isCapture() const { return m_isCapture; }
    /// Forgets everything and shows what was read from \a file.
    void open(const QString &file, const TraceEntries &entries);
    /// Forgets everything; what was recorded in \a file comes as it happened, until finish().
    void beginReplay(const QString &file);
    bool isReplay() const { return m_isReplay; }
    /// A session that has ended, for restore().
    SessionRecord record() const;
    void restore(const SessionRecord &record);

Q_SIGNALS:
    /// Everything is forgotten; state() is Reading.
    void cleared();
    /// Entries \a first up to the end are new, and the conversation has been brought up to them.
    void appended(qsizetype first);
    void stateChanged();

private:
    void reset(const QString &target, State state);
    void appendPiecewise(const TraceEntries &entries);
    void setState(State state);
    void updateIncoming();
    void adoptStart(const Event &event);

    ManufacturerTest m_isKnown;
    State m_state = State::Empty;
    bool m_isCapture = false;
    bool m_isReplay = false;
    bool m_isPassing = false;
    QString m_target;
    Trace m_trace;
    Conversation m_conversation;
    LineClassifier m_classifier;
    LinkError m_error;
    Outcome m_outcome = Outcome::done;
    bool m_isSelfTest = false;
    bool m_isWatch = false;
    PortPresence m_presence = PortPresence::Usual;
    std::optional<Diagnosis> m_diagnosis;
    Instant m_end;
    qint64 m_received = 0;
    quint8 m_dataMask = 0xFF;
    DataSets m_incoming; ///< of a data message that is coming
    qint64 m_incomingLength = 0; ///< characters of it that were looked at
};

} // namespace optoscope
