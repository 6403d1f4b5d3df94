// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversation.h"

#include "core/iec62056/conversationjudge.h"
#include "core/iec62056/echofilter.h"
#include "core/iec62056/readoutbuilder.h"
#include "core/iec62056/runindex.h"
#include "core/trace/evidence.h"

namespace optoscope {

namespace {

/// One party's characters on their way into messages.
struct Stream {
    Framer framer;
    RunIndex runs;
};

// Weeks of polling; then what follows is left out and that is said.
constexpr qsizetype mostMessages = 100'000;

/// The search has found how the meter talks.
bool isFound(const Evidence &evidence)
{
    const bool isWay = evidence.id == EvidenceId::foundWay || evidence.id == EvidenceId::heard;
    return isWay && evidence.value > 0;
}

bool startsMessage(quint8 character)
{
    return character == '/' || character == 0x01 || character == 0x02;
}

} // namespace

class Conversation::State
{
public:
    explicit State(qsizetype blockLimit)
        : m_us{Framer(blockLimit), {}}
        , m_meter{Framer(blockLimit), {}}
    {
    }

    void append(const TraceEntry &entry);
    void finish();
    void showComing();

    QList<ConversationMessage> messages;
    ConversationJudge judge;
    ReadoutBuilder readout;

private:
    void note(Instant, const Sent &sent);
    void note(Instant, const Received &received);
    void note(Instant, const LineSettings &settings);
    void note(Instant, const Event &event);
    void listen(bool isToMeter);

    void hearPossibleEcho(Instant at, const CharacterRun &run);
    void takePieces();
    void addEcho(const EchoFilter::Piece &piece);
    void feedMeter(qint64 traceOffset, Instant at, const CharacterRun &run);
    void flush(Party party);
    void endMessages();
    void collect(Party party);
    ConversationMessage describe(Party party, MessageKind kind, qint64 offset, qint64 length) const;
    void addMessage(Party party, Frame frame);
    void leaveOut(Party party, const Frame &frame);
    bool joinsLast(const ConversationMessage &message) const;
    void dropComing();
    void showComing(Party party);

    Stream &stream(Party party) { return party == Party::Us ? m_us : m_meter; }
    const Stream &stream(Party party) const { return party == Party::Us ? m_us : m_meter; }

    Stream m_us;
    Stream m_meter;
    EchoFilter m_echo;
    quint8 m_dataMask = format7E1.dataMask();
    bool m_isToMeter = true; ///< Else a self-test sends patterns to bridges and mirrors.
    qint64 m_offset = 0; ///< characters of the trace so far
    std::optional<Instant> m_ourEnd; ///< of our last message, while it waits for an answer
    std::optional<Instant> m_meterEnd; ///< of the meter's last message, while we may answer
};

void Conversation::State::append(const TraceEntry &entry)
{
    dropComing();
    if (const auto *sent = std::get_if<Sent>(&entry.what))
        note(entry.at, *sent);
    else if (const auto *received = std::get_if<Received>(&entry.what))
        note(entry.at, *received);
    else if (const auto *settings = std::get_if<LineSettings>(&entry.what))
        note(entry.at, *settings);
    else if (const auto *event = std::get_if<Event>(&entry.what))
        note(entry.at, *event);
}

void Conversation::State::note(Instant at, const Sent &sent)
{
    if (!m_isToMeter) {
        m_offset += sent.run.characters.size();
        return;
    }
    m_echo.flush();
    takePieces();
    flush(Party::Meter);
    const QByteArray data = toBytes(sent.run.characters, m_dataMask);
    m_echo.sending(at, endOf(at, sent.run), data);
    m_us.runs.append(m_offset, at, sent.run);
    m_offset += sent.run.characters.size();
    m_us.framer.feed(data);
    collect(Party::Us);
}

void Conversation::State::note(Instant at, const Received &received)
{
    if (!m_isToMeter) {
        m_offset += received.run.characters.size();
        return;
    }
    flush(Party::Us);
    judge.countDamage(at, received.run, m_offset);
    if (m_echo.isExpecting()) {
        hearPossibleEcho(at, received.run);
    } else {
        feedMeter(m_offset, at, received.run);
        m_offset += received.run.characters.size();
    }
    collect(Party::Meter);
}

void Conversation::State::note(Instant, const LineSettings &settings)
{
    endMessages();
    m_dataMask = settings.format.dataMask();
    // Recorded bytes do not tell their baud.
    if (settings.baud.value > 0)
        judge.setLineBaud(settings.baud);
}

void Conversation::State::note(Instant, const Event &event)
{
    switch (event.kind) {
    case Event::Kind::Found: judge.add(event.finding); break;
    case Event::Kind::SessionStarted:
        listen(event.detail != QLatin1String("selftest"));
        judge.setListening(event.detail == QLatin1String("listen")
                           || event.detail == QLatin1String("watch"));
        break;
    case Event::Kind::StepBegun: {
        const auto step = stepFromName(event.detail);
        listen(step == TestStep::W8 || step == TestStep::W9);
        judge.endAttempts();
        judge.setListening(false);
        break;
    }
    case Event::Kind::StepEnded: listen(false); break;
    case Event::Kind::Tried:
        endMessages();
        judge.beginAttempt();
        judge.setListening(event.detail.startsWith(QLatin1String("listen ")));
        break;
    case Event::Kind::Measured:
        if (event.evidence.step == TestStep::W9 && isFound(event.evidence))
            judge.explainMisreadings();
        break;
    default: break;
    }
}

void Conversation::State::listen(bool isToMeter)
{
    if (m_isToMeter == isToMeter)
        return;
    endMessages();
    m_ourEnd.reset();
    m_meterEnd.reset();
    m_isToMeter = isToMeter;
}

void Conversation::State::hearPossibleEcho(Instant at, const CharacterRun &run)
{
    for (const Character &character : run.characters) {
        m_echo.receive({at, run.spacing, m_offset++,
                        static_cast<quint8>(character.wire & m_dataMask), character.flags});
        at += run.spacing;
    }
    takePieces();
}

void Conversation::State::takePieces()
{
    while (const auto piece = m_echo.take()) {
        if (piece->kind != EchoFilter::Piece::Kind::Heard) {
            addEcho(*piece);
            continue;
        }
        for (const HeardCharacter &heard : piece->characters)
            feedMeter(heard.offset, heard.at,
                      {{Character{heard.data, heard.flags}}, heard.spacing});
    }
}

void Conversation::State::addEcho(const EchoFilter::Piece &piece)
{
    const HeardCharacter &first = piece.characters.front();
    const HeardCharacter &last = piece.characters.back();
    ConversationMessage message{MessageKind::echo, Party::Us};
    message.at = first.at;
    message.end = last.at + last.spacing;
    message.offset = first.offset;
    message.length = static_cast<qint64>(piece.characters.size());
    message.isTimed = first.spacing.count() > 0;
    for (const HeardCharacter &heard : piece.characters) {
        message.bytes.append(static_cast<char>(heard.data));
        message.damagedCharacters += heard.flags.toInt() != 0 ? 1 : 0;
    }
    messages.append(message);
    judge.judgeEcho(message, piece.kind == EchoFilter::Piece::Kind::DamagedEcho);
}

void Conversation::State::feedMeter(qint64 traceOffset, Instant at, const CharacterRun &run)
{
    if (run.characters.isEmpty())
        return;
    const auto last = m_meter.runs.lastEnd();
    const bool afterSilence = last && run.spacing.count() > 0 && at > *last + judge.limits().most;
    if (afterSilence && startsMessage(run.characters.front().wire & m_dataMask))
        flush(Party::Meter);
    m_meter.runs.append(traceOffset, at, run);
    m_meter.framer.feed(toBytes(run.characters, m_dataMask));
}

void Conversation::State::flush(Party party)
{
    stream(party).framer.flush();
    collect(party);
}

/// What is half there will not go on.
void Conversation::State::endMessages()
{
    judge.setEnding(true);
    m_echo.flush();
    takePieces();
    flush(Party::Us);
    flush(Party::Meter);
    judge.setEnding(false);
}

void Conversation::State::collect(Party party)
{
    while (auto frame = stream(party).framer.take())
        addMessage(party, std::move(*frame));
    stream(party).runs.dropBefore(stream(party).framer.pendingOffset());
}

ConversationMessage Conversation::State::describe(Party party, MessageKind kind, qint64 offset,
                                                  qint64 length) const
{
    const RunIndex::Span span = stream(party).runs.span(offset, length);
    ConversationMessage message{kind, party, span.at, span.end};
    message.offset = span.traceOffset;
    message.length = length;
    message.longestGap = span.longestGap;
    message.damagedCharacters = span.damaged;
    message.isTimed = span.isTimed;
    const std::optional<Instant> &spokeBefore = party == Party::Us ? m_meterEnd : m_ourEnd;
    const bool answers =
        party == Party::Us ? kind != MessageKind::request && kind != MessageKind::wakeUp : true;
    if (isProtocolMessage(kind) && answers && spokeBefore && span.isTimed
        && span.at >= *spokeBefore)
        message.reaction = span.at - *spokeBefore;
    return message;
}

void Conversation::State::addMessage(Party party, Frame frame)
{
    if (messages.size() >= mostMessages) {
        leaveOut(party, frame);
        return;
    }
    // Only we ask and wake up: from the meter's side these are our echo and the breaks of a wrong
    // baud.
    const bool isEcho = party == Party::Meter && frame.kind == MessageKind::request;
    if (party == Party::Meter && frame.kind == MessageKind::wakeUp)
        frame.kind = MessageKind::noise;
    ConversationMessage message =
        describe(party, isEcho ? MessageKind::echo : frame.kind, frame.offset, frame.bytes.size());
    if (isEcho)
        message.by = Party::Us;
    message.bytes = frame.bytes;
    if (message.kind == MessageKind::data)
        message.values = message.bytes.count('(');
    message.block = frame.block;
    message.check = frame.check;
    message.isComplete = frame.complete;
    if (joinsLast(message)) {
        messages.last().bytes += message.bytes;
        messages.last().length += message.length;
        messages.last().end = message.end;
        messages.last().damagedCharacters += message.damagedCharacters;
        judge.extendNoise(message.length);
        return;
    }
    judge.judge(message, frame);
    readout.add(message, judge.lineBaud());
    if (isProtocolMessage(message.kind)) {
        (party == Party::Us ? m_ourEnd : m_meterEnd) = message.end;
        (party == Party::Us ? m_meterEnd : m_ourEnd).reset();
    }
    messages.append(std::move(message));
}

/// Hostile input has a message in every character; the memory that a session may take is bounded.
void Conversation::State::leaveOut(Party party, const Frame &frame)
{
    if (messages.size() == mostMessages) {
        messages.append(describe(party, MessageKind::noise, frame.offset, 0));
        judge.add({FindingId::tooManyMessages, Severity::error, Blame::line, messages.last().at,
                   messages.last().offset, static_cast<double>(mostMessages)});
    }
    messages.last().length += frame.bytes.size();
}

bool Conversation::State::joinsLast(const ConversationMessage &message) const
{
    return !messages.isEmpty() && !isProtocolMessage(message.kind)
        && message.kind != MessageKind::echo && messages.last().kind == message.kind
        && messages.last().by == message.by
        && messages.last().offset + messages.last().length == message.offset;
}

void Conversation::State::finish()
{
    dropComing();
    endMessages();
    judge.judgeWhole(messages);
}

void Conversation::State::dropComing()
{
    while (!messages.isEmpty() && messages.last().isComing)
        messages.removeLast();
}

void Conversation::State::showComing()
{
    showComing(Party::Us);
    showComing(Party::Meter);
}

void Conversation::State::showComing(Party party)
{
    const Framer &framer = stream(party).framer;
    if (framer.pending().isEmpty())
        return;
    ConversationMessage message =
        describe(party, framer.pendingKind(), framer.pendingOffset(), framer.pending().size());
    message.isComplete = false;
    message.isComing = true;
    messages.append(std::move(message));
}

Conversation::Conversation(qsizetype blockLimit)
    : m_state(std::make_unique<State>(blockLimit))
{
}

Conversation::~Conversation() = default;
Conversation::Conversation(Conversation &&) noexcept = default;
Conversation &Conversation::operator=(Conversation &&) noexcept = default;

void Conversation::setManufacturerTest(std::function<bool(QByteArrayView)> isKnown)
{
    m_state->judge.setManufacturerTest(std::move(isKnown));
}

void Conversation::append(const TraceEntry &entry)
{
    m_state->append(entry);
    m_state->showComing();
}

void Conversation::append(const TraceEntries &entries)
{
    for (const TraceEntry &entry : entries)
        m_state->append(entry);
    m_state->showComing();
}

void Conversation::finish()
{
    m_state->finish();
}

const QList<ConversationMessage> &Conversation::messages() const
{
    return m_state->messages;
}

const Findings &Conversation::findings() const
{
    return m_state->judge.findings().all();
}

const Readout &Conversation::readout() const
{
    return m_state->readout.readout();
}

ReactionLimits Conversation::limits() const
{
    return m_state->judge.limits();
}

} // namespace optoscope
