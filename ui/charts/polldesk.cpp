// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/polldesk.h"

#include "core/polling/schedulecost.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/meterbar.h"
#include "ui/charts/pollbar.h"
#include "ui/charts/pollchoices.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/charttexts.h"
#include "ui/texts/polltexts.h"
#include "ui/texts/storetexts.h"
#include "ui/texts/texts.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QSysInfo>
#include <QToolButton>

namespace optoscope {
namespace {

PollBar::State barState(Poller::State state)
{
    switch (state) {
    case Poller::State::Idle: break;
    case Poller::State::Opening: return PollBar::State::Opening;
    case Poller::State::Waiting: return PollBar::State::Waiting;
    case Poller::State::Polling: return PollBar::State::Polling;
    case Poller::State::Retrying: return PollBar::State::Retrying;
    case Poller::State::Paused: return PollBar::State::Paused;
    case Poller::State::Stopping: return PollBar::State::Stopping;
    }
    return PollBar::State::Idle;
}

/// In a few letters: there is little room.
QString nameOf(const StoreAddress &store)
{
    return store.kind == StoreAddress::Kind::File
        ? QFileInfo(store.file).fileName()
        : QString(store.url.path().mid(1) + u'@' + store.url.host());
}

} // namespace

PollDesk::PollDesk(ChartPage *page, SessionDocument *document, const Environment &environment,
                   RequestMaker makeRequest, QWidget *window)
    : QObject(window)
    , m_page(page)
    , m_document(document)
    , m_environment(environment)
    , m_makeRequest(std::move(makeRequest))
    , m_window(window)
    , m_meterBar(new MeterBar(window))
    , m_stores(new StoreMenu(environment, window))
    , m_watchAction(m_stores->watchAction())
    , m_poller(environment.knowledge)
    , m_recorder(new PollRecorder(&m_poller, RecordingFolder(environment.recordingsFolder),
                                  environment.captureFacts, this))
    , m_watch(new StoreWatch)
{
    m_watch->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_watch, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("store watch"));
    m_goOn.setSingleShot(true);
    connect(&m_goOn, &QTimer::timeout, this, [this] {
        if (std::exchange(m_hasYielded, false))
            m_poller.resume();
    });
    connectStores();
    connectPoller();
    connectWatch();
    showStore();
}

PollDesk::~PollDesk()
{
    // What ends now is no news for a page that may be gone.
    m_poller.disconnect(this);
    m_thread.quit();
    m_thread.wait();
}

void PollDesk::connectStores()
{
    PollBar *bar = m_page->pollBar();
    bar->storeButton()->setMenu(m_stores->menu());
    connect(m_stores, &StoreMenu::keepRequested, this, &PollDesk::setStore);
    connect(m_stores, &StoreMenu::openRequested, this, &PollDesk::openStore);
    connect(m_watchAction, &QAction::triggered, this, [this] { m_hasLeft = false; });
    connect(bar->choices(), &PollChoices::shownCodesWanted, this, [this, bar] {
        QList<QByteArray> codes;
        for (const ChartLine &line : m_page->chartData()->lines()) {
            if (line.isShown && !codes.contains(line.series.code))
                codes.append(line.series.code);
        }
        bar->choices()->setCodes(codes);
    });
}

void PollDesk::connectPoller()
{
    PollBar *bar = m_page->pollBar();
    connect(bar, &PollBar::startRequested, this, &PollDesk::start);
    connect(bar, &PollBar::pauseRequested, &m_poller, &Poller::pause);
    connect(bar, &PollBar::resumeRequested, &m_poller, &Poller::resume);
    connect(bar, &PollBar::stopRequested, &m_poller, &Poller::stop);
    connect(m_meterBar, &MeterBar::accepted, &m_poller, &Poller::acceptOtherMeter);
    connect(&m_poller, &Poller::stateChanged, this, &PollDesk::onState);
    connect(&m_poller, &Poller::nextDueChanged, this,
            [this, bar] { bar->setNextDue(m_poller.nextDue()); });
    connect(&m_poller, &Poller::sessionStarted, this, &PollDesk::beginSession);
    connect(&m_poller, &Poller::entriesAppended, this, [this](const TraceEntries &entries) {
        if (m_trace.entries.size() < PollTraces::mostEntries)
            m_trace.entries += entries;
        if (m_isInDocument)
            m_document->append(entries);
    });
    connect(&m_poller, &Poller::linkFailed, this, [this](const LinkError &error) {
        if (m_isInDocument)
            m_document->fail(error);
        else
            say(Tone::Error, texts::linkErrorText(error));
    });
    connect(&m_poller, &Poller::polled, this, &PollDesk::onPolled);
    connect(&m_poller, &Poller::otherMeterAnswered, m_meterBar, &MeterBar::ask);
    connect(&m_poller, &Poller::storeRefused, this,
            [this](const StoreError &error) { say(Tone::Error, texts::storeErrorText(error)); });
    connect(&m_poller, &Poller::storeTroubled, this,
            [this](const StoreError &error, qint64 waiting) {
                say(Tone::Warning, texts::storeTroubleText(error, waiting));
            });
    connect(&m_poller, &Poller::storeRecovered, this,
            [this] { say(Tone::Quiet, texts::storeRecoveredText()); });
    connect(&m_poller, &Poller::storeSetAside, this,
            [this](const StoreError &error, const PollResult &result) {
                say(Tone::Warning, texts::storeSetAsideText(error, result.record.due));
            });
    connect(&m_poller, &Poller::storeLost, this, [this](const StoreError &error, qint64 polls) {
        say(Tone::Error, texts::storeLostText(error, polls));
    });
    connect(&m_poller, &Poller::finished, this, &PollDesk::onEnd);
    connect(m_recorder, &PollRecorder::begun, this, &PollDesk::recordBegun);
    connect(m_recorder, &PollRecorder::trouble, this, &PollDesk::recordTroubled);
    connect(m_document, &SessionDocument::cleared, this, [this] {
        if (!m_isBeginning)
            leaveDocument();
    });
    connect(m_page, &ChartPage::pollChosen, this, &PollDesk::showPoll);
    connect(m_page, &ChartPage::lineShown, this, &PollDesk::want);
}

void PollDesk::connectWatch()
{
    connect(m_watch, &StoreWatch::opened, this, &PollDesk::onOpened);
    connect(m_watch, &StoreWatch::seriesFound, this, &PollDesk::addSeries);
    connect(m_watch, &StoreWatch::samplesRead, m_page, &ChartPage::appendSamples);
    connect(m_watch, &StoreWatch::pollsRead, m_page, &ChartPage::appendPolls);
    connect(m_watch, &StoreWatch::upToDate, m_page, [this] { m_page->say({}); });
    connect(m_watch, &StoreWatch::troubled, this,
            [this](const StoreError &error) { m_page->say(texts::storeErrorText(error)); });
    connect(m_watch, &StoreWatch::failed, this, [this](const StoreError &error) {
        m_isWatching = false;
        m_page->say({});
        say(Tone::Error, texts::storeErrorText(error));
    });
}

void PollDesk::start(std::chrono::milliseconds interval)
{
    if (m_poller.isRunning())
        return;
    const std::optional<LinkRequest> request = m_makeRequest();
    if (!request)
        return;
    PollPlan plan;
    plan.station = QSysInfo::machineHostName();
    plan.request = *request;
    if (!m_page->pollBar()->choices()->store(plan)) {
        say(Tone::Error, m_page->pollBar()->choices()->error());
        return;
    }
    // Who must be woken runs on a battery.
    if (request->readout.wakeUp || plan.schedule.wakeUpsPerDay > 0)
        say(Tone::Warning, texts::scheduleCostText(costOf(plan.schedule)));
    m_target = request->target.toText();
    m_traces.clear();
    if (std::exchange(m_hasLeft, m_document->isHeld())) // A recording is being replayed.
        m_watchAction->setChecked(true);
    if (m_hasLeft)
        m_watchAction->setChecked(false);
    m_page->setInterval(interval);
    const bool hasServer = m_store && m_store->kind == StoreAddress::Kind::Server;
    m_poller.start(plan, m_store, hasServer ? Poller::usualSpool(plan, *m_store) : QString());
    Q_EMIT pageWanted();
}

void PollDesk::onState(Poller::State state)
{
    if (state == Poller::State::Idle)
        m_hasYielded = false;
    m_page->pollBar()->setState(barState(state));
    m_page->pollBar()->setNextDue(m_poller.nextDue());
    m_stores->setState(m_poller.isRunning(), m_store.has_value());
    // From now on the store is there.
    if (state != Poller::State::Idle && state != Poller::State::Opening && m_store && !m_isWatching)
        watchStore();
    Q_EMIT runningChanged();
}

void PollDesk::onEnd(Poller::End end)
{
    m_meterBar->hide();
    if (end == Poller::End::Refused)
        say(Tone::Warning,
            tr("The meter refused, so it is not asked any more. Read it once to see "
               "why."));
    onState(m_poller.state());
}

void PollDesk::beginSession(const QDateTime &anchor)
{
    m_trace = {};
    m_trace.anchor = anchor;
    m_isInDocument = m_watchAction->isChecked();
    if (!m_isInDocument)
        return;
    m_isBeginning = true;
    m_document->begin(m_target, true);
    m_isBeginning = false;
    m_document->setAnchor(anchor);
}

void PollDesk::onPolled(const PollResult &result)
{
    const PollRecord &poll = result.record;
    if (poll.outcome != PollOutcome::missed) {
        m_trace.due = poll.due;
        m_traces.add(std::exchange(m_trace, {}));
        if (std::exchange(m_isInDocument, false)
            && m_document->state() == SessionDocument::State::Reading)
            m_document->finish(outcomeOf(poll.outcome));
    }
    if (m_store)
        return;
    if (const auto since = m_live.show(m_page, result))
        m_page->say(texts::madeRoomText(*since));
}

void PollDesk::setStore(const std::optional<StoreAddress> &store, bool isThere)
{
    if (m_poller.isRunning() || store == m_store)
        return;
    m_store = store;
    m_isWatching = false;
    m_page->clear();
    m_live.clear();
    m_series.clear();
    m_page->setInterval({});
    QMetaObject::invokeMethod(m_watch, [watch = m_watch] { watch->close(); });
    showStore();
    if (m_store && isThere)
        watchStore();
}

void PollDesk::watchStore()
{
    if (!m_thread.isRunning())
        m_thread.start();
    m_isWatching = true;
    m_page->say(tr("Loading %1").arg(m_store->toText()));
    QMetaObject::invokeMethod(m_watch, [watch = m_watch, store = *m_store] { watch->open(store); });
}

void PollDesk::onOpened(const QList<StoredPlan> &plans, const QList<Series> &series)
{
    if (!m_isWatching)
        return;
    if (!plans.isEmpty() && !m_poller.isRunning()) {
        // Many stations may write to one place.
        const auto own = std::find_if(plans.crbegin(), plans.crend(), [](const StoredPlan &one) {
            return one.plan.station == QSysInfo::machineHostName();
        });
        adoptPlan(own == plans.crend() ? plans.constLast().plan : own->plan);
    }
    m_series.clear();
    addSeries(series);
    QMetaObject::invokeMethod(m_watch, [watch = m_watch] { watch->begin(); });
}

void PollDesk::adoptPlan(const PollPlan &plan)
{
    const auto interval = plan.schedule.interval;
    m_page->setInterval(interval);
    m_page->pollBar()->setInterval(interval);
    m_page->pollBar()->choices()->setPlan(plan);
    // A port of another computer is none of ours.
    if (plan.station == QSysInfo::machineHostName())
        Q_EMIT planOpened(plan.request);
}

void PollDesk::addSeries(const QList<Series> &series)
{
    m_series += series;
    m_page->setSeries(m_series);
    for (const ChartLine &line : m_page->chartData()->lines()) {
        if (line.isShown)
            want(line.series.id);
    }
}

void PollDesk::want(qint64 series)
{
    if (m_isWatching)
        QMetaObject::invokeMethod(m_watch, [watch = m_watch, series] { watch->want(series); });
}

void PollDesk::showStore()
{
    if (m_store)
        m_page->pollBar()->setStore(tr("Kept in %1").arg(nameOf(*m_store)),
                                    QDir::toNativeSeparators(m_store->toText()));
    else
        m_page->pollBar()->setStore(tr("Readings are not kept"),
                                    tr("They are gone when the program ends. Choose a file or a "
                                       "database to keep them, or one that is there already."));
    m_stores->setState(m_poller.isRunning(), m_store.has_value());
}

void PollDesk::openStore(const StoreAddress &store)
{
    if (m_poller.isRunning()) {
        say(Tone::Error, tr("The meter is being polled. Stop polling, then open the store."));
        return;
    }
    setStore({}, false);
    setStore(store, true);
    Q_EMIT pageWanted();
}

bool PollDesk::isStore(const QString &file)
{
    QFile store(file);
    return store.open(QIODevice::ReadOnly) && store.read(15) == "SQLite format 3";
}

void PollDesk::setBusy(bool busy)
{
    m_page->pollBar()->setReady(!busy);
    // Who has closed one thing may be about to begin the next one.
    if (busy)
        m_goOn.stop();
    else if (m_hasYielded && !m_goOn.isActive())
        m_goOn.start(0);
}

bool PollDesk::yieldLine()
{
    switch (m_poller.state()) {
    case Poller::State::Idle:
    case Poller::State::Paused: return true;
    case Poller::State::Waiting:
    case Poller::State::Retrying: break;
    case Poller::State::Opening:
    case Poller::State::Polling:
    case Poller::State::Stopping: return false;
    }
    m_poller.pause();
    // Whoever hears of the pause may think that the line is free again.
    m_hasYielded = true;
    return true;
}

void PollDesk::say(Tone tone, const QString &text)
{
    if (!text.isEmpty())
        Q_EMIT noticed(inSentences(tone, text));
}

} // namespace optoscope
