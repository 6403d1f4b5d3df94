// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/sessiondocument.h"

#include "core/capture/spillfile.h"

#include <algorithm>
#include <utility>

namespace optoscope {
namespace {

/// A coming block is looked at again when it has grown by so many characters and by this share of
/// itself, so that the work stays in proportion to its length.
constexpr qint64 leastGrowth = 32;
constexpr qint64 growthShare = 16;

constexpr char startOfText = 0x02;

bool isStartOf(QLatin1String session, const Event &event)
{
    return event.kind == Event::Kind::SessionStarted && event.detail == session;
}

} // namespace

SessionDocument::SessionDocument(ManufacturerTest isKnown, QObject *parent)
    : QObject(parent)
    , m_isKnown(std::move(isKnown))
{
}

void SessionDocument::begin(const QString &target, bool isPassing)
{
    reset(target, State::Reading);
    m_isPassing = isPassing;
    Q_EMIT cleared();
    Q_EMIT stateChanged();
}

void SessionDocument::reset(const QString &target, State state)
{
    m_target = target;
    m_isCapture = false;
    m_isReplay = false;
    m_isPassing = false;
    m_trace = {};
    m_trace.setChunkStore(std::make_shared<SpillFile>());
    m_conversation = Conversation();
    m_conversation.setManufacturerTest(m_isKnown);
    m_classifier = {};
    m_error = {};
    m_outcome = Outcome::done;
    m_isSelfTest = false;
    m_isWatch = false;
    m_presence = PortPresence::Usual;
    m_diagnosis.reset();
    m_end = {};
    m_received = 0;
    m_incoming = {};
    m_incomingLength = 0;
    m_state = state;
}

void SessionDocument::open(const QString &file, const TraceEntries &entries)
{
    reset(file, State::Finished);
    m_isCapture = true;
    Q_EMIT cleared();
    appendPiecewise(entries);
    finish(Outcome::done);
}

void SessionDocument::beginReplay(const QString &file)
{
    reset(file, State::Reading);
    m_isCapture = true;
    m_isReplay = true;
    Q_EMIT cleared();
    Q_EMIT stateChanged();
}

void SessionDocument::appendPiecewise(const TraceEntries &entries)
{
    // A file that is no recording can hold a message a byte; what comes behind so many is left out.
    constexpr qsizetype mostMessages = 200000;
    constexpr qsizetype atOnce = 1000;
    for (qsizetype first = 0;
         first < entries.size() && m_conversation.messages().size() < mostMessages; first += atOnce)
        append(entries.mid(first, atOnce));
}

SessionRecord SessionDocument::record() const
{
    return {m_target, m_trace, m_error, m_outcome, m_state == State::Failed};
}

void SessionDocument::restore(const SessionRecord &record)
{
    reset(record.target, State::Finished);
    m_trace.setAnchor(record.trace.anchor());
    Q_EMIT cleared();
    // A long trace lies compactly; its entries one by one would not.
    constexpr qsizetype atOnce = 10'000;
    TraceEntries entries;
    for (qsizetype i = 0; i < record.trace.count(); ++i) {
        entries.append(record.trace.entry(i));
        if (entries.size() == atOnce)
            append(std::exchange(entries, {}));
    }
    append(entries);
    if (record.isFailed)
        fail(record.error);
    finish(record.outcome);
}

void SessionDocument::resume()
{
    m_error = {};
    m_outcome = Outcome::done;
    m_isPassing = false;
    setState(State::Reading);
}

void SessionDocument::setChunkStore(std::shared_ptr<ChunkStore> store, qint64 budget)
{
    m_trace.setChunkStore(std::move(store), budget);
}

void SessionDocument::setAnchor(const QDateTime &anchor)
{
    m_trace.setAnchor(anchor);
}

void SessionDocument::append(const TraceEntries &entries)
{
    if (entries.isEmpty())
        return;
    const qsizetype first = m_trace.count();
    m_trace.append(entries);
    m_conversation.append(entries);
    m_classifier.append(entries);
    for (const TraceEntry &entry : entries) {
        if (const auto *settings = std::get_if<LineSettings>(&entry.what))
            m_dataMask = settings->format.dataMask();
        else if (const auto *event = std::get_if<Event>(&entry.what))
            adoptStart(*event);
        const CharacterRun *run = runOf(entry);
        m_end = std::max(m_end, run ? endOf(entry.at, *run) : entry.at);
        if (std::holds_alternative<Received>(entry.what))
            m_received += run->characters.size();
    }
    updateIncoming();
    Q_EMIT appended(first);
}

/// The first session tells what the trace is about: a port that has returned is watched.
void SessionDocument::adoptStart(const Event &event)
{
    m_isWatch = m_isWatch
        || (isStartOf(QLatin1String("watch"), event) && m_presence == PortPresence::Usual);
    m_isSelfTest = m_isSelfTest || isStartOf(QLatin1String("selftest"), event);
}

void SessionDocument::setPresence(PortPresence presence)
{
    if (m_presence == presence)
        return;
    m_presence = presence;
    Q_EMIT stateChanged();
}

void SessionDocument::setDiagnosis(const Diagnosis &diagnosis)
{
    m_diagnosis = diagnosis;
    Q_EMIT stateChanged();
}

const DataSets &SessionDocument::registers() const
{
    const DataSets &read = m_conversation.readout().dataSets;
    return read.count() > 0 ? read : m_incoming;
}

void SessionDocument::updateIncoming()
{
    const auto &messages = m_conversation.messages();
    if (messages.isEmpty() || m_conversation.readout().dataSets.count() > 0)
        return;
    const ConversationMessage &last = messages.constLast();
    if (last.kind != MessageKind::data || !last.isComing)
        return;
    if (last.length - m_incomingLength < leastGrowth + m_incomingLength / growthShare)
        return;
    m_incomingLength = last.length;
    QByteArray block = toBytes(m_trace.characters({last.offset, last.length}), m_dataMask);
    if (block.startsWith(startOfText))
        block.remove(0, 1);
    m_incoming = DataSets(block);
}

void SessionDocument::fail(const LinkError &error)
{
    m_error = error;
    setState(State::Failed);
}

void SessionDocument::finish(Outcome outcome)
{
    m_outcome = outcome;
    m_conversation.append(m_classifier.findings(m_classifier.verdict()));
    m_conversation.finish();
    Q_EMIT appended(m_trace.count());
    // A failed link finishes too, but why it failed tells more.
    setState(m_state == State::Failed ? State::Failed : State::Finished);
}

void SessionDocument::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace optoscope
