// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pollrun.h"

#include "app/cli/interruption.h"
#include "core/link/link.h"
#include "core/polling/pollsimulation.h"
#include "core/polling/polltime.h"
#include "core/polling/readingstore.h"
#include "core/polling/storetext.h"
#include "resources/knowledge.h"
#include "ui/texts/commandtexts.h"
#include "ui/texts/polltexts.h"
#include "ui/texts/storetexts.h"
#include "ui/texts/texts.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

constexpr int batch = 100;

QString iso(UtcTime utc)
{
    return QDateTime::fromMSecsSinceEpoch(utc.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject readingJson(const RegisterReading &reading)
{
    return {{u"code"_qs, QString::fromLatin1(reading.code)},
            {u"bracket"_qs, reading.bracket},
            {u"value"_qs, QString::fromLatin1(reading.raw)},
            {u"unit"_qs, QString::fromLatin1(reading.unit)},
            {u"number"_qs, reading.number ? QJsonValue(*reading.number) : QJsonValue()}};
}

QJsonObject pollJson(const PollResult &result)
{
    const PollRecord &record = result.record;
    QJsonArray readings;
    for (const RegisterReading &reading : result.readings)
        readings.append(readingJson(reading));
    QJsonValue reaction;
    if (record.reaction)
        reaction = toMilliseconds(*record.reaction);
    return {{u"event"_qs, record.outcome == PollOutcome::missed ? u"missed"_qs : u"poll"_qs},
            {u"key"_qs, result.key},
            {u"due"_qs, iso(record.due)},
            {u"began"_qs, iso(record.began)},
            {u"utc"_qs, iso(result.utc)},
            {u"outcome"_qs, outcomeName(record.outcome)},
            {u"finding"_qs, textOrNull(record.finding)},
            {u"count"_qs, record.count},
            {u"retries"_qs, record.retries},
            {u"lineErrors"_qs, record.lineErrors},
            {u"reactionMs"_qs, reaction},
            {u"meter"_qs, textOrNull(result.meter)},
            {u"readings"_qs, readings}};
}

ExitStatus statusOf(PollOutcome outcome)
{
    switch (outcome) {
    case PollOutcome::done:
    case PollOutcome::missed: return ExitStatus::Done;
    case PollOutcome::noAnswer: return ExitStatus::NoAnswer;
    case PollOutcome::damaged: return ExitStatus::Damaged;
    case PollOutcome::refused:
    case PollOutcome::otherMeter: return ExitStatus::Refused;
    case PollOutcome::cannotOpen:
    case PollOutcome::linkLost: return ExitStatus::CannotOpen;
    case PollOutcome::interrupted: return ExitStatus::Interrupted;
    }
    return ExitStatus::CannotOpen;
}

} // namespace

PollRun::PollRun(PollPlan plan, std::optional<StoreAddress> store, Console &console, bool json)
    : m_plan(std::move(plan))
    , m_store(std::move(store))
    , m_console(console)
    , m_json(json)
{
    KnowledgeProblems problems;
    m_knowledge = loadKnowledge(ownKnowledgeDirectory(), &problems);
    for (const KnowledgeProblem &problem : std::as_const(problems))
        m_console.writeNotice(texts::tableErrorText(problem.file, problem.error));
}

void PollRun::tellPlan()
{
    m_console.writeNotice(texts::pollPlanText(m_plan));
    // Who must be woken runs on a battery.
    const bool isBattery = m_plan.request.readout.wakeUp || m_plan.schedule.wakeUpsPerDay > 0;
    if (const QString cost = texts::scheduleCostText(costOf(m_plan.schedule));
        isBattery && !cost.isEmpty())
        m_console.writeNotice(cost);
}

void PollRun::writeLine(const QJsonObject &object)
{
    m_console.writeLine(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    m_isOutputGone |= !m_console.flush();
}

void PollRun::tell(const PollResult &result)
{
    if (m_json) {
        writeLine(pollJson(result));
        return;
    }
    const QString line = texts::pollLine(result);
    m_console.writeLine(result.record.outcome == PollOutcome::done
                            ? line
                            : m_console.marked(line, Severity::warning));
    m_isOutputGone |= !m_console.flush();
}

/// People read it on standard error, scripts have it among the events, too.
void PollRun::tellEvent(const QString &name, const QString &text)
{
    m_console.writeNotice(text);
    if (m_json)
        writeLine({{u"event"_qs, name}, {u"text"_qs, text}});
}

void PollRun::onPolled(const PollResult &result)
{
    if (result.record.outcome != PollOutcome::missed) {
        ++m_polls;
        m_lastOutcome = result.record.outcome;
        if (result.record.outcome == PollOutcome::done)
            m_lastError.clear();
    }
    if (!m_json || !m_store)
        tell(result);
}

void PollRun::onLinkFailed(Poller &poller, const LinkError &error)
{
    const QString text = texts::linkErrorText(error);
    if (std::exchange(m_lastError, text) != text)
        tellEvent(u"line"_qs, text);
    // A virtual meter that is not there will not come.
    if (m_plan.request.target.kind == Target::Kind::Virtual) {
        m_cannotOpen = true;
        poller.stop();
    }
}

void PollRun::onOtherMeter(const QString &before, const QString &now)
{
    tellEvent(u"otherMeter"_qs, texts::otherMeterText(before, now, u"--meter "_qs + now));
}

void PollRun::connectTo(Poller &poller, QEventLoop &loop, int count)
{
    QObject::connect(&poller, &Poller::polled, &loop, [&, count](const PollResult &result) {
        onPolled(result);
        if ((count > 0 && m_polls >= count) || m_isOutputGone)
            poller.stop();
    });
    QObject::connect(&poller, &Poller::kept, &loop, [this](const PollResult &result) {
        if (m_json)
            tell(result);
    });
    QObject::connect(&poller, &Poller::linkFailed, &loop,
                     [&](const LinkError &error) { onLinkFailed(poller, error); });
    QObject::connect(
        &poller, &Poller::otherMeterAnswered, &loop,
        [this](const QString &before, const QString &now) { onOtherMeter(before, now); });
    QObject::connect(&poller, &Poller::storeRefused, &loop, [this](const StoreError &error) {
        tellEvent(u"storeRefused"_qs, texts::storeErrorText(error));
    });
    QObject::connect(&poller, &Poller::storeTroubled, &loop,
                     [this](const StoreError &error, qint64 waiting) {
                         tellEvent(u"storeTrouble"_qs, texts::storeTroubleText(error, waiting));
                     });
    QObject::connect(&poller, &Poller::storeRecovered, &loop,
                     [this] { tellEvent(u"storeRecovered"_qs, texts::storeRecoveredText()); });
    QObject::connect(&poller, &Poller::storeSetAside, &loop,
                     [this](const StoreError &error, const PollResult &result) {
                         tellEvent(u"storeSetAside"_qs,
                                   texts::storeSetAsideText(error, result.record.due));
                     });
    QObject::connect(&poller, &Poller::storeLost, &loop,
                     [this](const StoreError &error, qint64 polls) {
                         m_hasLost = true;
                         tellEvent(u"storeLost"_qs, texts::storeLostText(error, polls));
                     });
}

ExitStatus PollRun::really(int count, TraceFile &trace, const QString &traceFile)
{
    QEventLoop loop;
    Poller poller(m_knowledge);
    Interruption interruption;
    ExitStatus status = ExitStatus::Done;
    QObject::connect(&interruption, &Interruption::requested, &poller, &Poller::stop);
    QObject::connect(&poller, &Poller::finished, &loop, [&](Poller::End end) {
        status = statusAtEnd(end, count);
        loop.quit();
    });
    connectTo(poller, loop, count);
    trace.follow(poller.line());
    if (!traceFile.isEmpty())
        poller.setCapture(traceFile, 0);
    const bool hasServer = m_store && m_store->kind == StoreAddress::Kind::Server;
    poller.start(m_plan, m_store, hasServer ? Poller::usualSpool(m_plan, *m_store) : QString());
    if (poller.isRunning())
        loop.exec();
    return status;
}

ExitStatus PollRun::statusAtEnd(Poller::End end, int count) const
{
    switch (end) {
    case Poller::End::Refused:
        m_console.writeNotice(texts::pollingRefusedText());
        return ExitStatus::Refused;
    case Poller::End::NoStore: return ExitStatus::CannotOpen;
    case Poller::End::Stopped: break;
    }
    if (m_cannotOpen || m_isOutputGone || m_hasLost)
        return ExitStatus::CannotOpen;
    return count > 0 && m_polls >= count ? statusOf(m_lastOutcome) : ExitStatus::Done;
}

ExitStatus PollRun::virtually(int days, int count)
{
    std::unique_ptr<ReadingStore> store;
    qint64 plan = 0;
    std::optional<StoreError> trouble;
    if (m_store) {
        auto opened = ReadingStore::open(*m_store);
        if (const auto *failure = std::get_if<StoreError>(&opened)) {
            m_console.writeNotice(texts::storeErrorText(*failure));
            return ExitStatus::CannotOpen;
        }
        store = std::get<std::unique_ptr<ReadingStore>>(std::move(opened));
        const auto saved = store->savePlan(m_plan);
        trouble = std::get_if<StoreError>(&saved) ? std::optional(std::get<StoreError>(saved))
                                                  : std::nullopt;
        if (!trouble)
            plan = std::get<StoredPlan>(saved).id;
    }
    QList<PollResult> results;
    const auto flush = [&] {
        if (store && !trouble)
            trouble = store->add(results);
        for (const PollResult &result : std::as_const(results)) {
            if (!trouble)
                tell(result);
        }
        results.clear();
    };
    const std::chrono::hours length(24 * days);
    const auto take = [&](PollResult result) {
        result.record.plan = plan;
        m_polls += result.record.outcome != PollOutcome::missed;
        m_lastOutcome = result.record.outcome;
        results.append(result);
        if (results.size() >= batch)
            flush();
        return !trouble && !m_isOutputGone && (count == 0 || m_polls < count);
    };
    const auto error = simulatePolls(m_plan, m_knowledge, QTimeZone::systemTimeZone(),
                                     pollTime().utc - length, length, take);
    flush();
    if (error)
        m_console.writeNotice(texts::linkErrorText(*error));
    if (trouble)
        m_console.writeNotice(texts::storeErrorText(*trouble));
    if (error || trouble || m_isOutputGone)
        return ExitStatus::CannotOpen;
    return count > 0 && m_polls >= count ? statusOf(m_lastOutcome) : ExitStatus::Done;
}

} // namespace optoscope::cli
