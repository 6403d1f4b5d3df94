// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/polling/poller.h"

#include "core/polling/polltime.h"
#include "core/polling/storekeeper.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace optoscope {

namespace {

/// A clock that was set and a machine that woke up are noticed after this time.
constexpr std::chrono::milliseconds longestLook = 20s;

UtcTime beginOfDay(UtcTime now, const QTimeZone &zone)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(now.count(), zone).date();
    return UtcTime(day.startOfDay(zone).toMSecsSinceEpoch());
}

} // namespace

Poller::Poller(Knowledge knowledge, QObject *parent)
    : QObject(parent)
    , m_knowledge(std::move(knowledge))
    , m_link(std::make_unique<Link>())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { take(m_course->expire(pollTime())); });
    connect(m_link.get(), &Link::started, this, [this](const QDateTime &anchor) {
        m_anchor = anchor;
        Q_EMIT sessionStarted(anchor);
    });
    connect(m_link.get(), &Link::entriesAppended, this, [this](const TraceEntries &entries) {
        m_captureEntries += entries.size();
        if (m_course)
            m_course->append(entries);
        Q_EMIT entriesAppended(entries);
    });
    connect(m_link.get(), &Link::failed, this, &Poller::linkFailed);
    connect(m_link.get(), &Link::finished, this, &Poller::onLinkFinished);
    m_storeThread.setObjectName(u"store"_qs);
}

Poller::~Poller()
{
    m_link.reset();
    if (m_keeper) { // What was polled is stored before we go.
        m_keeper->disconnect(this);
        QMetaObject::invokeMethod(m_keeper, &StoreKeeper::close, Qt::BlockingQueuedConnection);
    }
    m_storeThread.quit();
    m_storeThread.wait();
}

QString Poller::usualSpool(const PollPlan &plan, const StoreAddress &store)
{
    // systemd names the folder of a service in this variable.
    QString folder = qEnvironmentVariable("STATE_DIRECTORY").section(u':', 0, 0);
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            + u"/optoscope"_qs;
    QDir().mkpath(folder);
    const QByteArray what = (store.toText() + u'\n' + plan.key()).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(what, QCryptographicHash::Sha1).toHex();
    return folder + u"/waiting-"_qs + QString::fromLatin1(hash.left(16)) + u".sqlite"_qs;
}

void Poller::start(const PollPlan &plan, const std::optional<StoreAddress> &store,
                   const QString &spool)
{
    Q_ASSERT(!isRunning());
    m_plan = plan;
    m_end = End::Stopped;
    m_hasStore = store.has_value();
    m_course.reset();
    setState(State::Opening);
    if (!m_hasStore) {
        openCourse({plan.meter, {}}, {});
        return;
    }
    makeKeeper();
    const UtcTime day = beginOfDay(pollTime().utc, QTimeZone::systemTimeZone());
    QMetaObject::invokeMethod(m_keeper, [keeper = m_keeper, address = *store, spool, plan, day] {
        keeper->open(address, spool, plan, day);
    });
}

void Poller::makeKeeper()
{
    m_keeper = new StoreKeeper;
    m_keeper->moveToThread(&m_storeThread);
    connect(&m_storeThread, &QThread::finished, m_keeper, &QObject::deleteLater);
    connect(m_keeper, &StoreKeeper::opened, this, &Poller::openCourse);
    connect(m_keeper, &StoreKeeper::refused, this, [this](const StoreError &error) {
        Q_EMIT storeRefused(error);
        wind(End::NoStore);
    });
    connect(m_keeper, &StoreKeeper::recalled, this,
            [this](const PollCourse::KnownMeter &meter, const SchedulePast &past) {
                if (m_course)
                    take(m_course->recall(meter, past));
            });
    connect(m_keeper, &StoreKeeper::kept, this, &Poller::kept);
    connect(m_keeper, &StoreKeeper::setAside, this, &Poller::storeSetAside);
    connect(m_keeper, &StoreKeeper::lost, this, &Poller::storeLost);
    connect(m_keeper, &StoreKeeper::troubled, this, &Poller::storeTroubled);
    connect(m_keeper, &StoreKeeper::recovered, this, &Poller::storeRecovered);
    connect(m_keeper, &StoreKeeper::fullChanged, this, [this](bool full) {
        if (m_course)
            m_course->setStoreFull(full);
    });
    connect(m_keeper, &StoreKeeper::closed, this, &Poller::finish);
    m_storeThread.start();
}

void Poller::openCourse(const PollCourse::KnownMeter &meter, const SchedulePast &past)
{
    if (m_state != State::Opening)
        return; // stopped meanwhile
    m_course =
        std::make_unique<PollCourse>(m_knowledge, m_plan, QTimeZone::systemTimeZone(), meter, past);
    take(m_course->start(pollTime()));
}

void Poller::pause()
{
    if (m_course && m_state != State::Stopping)
        take(m_course->pause(pollTime()));
}

void Poller::resume()
{
    if (m_course && m_state != State::Stopping)
        take(m_course->resume(pollTime()));
}

void Poller::stop()
{
    if (m_state == State::Idle || m_state == State::Stopping)
        return;
    wind(End::Stopped);
}

void Poller::acceptOtherMeter()
{
    if (!m_course || m_course->otherMeter().number.isEmpty())
        return;
    const PollCourse::KnownMeter meter = m_course->otherMeter();
    m_course->setMeter(meter);
    if (m_hasStore)
        QMetaObject::invokeMethod(m_keeper,
                                  [keeper = m_keeper, meter] { keeper->setMeter(meter); });
}

void Poller::setCapture(const QString &file, qint64 entries)
{
    m_capture = file;
    m_captureEntries = entries;
}

std::optional<UtcTime> Poller::nextDue() const
{
    return m_course && m_state != State::Stopping ? m_course->schedule().nextDue() : std::nullopt;
}

QString Poller::meter() const
{
    return m_course ? m_course->meter().number : QString();
}

void Poller::take(const PollCourse::Step &step)
{
    QList<PollResult> results = step.results;
    for (PollResult &result : results)
        keep(result);
    for (const PollResult &result : std::as_const(results))
        Q_EMIT polled(result);
    if (!step.otherMeter.isEmpty())
        Q_EMIT otherMeterAnswered(m_course->meter().number, step.otherMeter);
    if (m_state == State::Stopping || m_state == State::Idle)
        return; // Somebody has stopped it because of what was told.
    if (step.stops) {
        wind(End::Refused);
        return;
    }
    if (step.begins)
        beginAttempt();
    showSchedule();
    arm();
}

/// Before anybody is told, who may stop everything because of it.
void Poller::keep(PollResult &result)
{
    if (!m_capture.isEmpty() && m_pollEntry >= 0 && result.record.outcome != PollOutcome::missed) {
        result.record.capture = m_capture;
        result.record.entry = m_pollEntry;
    }
    if (m_hasStore)
        QMetaObject::invokeMethod(m_keeper, [keeper = m_keeper, result] { keeper->keep(result); });
}

void Poller::beginAttempt()
{
    if (m_state != State::Retrying) {
        Q_EMIT pollBegins();
        m_pollEntry = m_capture.isEmpty() ? -1 : m_captureEntries;
    }
    LinkRequest request = m_plan.request;
    request.adapters = m_knowledge.adapters;
    request.countedUntil = pollTime().utc;
    m_link->start(request);
}

void Poller::onLinkFinished(Outcome outcome)
{
    if (!m_course)
        return;
    const QString before = m_course->meter().number;
    const PollCourse::Step step = m_course->ended(pollTime(), outcome, m_anchor);
    const PollCourse::KnownMeter meter = m_course->meter();
    if (m_hasStore && meter.number != before)
        QMetaObject::invokeMethod(m_keeper,
                                  [keeper = m_keeper, meter] { keeper->meetMeter(meter); });
    const bool isStopping = m_state == State::Stopping;
    take(step);
    if (isStopping) {
        take(m_course->stop());
        finishStore();
    }
}

void Poller::arm()
{
    m_timer.stop();
    if (const auto wait = m_course->schedule().wait(pollTime()))
        m_timer.start(std::min(*wait, longestLook));
}

void Poller::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

void Poller::showSchedule()
{
    switch (m_course->schedule().state()) {
    case Schedule::State::Idle:
    case Schedule::State::Waiting: setState(State::Waiting); break;
    case Schedule::State::Polling: setState(State::Polling); break;
    case Schedule::State::Retrying: setState(State::Retrying); break;
    case Schedule::State::Paused:
    case Schedule::State::Stopped: setState(State::Paused); break;
    }
    Q_EMIT nextDueChanged();
}

/// Ends what runs, then stores what is left.
void Poller::wind(End end)
{
    m_end = end;
    m_timer.stop();
    setState(State::Stopping);
    Q_EMIT nextDueChanged();
    if (m_link->isRunning()) {
        m_link->stop();
        return;
    }
    if (m_course)
        take(m_course->stop());
    finishStore();
}

void Poller::finishStore()
{
    if (m_hasStore)
        QMetaObject::invokeMethod(m_keeper, [keeper = m_keeper] { keeper->close(); });
    else
        finish();
}

void Poller::finish()
{
    m_keeper = nullptr;
    m_storeThread.quit();
    m_storeThread.wait();
    setState(State::Idle);
    Q_EMIT finished(m_end);
}

} // namespace optoscope
