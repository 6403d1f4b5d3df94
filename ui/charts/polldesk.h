// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/polling/poller.h"
#include "ui/charts/livereadings.h"
#include "ui/charts/pollplace.h"
#include "ui/charts/pollrecorder.h"
#include "ui/charts/polltraces.h"
#include "ui/charts/storemenu.h"
#include "ui/charts/storewatch.h"
#include "ui/verdict/verdict.h"
#include "ui/window/environment.h"

namespace optoscope {

class ChartPage;
class MeterBar;
class SessionDocument;

/// Where polling is kept: it polls the window's target, brings readings and polls to the charts,
/// live or from a store, and each poll into the window's document.
class PollDesk final : public QObject
{
    Q_OBJECT
public:
    /// What is to be polled; nothing if that is not clear yet, which has been said then.
    using RequestMaker = std::function<std::optional<LinkRequest>()>;

    PollDesk(ChartPage *page, SessionDocument *document, const Environment &environment,
             RequestMaker makeRequest, QWidget *window);
    ~PollDesk() override;

    bool isRunning() const { return m_poller.isRunning(); }
    /// Somebody else wants the line. Between two polls he may have it: polling pauses until
    /// setBusy(false). False while a poll has it.
    bool yieldLine();
    /// The document is to show something else: polls that follow would take its place.
    void leaveDocument();
    /// The document shows the recording \a file now: what was wanted of it is pointed out.
    void pointOut(const QString &file);
    /// Asks whether a meter was replaced.
    MeterBar *meterBar() const { return m_meterBar; }
    StoreMenu *storeMenu() const { return m_stores; }
    /// Something else uses the line, or does no longer.
    void setBusy(bool busy);
    /// Shows what is in \a store, and what a service adds to it; polls are kept in it, too.
    void openStore(const StoreAddress &store);
    /// Whether \a file is a store of readings and no capture.
    static bool isStore(const QString &file);

Q_SIGNALS:
    void runningChanged();
    void noticed(const optoscope::Verdict &notice);
    /// A store was opened whose plan asks a meter of this computer so.
    void planOpened(const optoscope::LinkRequest &request);
    /// The page is worth showing: a store was opened, or polling began.
    void pageWanted();
    /// A poll's trace is in the document.
    void traceShown();
    /// This is what was meant in the trace that is shown.
    void placeWanted(optoscope::Instant at, optoscope::CharacterRange characters);
    void recordBegun();
    /// Polls are not recorded any more.
    void recordTroubled(const optoscope::RecordTrouble &trouble);
    /// The trace that is wanted is in the recording \a file.
    void captureWanted(const QString &file);

private:
    void connectPoller();
    void connectStores();
    void connectWatch();
    void start(std::chrono::milliseconds interval);
    void setStore(const std::optional<StoreAddress> &store, bool isThere);
    void adoptPlan(const PollPlan &plan);
    void watchStore();
    void showStore();
    void onState(Poller::State state);
    void beginSession(const QDateTime &anchor);
    void onPolled(const PollResult &result);
    void onOpened(const QList<StoredPlan> &plans, const QList<Series> &series);
    void onEnd(Poller::End end);
    void showPoll(const PollRecord &poll);
    void showTrace(const PollRecord &poll, const PollTrace &trace);
    void showCapture(const PollRecord &poll);
    bool showPlace(const PollRecord &poll);
    void want(qint64 series);
    void addSeries(const QList<Series> &series);
    void say(Tone tone, const QString &text);

    ChartPage *m_page;
    SessionDocument *m_document;
    Environment m_environment;
    RequestMaker m_makeRequest;
    QWidget *m_window;
    MeterBar *m_meterBar;
    StoreMenu *m_stores;
    QAction *m_watchAction;
    QTimer m_goOn; ///< after somebody else had the line
    Poller m_poller;
    PollRecorder *m_recorder;
    QThread m_thread;
    StoreWatch *m_watch; ///< lives on its thread and ends with it
    std::optional<StoreAddress> m_store;
    bool m_isWatching = false;
    LiveReadings m_live;
    QList<Series> m_series; ///< of the store
    PollTraces m_traces;
    PollTrace m_trace; ///< of the session that runs
    QString m_target;
    bool m_isInDocument = false; ///< The session that runs goes into the document.
    bool m_isBeginning = false; ///< The document is cleared for a poll.
    bool m_hasLeft = false; ///< The document was left to something else, not by the person's wish.
    bool m_hasYielded = false; ///< Polling was paused for somebody else.
    std::optional<PollRecord> m_meant; ///< is to be pointed out in its recording
};

} // namespace optoscope
