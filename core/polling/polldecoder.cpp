// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/polldecoder.h"

#include "core/knowledge/reading.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

/// Values behind one code: a load profile is no register, and is not stored row by row.
constexpr int mostBrackets = 16;

// Bytes; the standard's longest are 16, 16 and 128 (IEC 62056-21, 6.5). A database takes no more
// than some kilobytes as a key: PostgreSQL 2704.
constexpr qsizetype longestCode = 128;
constexpr qsizetype longestUnit = 128;
constexpr qsizetype longestValue = 4096;
constexpr qsizetype longestNumber = 128; ///< of a meter, also as its identification

/// Where meters tell their number, the best place first: C.1.0 is the serial number of its maker,
/// 0.0.0 the number of its owner, 9.21 that of heat meters, SNUMB that of Energomera.
constexpr std::array numberCodes{"C.1.0", "C.1", "96.1.0", "0.0.0", "0.0", "9.21", "9.20", "SNUMB"};

/// A code without medium and channel (`1-0:`) and without the billing period that means now.
QByteArray plainCode(QByteArrayView code)
{
    QByteArray text = code.toByteArray();
    if (const qsizetype colon = text.indexOf(':'); colon >= 0)
        text = text.mid(colon + 1);
    if (text.endsWith("*255") || text.endsWith("*FF"))
        text = text.left(text.lastIndexOf('*'));
    return text;
}

PollOutcome pollOutcome(Outcome outcome)
{
    switch (outcome) {
    case Outcome::done: return PollOutcome::done;
    case Outcome::cannotOpen: return PollOutcome::cannotOpen;
    case Outcome::noAnswer: return PollOutcome::noAnswer;
    case Outcome::damaged: return PollOutcome::damaged;
    case Outcome::refused: return PollOutcome::refused;
    case Outcome::linkLost: return PollOutcome::linkLost;
    case Outcome::interrupted: return PollOutcome::interrupted;
    }
    return PollOutcome::interrupted;
}

int errorsIn(const TraceEntry &entry)
{
    const auto *received = std::get_if<Received>(&entry.what);
    if (!received)
        return 0;
    const Characters &characters = received->run.characters;
    return static_cast<int>(std::count_if(characters.cbegin(), characters.cend(),
                                          [](const Character &one) { return one.isDamaged(); }));
}

UtcTime utcOf(const QDateTime &anchor, Instant at)
{
    return UtcTime(anchor.toMSecsSinceEpoch())
        + std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch());
}

} // namespace

QString meterNumber(const DataSets &sets)
{
    QHash<QByteArray, QString> found;
    for (qsizetype i = 0; i < sets.count(); ++i) {
        const QString value = QString::fromLatin1(sets.value(i)).trimmed();
        const QByteArray code = plainCode(sets.address(i));
        const bool isEmpty =
            std::all_of(value.cbegin(), value.cend(), [](QChar letter) { return letter == u'0'; });
        if (!isEmpty && value.size() <= longestNumber && !code.isEmpty() && !found.contains(code))
            found.insert(code, value);
    }
    for (const char *code : numberCodes) {
        if (const auto number = found.constFind(code); number != found.constEnd())
            return *number;
    }
    return {};
}

QString worstFinding(const Findings &findings)
{
    const auto worst = std::max_element(
        findings.cbegin(), findings.cend(),
        [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    if (worst == findings.cend() || worst->severity == Severity::note)
        return {};
    return findingName(worst->id);
}

PollDecoder::PollDecoder(const Knowledge &knowledge, QList<QByteArray> codes)
    : m_knowledge(knowledge)
    , m_codes(std::move(codes))
{
    m_conversation.setManufacturerTest(
        [&knowledge](QByteArrayView letters) { return knowledge.flags.find(letters).has_value(); });
}

void PollDecoder::append(const TraceEntries &entries)
{
    m_conversation.append(entries);
    m_classifier.append(entries);
    for (const TraceEntry &entry : entries)
        m_lineErrors += errorsIn(entry);
}

PollResult PollDecoder::finish(Outcome outcome, const QDateTime &anchor)
{
    if (const auto other = m_classifier.otherProtocol(m_classifier.verdict())) {
        Event event;
        event.finding = *other;
        m_conversation.append({other->at.value_or(Instant()), event});
    }
    m_conversation.finish();
    PollResult result;
    result.record.outcome = pollOutcome(outcome);
    result.record.began = utcOf(anchor, Instant());
    result.record.lineErrors = m_lineErrors;
    if (outcome == Outcome::interrupted) {
        // What did not come because we stopped is nobody's fault.
        result.findings = {{FindingId::interrupted, Severity::note, Blame::us, {}, -1, 0, 0, {}}};
    } else {
        result.findings = m_conversation.findings();
    }
    result.record.finding = worstFinding(result.findings);
    result.utc = result.record.began;
    for (const ConversationMessage &message : m_conversation.messages()) {
        if (message.by != Party::Meter)
            continue;
        if (message.kind == MessageKind::identification && !result.record.reaction)
            result.record.reaction = message.reaction;
        if (message.kind == MessageKind::data)
            result.utc = utcOf(anchor, message.at);
    }
    const Readout &readout = m_conversation.readout();
    if (readout.identification)
        result.identification = readout.identification->raw.mid(1, longestNumber);
    if (outcome == Outcome::done) {
        result.readings = readings(readout.dataSets);
        result.meter = meterNumber(readout.dataSets);
        leaveOut(result);
    }
    return result;
}

/// What is too long to be a register.
void PollDecoder::leaveOut(PollResult &result)
{
    const auto count = result.readings.removeIf([](const RegisterReading &reading) {
        return reading.code.size() > longestCode || reading.unit.size() > longestUnit
            || reading.raw.size() > longestValue;
    });
    if (count == 0)
        return;
    result.findings.append(
        {FindingId::valuesLeftOut, Severity::warning, Blame::meter, {}, -1, double(count), 0, {}});
    result.record.finding = worstFinding(result.findings);
}

bool PollDecoder::isWanted(QByteArrayView code) const
{
    if (m_codes.isEmpty())
        return true;
    return std::any_of(m_codes.cbegin(), m_codes.cend(), [&](const QByteArray &wanted) {
        return code == wanted || (!wanted.contains(':') && plainCode(code) == wanted);
    });
}

QList<RegisterReading> PollDecoder::readings(const DataSets &sets) const
{
    QList<RegisterReading> all;
    QByteArray code;
    QHash<QByteArray, int> brackets; // A code may come again.
    for (qsizetype i = 0; i < sets.count(); ++i) {
        if (const QByteArrayView address = sets.address(i); !address.isEmpty())
            code = address.toByteArray();
        if (code.isEmpty() || !isWanted(code))
            continue;
        const int bracket = brackets[code]++;
        if (bracket >= mostBrackets)
            continue;
        RegisterReading reading;
        reading.code = code;
        reading.bracket = bracket;
        reading.unit = sets.unit(i).toByteArray();
        reading.raw = sets.value(i).toByteArray();
        reading.notAvailable = isNotAvailable(reading.raw);
        const ObisKind kind = kindOfBracket(m_knowledge.obis.find(code), bracket);
        const Reading meant = readBracket(sets.value(i), sets.unit(i), kind);
        if (meant.quantities.size() == 1 && !meant.time) {
            reading.number = meant.quantities.first().value;
            reading.unit = meant.quantities.first().unit;
        }
        all.append(reading);
    }
    return all;
}

} // namespace optoscope
