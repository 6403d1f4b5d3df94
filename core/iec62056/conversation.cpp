// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/iec62056/conversation.h"

#include "core/iec62056/echofilter.h"
#include "core/iec62056/messagerules.h"
#include "core/iec62056/readoutbuilder.h"
#include "core/iec62056/runindex.h"

namespace optoscope {

namespace {

using namespace std::chrono_literals;

// Time stamps of real ports are not exact; what is nearer to a limit than this is not held against
// anybody.
constexpr nanoseconds tolerance = 2ms;

/// One party's characters on their way into messages.
struct Stream {
    Framer framer;
    RunIndex runs;
};

bool isMessage(MessageKind kind)
{
    return kind != MessageKind::noise && kind != MessageKind::echo && kind != MessageKind::wakeUp;
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

    std::function<bool(QByteArrayView)> isKnownManufacturer;
    QList<ConversationMessage> messages;
    FindingList findings;
    ReadoutBuilder readout;
    ReactionLimits limits;

private:
    void note(Instant, const Sent &sent);
    void note(Instant, const Received &received);
    void note(Instant, const LineSettings &settings);
    void note(Instant, const Event &event);

    void hear(const TraceEntry &entry, const CharacterRun &run);
    void hearPossibleEcho(Instant at, const CharacterRun &run);
    void takePieces();
    void addEcho(const EchoFilter::Piece &piece);
    void feedMeter(qint64 traceOffset, Instant at, const CharacterRun &run);
    void countDamage(Instant at, const CharacterRun &run);
    void flush(Party party);
    void collect(Party party);
    ConversationMessage describe(Party party, MessageKind kind, qint64 offset, qint64 length) const;
    void addMessage(Party party, Frame frame);
    bool joinsLast(const ConversationMessage &message) const;
    void judge(const ConversationMessage &message, const Frame &frame);
    void countNoise();
    void judgeIdentification(const ConversationMessage &message);
    void judgeDataPlace(const ConversationMessage &message, const Frame &frame);
    void dropComing();
    void showComing(Party party);

    Stream &stream(Party party) { return party == Party::Us ? m_us : m_meter; }
    const Stream &stream(Party party) const { return party == Party::Us ? m_us : m_meter; }

    Stream m_us;
    Stream m_meter;
    EchoFilter m_echo;
    quint8 m_dataMask = format7E1.dataMask();
    std::optional<Baud> m_baud;
    qint64 m_offset = 0; ///< characters of the trace so far
    std::optional<Instant> m_ourEnd; ///< of our last message, while it waits for an answer
    std::optional<Instant> m_meterEnd; ///< of the meter's last message, while we may answer
    bool m_askedBefore = false; ///< We sent a request.
    bool m_noiseSinceMessage = false;
    std::optional<int> m_selectedBaud; ///< by our last option select
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
    flush(Party::Us);
    countDamage(at, received.run);
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
    m_echo.flush();
    takePieces();
    flush(Party::Us);
    flush(Party::Meter);
    m_dataMask = settings.format.dataMask();
    m_baud = settings.baud;
}

void Conversation::State::note(Instant, const Event &event)
{
    if (event.kind == Event::Kind::Found)
        findings.add(event.finding);
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
    Finding finding{FindingId::echoSetAside,
                    Severity::note,
                    Blame::line,
                    message.at,
                    message.offset,
                    static_cast<double>(message.length)};
    if (piece.kind == EchoFilter::Piece::Kind::DamagedEcho)
        finding.detail = QStringLiteral("damaged");
    findings.count(finding);
}

void Conversation::State::feedMeter(qint64 traceOffset, Instant at, const CharacterRun &run)
{
    if (run.characters.isEmpty())
        return;
    const auto last = m_meter.runs.lastEnd();
    const bool afterSilence = last && run.spacing.count() > 0 && at > *last + limits.most;
    if (afterSilence && startsMessage(run.characters.front().wire & m_dataMask))
        flush(Party::Meter);
    m_meter.runs.append(traceOffset, at, run);
    m_meter.framer.feed(toBytes(run.characters, m_dataMask));
}

void Conversation::State::countDamage(Instant at, const CharacterRun &run)
{
    for (qsizetype i = 0; i < run.characters.size(); ++i) {
        const CharacterFlags flags = run.characters.at(i).flags;
        if (flags.toInt() == 0)
            continue;
        const FindingId id = flags.testFlag(CharacterFlag::Break) ? FindingId::breakSeen
            : flags.testFlag(CharacterFlag::FramingError)         ? FindingId::framingErrors
                                                                  : FindingId::parityErrors;
        findings.count({id, Severity::warning, Blame::line, at + run.spacing * i, m_offset + i, 1});
    }
}

void Conversation::State::flush(Party party)
{
    stream(party).framer.flush();
    collect(party);
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
    if (isMessage(kind) && answers && spokeBefore && span.isTimed && span.at >= *spokeBefore)
        message.reaction = span.at - *spokeBefore;
    return message;
}

void Conversation::State::addMessage(Party party, Frame frame)
{
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
    message.block = frame.block;
    message.check = frame.check;
    message.isComplete = frame.complete;
    if (joinsLast(message)) {
        messages.last().bytes += message.bytes;
        messages.last().length += message.length;
        messages.last().end = message.end;
        messages.last().damagedCharacters += message.damagedCharacters;
        return;
    }
    judge(message, frame);
    if (isMessage(message.kind)) {
        (party == Party::Us ? m_ourEnd : m_meterEnd) = message.end;
        (party == Party::Us ? m_meterEnd : m_ourEnd).reset();
    }
    messages.append(std::move(message));
}

bool Conversation::State::joinsLast(const ConversationMessage &message) const
{
    return !messages.isEmpty() && !isMessage(message.kind) && message.kind != MessageKind::echo
        && messages.last().kind == message.kind && messages.last().by == message.by
        && messages.last().offset + messages.last().length == message.offset;
}

void Conversation::State::judge(const ConversationMessage &message, const Frame &frame)
{
    if (const auto identification = parseIdentification(message.bytes);
        identification && message.kind == MessageKind::identification)
        limits.least = identification->isFast() ? 20ms : 200ms;
    judgeTimes(message, limits, tolerance, findings);
    readout.add(message, m_baud);
    if (message.by == Party::Us) {
        if (message.kind == MessageKind::echo)
            findings.count({FindingId::echoSetAside, Severity::note, Blame::line, message.at,
                            message.offset, static_cast<double>(message.length)});
        if (message.kind == MessageKind::nak
            || (message.kind == MessageKind::request && m_askedBefore))
            findings.count(
                {FindingId::retried, Severity::note, Blame::us, message.at, message.offset, 1});
        m_askedBefore |= message.kind == MessageKind::request;
        if (message.kind == MessageKind::optionSelect && message.bytes.size() > 2)
            m_selectedBaud = baudOfModeC(message.bytes.at(2));
        return;
    }
    if (!isMessage(message.kind)) {
        m_noiseSinceMessage |= message.kind == MessageKind::noise;
        return;
    }
    if (std::exchange(m_noiseSinceMessage, false))
        countNoise();
    judgeEnd(message, frame, findings);
    judgeCheck(message, findings);
    judgeAnswer(message, findings);
    if (message.kind == MessageKind::identification)
        judgeIdentification(message);
    if (message.kind == MessageKind::data) {
        judgeDataSets(message, frame.block,
                      DataSets(message.bytes.mid(frame.block.offset, frame.block.length)),
                      findings);
        judgeDataPlace(message, frame);
    }
}

void Conversation::State::countNoise()
{
    const auto noise = std::find_if(messages.crbegin(), messages.crend(), [](const auto &message) {
        return message.kind == MessageKind::noise && message.by == Party::Meter;
    });
    if (noise != messages.crend())
        findings.count({FindingId::noiseBeforeMessage, Severity::note, Blame::line, noise->at,
                        noise->offset, static_cast<double>(noise->length)});
}

void Conversation::State::judgeIdentification(const ConversationMessage &message)
{
    const auto identification = parseIdentification(message.bytes);
    if (!identification)
        return;
    Finding finding{FindingId::modeEOffered, Severity::note, Blame::meter, message.at,
                    message.offset};
    if (identification->offersModeE())
        findings.add(finding);
    if (isKnownManufacturer && !isKnownManufacturer(identification->manufacturer)) {
        finding.id = FindingId::unknownManufacturer;
        finding.detail = QString::fromLatin1(identification->manufacturer);
        findings.add(finding);
    }
}

/// Whether the data came at the baud that was agreed, from their first character.
void Conversation::State::judgeDataPlace(const ConversationMessage &message, const Frame &frame)
{
    if (!m_selectedBaud)
        return;
    Finding finding{FindingId::answeredAt300,
                    Severity::warning,
                    Blame::meter,
                    message.at,
                    message.offset,
                    300,
                    static_cast<double>(*m_selectedBaud)};
    if (m_baud && m_baud->value == 300 && *m_selectedBaud != 300) {
        findings.count(finding);
    } else if (frame.startMissing) {
        finding.id = FindingId::lostAtBaudChange;
        finding.blame = Blame::line;
        findings.add(finding);
    }
}

void Conversation::State::finish()
{
    dropComing();
    m_echo.flush();
    takePieces();
    flush(Party::Us);
    flush(Party::Meter);
    bool asked = false;
    bool echo = false;
    const ConversationMessage *noise = nullptr;
    for (const ConversationMessage &message : std::as_const(messages)) {
        asked |= message.by == Party::Us && message.kind != MessageKind::echo;
        echo |= message.kind == MessageKind::echo;
        if (message.by == Party::Meter && isMessage(message.kind))
            return;
        if (message.by == Party::Meter && !noise)
            noise = &message;
    }
    Finding finding{FindingId::noAnswer, Severity::error, Blame::line};
    finding.limit = toMilliseconds(limits.most);
    if (noise) {
        finding.id = FindingId::onlyNoise;
        finding.at = noise->at;
        finding.offset = noise->offset;
        finding.value = static_cast<double>(noise->length);
    } else if (echo) {
        finding.id = FindingId::echoOnly;
    } else if (!asked) {
        return;
    }
    findings.add(finding);
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
    m_state->isKnownManufacturer = std::move(isKnown);
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
    return m_state->findings.all();
}

const Readout &Conversation::readout() const
{
    return m_state->readout.readout();
}

ReactionLimits Conversation::limits() const
{
    return m_state->limits;
}

} // namespace optoscope
