// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/polldesk.h"

#include "core/polling/polltime.h"
#include "core/polling/schedulecost.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/meterbar.h"
#include "ui/charts/pollbar.h"
#include "ui/session/sessiondocument.h"
#include "ui/texts/charttexts.h"
#include "ui/texts/polltexts.h"
#include "ui/texts/storetexts.h"
#include "ui/texts/texts.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>
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

Outcome outcomeOf(PollOutcome outcome)
{
    switch (outcome) {
    case PollOutcome::done:
    case PollOutcome::otherMeter: return Outcome::done;
    case PollOutcome::noAnswer: return Outcome::noAnswer;
    case PollOutcome::damaged: return Outcome::damaged;
    case PollOutcome::refused: return Outcome::refused;
    case PollOutcome::linkLost: return Outcome::linkLost;
    case PollOutcome::cannotOpen: return Outcome::cannotOpen;
    case PollOutcome::missed:
    case PollOutcome::interrupted: break;
    }
    return Outcome::interrupted;
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
    , m_poller(environment.knowledge)
    , m_watch(new StoreWatch)
{
    m_watch->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_watch, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("store watch"));
    makeActions();
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

void PollDesk::makeActions()
{
    m_open = new QAction(tr("Open a store of &readings…"), this);
    m_open->setObjectName(QStringLiteral("openStoreAction"));
    m_keep = new QAction(tr("Keep readings in a file…"), this);
    m_keep->setObjectName(QStringLiteral("keepReadingsAction"));
    m_forget = new QAction(tr("Do not keep readings"), this);
    m_forget->setObjectName(QStringLiteral("forgetReadingsAction"));
    m_watchAction = new QAction(tr("Show each poll in the other views"), this);
    m_watchAction->setObjectName(QStringLiteral("watchPollsAction"));
    m_watchAction->setCheckable(true);
    m_watchAction->setChecked(true);
    m_storeMenu = new QMenu(m_window);
    m_storeMenu->addActions({m_keep, m_open, m_forget});
    m_storeMenu->addSeparator();
    m_storeMenu->addAction(m_watchAction);
    m_page->pollBar()->storeButton()->setMenu(m_storeMenu);
    const QString filter = tr("Stores of readings (*.sqlite *.db);;All files (*)");
    connect(m_open, &QAction::triggered, this, [this, filter] {
        const QString file = m_environment.chooseOpenFile
            ? m_environment.chooseOpenFile(m_window, tr("Open a store of readings"), filter)
            : QString();
        if (!file.isEmpty())
            openStore(file);
    });
    connect(m_keep, &QAction::triggered, this, [this, filter] {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        const QString file = m_environment.chooseSaveFile
            ? m_environment.chooseSaveFile(
                m_window, tr("Keep readings in a file"),
                QDir(folder).filePath(tr("readings") + QStringLiteral(".sqlite")), filter)
            : QString();
        if (!file.isEmpty())
            setStore(
                StoreAddress{StoreAddress::Kind::File, QFileInfo(file).absoluteFilePath(), {}});
    });
    connect(m_forget, &QAction::triggered, this, [this] { setStore({}); });
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
    plan.schedule.interval = interval;
    const SchedulePlanError error =
        Schedule::check(plan.schedule, QTimeZone::systemTimeZone(), pollTime().utc);
    if (error != SchedulePlanError::None) {
        say(Tone::Error, texts::schedulePlanErrorText(error));
        return;
    }
    if (request->readout.wakeUp)
        say(Tone::Warning, texts::scheduleCostText(costOf(plan.schedule)));
    m_target = request->target.toText();
    m_traces.clear();
    m_page->setInterval(interval);
    m_poller.start(plan, m_store);
    Q_EMIT pageWanted();
}

void PollDesk::onState(Poller::State state)
{
    m_page->pollBar()->setState(barState(state));
    m_page->pollBar()->setNextDue(m_poller.nextDue());
    for (QAction *action : {m_open, m_keep, m_forget})
        action->setEnabled(!m_poller.isRunning());
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
    m_document->begin(m_target);
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
    const qsizetype known = m_live.series().size();
    const auto samples = m_live.take(result);
    if (m_live.series().size() > known)
        m_page->setSeries(m_live.series());
    for (const auto &[series, sample] : samples)
        m_page->appendSamples(series, {sample});
    m_page->appendPolls({poll});
}

void PollDesk::setStore(const std::optional<StoreAddress> &store)
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
    if (m_store && QFileInfo::exists(m_store->file))
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
        const auto interval = plans.constLast().plan.schedule.interval;
        m_page->setInterval(interval);
        m_page->pollBar()->setInterval(interval);
    }
    m_series.clear();
    addSeries(series);
    QMetaObject::invokeMethod(m_watch, [watch = m_watch] { watch->begin(); });
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
        m_page->pollBar()->setStore(tr("Kept in %1").arg(QFileInfo(m_store->file).fileName()),
                                    QDir::toNativeSeparators(m_store->file));
    else
        m_page->pollBar()->setStore(tr("Readings are not kept"),
                                    tr("They are gone when the program ends. Choose a file to keep "
                                       "them, or one that is there already."));
    m_forget->setEnabled(m_store.has_value());
}

void PollDesk::openStore(const QString &file)
{
    if (m_poller.isRunning()) {
        say(Tone::Error, tr("The meter is being polled. Stop polling, then open the store."));
        return;
    }
    setStore({});
    setStore(StoreAddress{StoreAddress::Kind::File, QFileInfo(file).absoluteFilePath(), {}});
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
}

void PollDesk::showPoll(const PollRecord &poll)
{
    if (const auto trace = m_traces.find(poll.due); trace && !trace->entries.isEmpty()) {
        // Polls that follow would take its place.
        m_watchAction->setChecked(false);
        m_isInDocument = false;
        m_document->open(tr("Poll of %1").arg(texts::localTimeText(poll.due)), trace->entries);
        Q_EMIT traceShown();
    } else if (!poll.capture.isEmpty()) {
        m_watchAction->setChecked(false);
        m_isInDocument = false;
        Q_EMIT captureWanted(poll.capture);
    } else {
        say(Tone::Quiet,
            texts::pollText(poll) + QStringLiteral(". ")
                + tr(
                    "Its trace was not kept: only the latest polls since the start of polling are, "
                    "and those that were recorded."));
    }
}

void PollDesk::say(Tone tone, const QString &text)
{
    if (!text.isEmpty())
        Q_EMIT noticed(inSentences(tone, text));
}

} // namespace optoscope
