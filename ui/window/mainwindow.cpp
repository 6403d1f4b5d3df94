// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "ui/bytes/bytespanel.h"
#include "ui/charts/chartpage.h"
#include "ui/charts/meterbar.h"
#include "ui/charts/pollbar.h"
#include "ui/charts/polldesk.h"
#include "ui/notes/notebook.h"
#include "ui/open/fileactions.h"
#include "ui/open/filedrop.h"
#include "ui/open/importbar.h"
#include "ui/open/recordedsessions.h"
#include "ui/open/replaybar.h"
#include "ui/open/replayplayer.h"
#include "ui/open/saveactions.h"
#include "ui/palette/icons.h"
#include "ui/selftest/testdesk.h"
#include "ui/session/sessioncontroller.h"
#include "ui/session/sessiondocument.h"
#include "ui/session/sessionrecorder.h"
#include "ui/start/startpage.h"
#include "ui/texts/capturetexts.h"
#include "ui/texts/texts.h"
#include "ui/try/answerbar.h"
#include "ui/verdict/verdictbar.h"
#include "ui/window/noticebar.h"
#include "ui/window/optionspanel.h"
#include "ui/window/requestbar.h"
#include "ui/window/targetbox.h"
#include "ui/window/workspace.h"

#include <QAction>
#include <QActionGroup>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>

namespace optoscope {
namespace {

constexpr QSize usualSize(1280, 800);

SessionDocument::ManufacturerTest manufacturerTest(const FlagTable &flags)
{
    return [flags](QByteArrayView letters) { return flags.find(letters).has_value(); };
}

} // namespace

MainWindow::MainWindow(const Environment &environment, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(environment.settings)
    , m_document(new SessionDocument(manufacturerTest(environment.knowledge.flags), this))
    , m_controller(new SessionController(m_document, this))
    , m_request(new RequestBar(environment, this))
    , m_verdict(new VerdictBar(m_document, this))
    , m_tests(new TestDesk(
          m_controller, m_document, environment,
          [this](const Target &target) { return m_request->request(target); }, this))
    , m_pages(new QStackedWidget(this))
    , m_import(new ImportBar(this))
    , m_answer(new AnswerBar(m_document, environment.virtualCases, this))
    , m_files(new FileActions(m_document, m_import, environment, this))
    , m_save(new SaveActions(m_document, m_import, environment, this))
    , m_recorder(new SessionRecorder(m_controller, RecordingFolder(environment.recordingsFolder),
                                     environment.captureFacts, this))
    , m_trouble(new NoticeBar(QStringLiteral("recordTrouble"), this))
    , m_offer(new NoticeBar(QStringLiteral("recoveryOffer"), this))
    , m_damage(new NoticeBar(QStringLiteral("fileDamage"), this))
    , m_recorded(new RecordedSessions(m_recorder->folder(), m_offer, this))
    , m_chooseOpen(environment.chooseOpenFile)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(programIcon());
    setContextMenuPolicy(Qt::NoContextMenu);
    makeCentre(environment);
    makeActions();
    makeToolBar();
    makeMenus(environment);
    connectParts();
    connectFiles();
    connectRecording();
    resize(usualSize);
    restoreGeometry(m_settings.windowGeometry);
    showState();
}

void MainWindow::makeCentre(const Environment &environment)
{
    m_start = new StartPage(m_pages);
    m_workspace = new Workspace(m_document, environment, m_pages);
    m_pages->addWidget(m_start);
    m_try = new TryPage(environment.virtualCases, m_pages);
    m_pages->addWidget(m_workspace);
    m_pages->addWidget(m_try);
    const auto request = [this]() -> std::optional<LinkRequest> {
        const auto target = chosenTarget();
        return target ? std::optional(m_request->request(*target)) : std::nullopt;
    };
    m_polls = new PollDesk(m_workspace->chartPage(), m_document, environment, request, this);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_verdict);
    layout->addWidget(m_answer);
    for (NoticeBar *bar : {m_trouble, m_offer, m_damage})
        layout->addWidget(bar);
    layout->addWidget(m_import);
    layout->addWidget(m_files->replayBar());
    layout->addWidget(m_polls->meterBar());
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

void MainWindow::makeActions()
{
    m_read = new QAction(themedIcon(QStringLiteral("read")), tr("&Read"), this);
    m_read->setObjectName(QStringLiteral("readAction"));
    m_read->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
    m_read->setToolTip(tr("Read the meter (F5)"));
    m_listen = new QAction(themedIcon(QStringLiteral("listen")), tr("&Listen"), this);
    m_listen->setObjectName(QStringLiteral("listenAction"));
    m_listen->setShortcut(Qt::Key_F6);
    m_listen->setToolTip(tr("Show and record what comes, and send nothing (F6)"));
    m_stop = new QAction(themedIcon(QStringLiteral("stop")), tr("&Stop"), this);
    m_stop->setObjectName(QStringLiteral("stopAction"));
    m_stop->setShortcut(Qt::Key_Escape);
    m_stop->setToolTip(tr("Stop reading (Esc)"));
    m_selfTest = new QAction(themedIcon(QStringLiteral("silent")), tr("Self-&test"), this);
    m_selfTest->setObjectName(QStringLiteral("selfTestAction"));
    m_selfTest->setShortcut(Qt::Key_F9);
    m_selfTest->setToolTip(tr("Find out why the meter does not answer (F9)"));
    m_search = new QAction(tr("Find out &how to talk to it…"), this);
    m_search->setObjectName(QStringLiteral("searchAction"));
    m_poll = new QAction(tr("&Poll the meter and draw charts"), this);
    m_poll->setObjectName(QStringLiteral("pollAction"));
    m_poll->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_P));
    m_find = new QAction(themedIcon(QStringLiteral("filter")), tr("&Find a register"), this);
    m_find->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    m_showStart = new QAction(tr("&Start page"), this);
    m_showStart->setObjectName(QStringLiteral("startPageAction"));
    m_showStart->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Home));
    m_showTry =
        new QAction(themedIcon(QStringLiteral("virtual")), tr("&Try without hardware"), this);
    m_showTry->setObjectName(QStringLiteral("tryAction"));
    m_showTry->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
}

void MainWindow::makeToolBar()
{
    QToolBar *bar = addToolBar(tr("Reading"));
    bar->setObjectName(QStringLiteral("readingBar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addWidget(m_request);
    bar->addAction(m_read);
    bar->addAction(m_listen);
    bar->addAction(m_selfTest);
    bar->addAction(m_stop);
    for (QAction *action : {m_read, m_listen, m_selfTest, m_stop})
        bar->widgetForAction(action)->setFocusPolicy(Qt::StrongFocus);
}

void MainWindow::makeMenus(const Environment &environment)
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    m_files->fillMenu(file);
    file->addAction(m_polls->openStoreAction());
    file->insertMenu(m_files->cancelAction(), m_recorded->menu());
    file->addSeparator();
    file->addAction(m_save->saveAction());
    file->addMenu(m_save->exportMenu());
    file->addAction(m_workspace->readoutPage()->exportAction());
    file->addSeparator();
    QAction *quit = file->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);

    QMenu *meter = menuBar()->addMenu(tr("&Meter"));
    meter->addAction(m_read);
    meter->addAction(m_listen);
    meter->addAction(m_search);
    meter->addAction(m_stop);
    meter->addAction(m_poll);
    meter->addSeparator();
    meter->addAction(m_selfTest);
    meter->addSeparator();
    meter->addAction(m_showTry);
    meter->addAction(m_answer->answerAction());
    makeFaultsMenu(meter->addMenu(tr("&Known faults")), environment.virtualCases);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(m_find);
    view->addSeparator();
    view->addActions(m_workspace->viewActions());
    QAction *reset = view->addAction(tr("&Reset layout"), m_workspace, &Workspace::resetLayout);
    reset->setObjectName(QStringLiteral("resetLayoutAction"));
    view->addSeparator();
    makeAppearanceMenu(view->addMenu(tr("&Colours")));
    view->addAction(m_showStart);

    m_workspace->bytesPanel()->fillMenu(menuBar()->addMenu(tr("&Bytes")));

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&About Optoscope"), this, &MainWindow::showAbout);
}

void MainWindow::makeFaultsMenu(QMenu *menu, const TryPage::Cases &cases)
{
    menu->setObjectName(QStringLiteral("faultsMenu"));
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, [this, menu, cases] {
        menu->clear();
        QList<VirtualCase> sorted = cases ? cases() : QList<VirtualCase>();
        std::ranges::sort(sorted, {}, &VirtualCase::scenario);
        for (const VirtualCase &one : std::as_const(sorted)) {
            QAction *action = menu->addAction(
                one.scenario, this, [this, target = one.scenario] { chooseTarget(target); });
            action->setToolTip(one.fault);
        }
    });
}

void MainWindow::makeAppearanceMenu(QMenu *menu)
{
    auto *group = new QActionGroup(this);
    const auto add = [&](const QString &text, Appearance appearance) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_settings.appearance == appearance);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, appearance] { setAppearance(appearance); });
    };
    add(tr("As the &system"), Appearance::System);
    add(tr("&Light"), Appearance::Light);
    add(tr("&Dark"), Appearance::Dark);
}

void MainWindow::connectParts()
{
    connect(m_read, &QAction::triggered, this, &MainWindow::read);
    connect(m_listen, &QAction::triggered, this, &MainWindow::listen);
    connect(m_stop, &QAction::triggered, this, &MainWindow::stop);
    connect(m_request->targetBox(), &TargetBox::confirmed, this, &MainWindow::read);
    const auto test = [this] {
        if (!refuseReplay())
            m_tests->openWizard(m_request->targetBox()->target());
    };
    connect(m_selfTest, &QAction::triggered, this, test);
    connect(m_start, &StartPage::selfTestRequested, this, test);
    connect(m_verdict, &VerdictBar::selfTestRequested, this, test);
    connect(m_search, &QAction::triggered, this, &MainWindow::search);
    connect(m_tests, &TestDesk::targetChosen, this, &MainWindow::chooseTarget);
    connect(m_tests, &TestDesk::readRequested, this, [this](const ReadSettings &settings) {
        m_request->setReadSettings(settings);
        read();
    });
    const OptionsPanel *options = m_request->optionsPanel();
    connect(options, &OptionsPanel::controlLinesChosen, m_controller,
            &SessionController::setControlLines);
    connect(options, &OptionsPanel::breakHeld, m_controller, &SessionController::setBreak);
    connect(m_controller, &SessionController::capabilitiesKnown, options,
            &OptionsPanel::showCapabilities);
    connect(m_start, &StartPage::readRequested, this, &MainWindow::readChosen);
    connect(m_start, &StartPage::openRequested, m_files, &FileActions::chooseFile);
    connect(m_start, &StartPage::tryRequested, this, [this] { showPage(m_try); });
    connect(m_request->targetBox(), &TargetBox::casesRequested, this, [this] { showPage(m_try); });
    connect(m_showTry, &QAction::triggered, this, [this] { showPage(m_try); });
    connect(m_try, &TryPage::chosen, this, &MainWindow::readCase);
    connect(m_verdict, &VerdictBar::findingsRequested, m_workspace, &Workspace::showFindings);
    connect(m_document, &SessionDocument::stateChanged, this, &MainWindow::showState);
    connect(m_showStart, &QAction::triggered, this, [this] { showPage(m_start); });
    connectPolls();
    connect(m_find, &QAction::triggered, this, [this] {
        m_workspace->showReadout();
        m_workspace->readoutPage()->focusFilter();
    });
}

void MainWindow::connectPolls()
{
    const auto showCharts = [this] {
        m_pages->setCurrentWidget(m_workspace);
        m_workspace->showCharts();
        showState();
    };
    connect(m_poll, &QAction::triggered, this, [this, showCharts] {
        showCharts();
        m_workspace->chartPage()->pollBar()->setFocus();
    });
    connect(m_polls, &PollDesk::pageWanted, this, showCharts);
    connect(m_polls, &PollDesk::runningChanged, this, &MainWindow::showState);
    connect(m_polls, &PollDesk::noticed, m_verdict, &VerdictBar::showNotice);
    connect(m_polls, &PollDesk::captureWanted, m_files, &FileActions::open);
    connect(m_polls, &PollDesk::traceShown, this, [this] { showPage(m_workspace); });
}

void MainWindow::connectFiles()
{
    const auto refuse = [this](const QString &text) {
        m_verdict->showNotice(inSentences(Tone::Error, text));
    };
    connect(new FileDrop(this), &FileDrop::dropped, this, &MainWindow::openFile);
    connect(m_files, &FileActions::opened, this, [this] {
        m_damage->hide();
        m_tests->judgeAgain();
        showPage(m_workspace);
    });
    connect(m_files, &FileActions::refused, this, refuse);
    connect(m_files, &FileActions::damaged, this,
            [this](const QString &text) { m_damage->showNotice(Tone::Warning, text); });
    connect(m_files, &FileActions::fileShown, this,
            [this](const QString &file, const CaptureFacts &facts) {
                m_save->adoptFile(facts, !m_recorder->folder().holds(file));
                m_tests->judgeAgain();
            });
    connect(m_save, &SaveActions::refused, this, refuse);
    connect(m_save, &SaveActions::refused, m_tests,
            [this](const QString &text) { m_tests->showMessage(Tone::Error, text); });
    connect(m_save, &SaveActions::saved, this, [this](const QString &text) {
        m_verdict->showNotice({Tone::Quiet, text, {}});
        m_tests->showMessage(Tone::Good, text);
    });
    connect(m_tests, &TestDesk::traceRequested, m_save->saveAction(), &QAction::trigger);
    connect(m_tests, &TestDesk::written, m_recorder, &SessionRecorder::append);
    connect(m_save, &SaveActions::unsavedChanged, this,
            [this] { setWindowModified(m_save->isUnsaved()); });
    connect(m_request->targetBox(), &TargetBox::replayRequested, this, [this] {
        const QString file = m_chooseOpen
            ? m_chooseOpen(this, tr("Replay a capture"), FileActions::filters())
            : QString();
        if (!file.isEmpty())
            chooseTarget(QStringLiteral("replay:") + file);
    });
}

void MainWindow::connectRecording()
{
    connect(m_recorder, &SessionRecorder::begun, m_trouble, &QWidget::hide);
    connect(m_recorder, &SessionRecorder::trouble, this, [this](const RecordTrouble &trouble) {
        m_trouble->showNotice(Tone::Error,
                              tr("%1 What is shown can still be saved elsewhere.")
                                  .arg(texts::recordTroubleText(trouble)),
                              {m_save->saveAction()});
    });
    connect(m_recorded, &RecordedSessions::openRequested, m_files, &FileActions::open);
    m_start->setRecordedMenu(m_recorder->folder().path().isEmpty() ? nullptr : m_recorded->menu());
    m_recorded->lookForUnfinished();
    // A note about a session that is recorded belongs into its recording; a file is the person's.
    connect(m_workspace->bytesPanel()->notes(), &NoteBook::written, this,
            [this](const TraceEntries &entries) {
                if (!m_document->isCapture() && !m_document->isReplay())
                    m_recorder->append(entries);
            });
}

void MainWindow::chooseTarget(const QString &target)
{
    m_request->targetBox()->setTarget(target);
}

/// The target in the box; what is wrong with it is said.
std::optional<Target> MainWindow::chosenTarget()
{
    const QString text = m_request->targetBox()->target();
    const auto parsed = parseTarget(text);
    if (const auto *error = std::get_if<TargetError>(&parsed)) {
        m_verdict->showNotice({Tone::Error, texts::targetErrorText(*error, text), {}});
        m_request->targetBox()->setFocus();
        return {};
    }
    m_request->targetBox()->remember(text);
    return std::get<Target>(parsed);
}

void MainWindow::read()
{
    if (m_controller->isRunning() || m_polls->isRunning())
        return;
    if (const auto target = chosenTarget()) {
        m_pages->setCurrentWidget(m_workspace);
        m_request->optionsPanel()->showCapabilities({});
        LinkRequest request = m_request->request(*target);
        request.awaitsReturn = true;
        m_controller->start(request);
    }
}

void MainWindow::listen()
{
    if (m_controller->isRunning())
        return;
    const auto target = chosenTarget();
    if (!target)
        return;
    if (target->kind == Target::Kind::Replay) {
        m_files->replay(target->name, target->speed);
        return;
    }
    m_pages->setCurrentWidget(m_workspace);
    m_request->optionsPanel()->showCapabilities({});
    LinkRequest request = m_request->request(*target);
    request.watch = true;
    request.awaitsReturn = true;
    m_controller->start(request);
}

void MainWindow::stop()
{
    m_files->player()->stop();
    m_controller->stop();
}

/// A recording cannot be tested: nobody is there to do the steps.
bool MainWindow::refuseReplay()
{
    if (!m_request->targetBox()->target().startsWith(QLatin1String("replay:"), Qt::CaseInsensitive))
        return false;
    m_verdict->showNotice({Tone::Warning, tr("A recording cannot be tested."),
                           tr("Nobody is there to do the steps. Choose the port of your probe, or "
                              "virtual: to see the test.")});
    m_request->targetBox()->setFocus();
    return true;
}

void MainWindow::search()
{
    if (refuseReplay())
        return;
    if (const auto target = chosenTarget())
        m_tests->openSearch(*target, m_request->readSettings());
}

void MainWindow::readChosen()
{
    const auto parsed = parseTarget(m_request->targetBox()->target());
    const auto *target = std::get_if<Target>(&parsed);
    if (target && target->kind != Target::Kind::Virtual) {
        read();
        return;
    }
    m_verdict->showNotice({Tone::Quiet, tr("Which meter?"),
                           tr("Choose the port of your probe as the target, or type "
                              "tcp:HOST:PORT, and press Read.")});
    m_request->targetBox()->setFocus();
}

void MainWindow::readCase(const QString &target)
{
    chooseTarget(target);
    read();
}

void MainWindow::openFile(const QString &file)
{
    if (PollDesk::isStore(file))
        m_polls->openStore(file);
    else
        m_files->open(file);
}

void MainWindow::showPage(QWidget *page)
{
    m_pages->setCurrentWidget(page);
    page->setFocus();
    showState();
}

void MainWindow::showState()
{
    using State = SessionDocument::State;
    const State state = m_document->state();
    const bool reading = m_controller->isRunning() || state == State::Reading;
    const bool polling = m_polls->isRunning();
    m_read->setEnabled(!reading && !polling);
    m_listen->setEnabled(!reading && !polling);
    m_search->setEnabled(!reading && !polling);
    m_selfTest->setEnabled((!reading && !polling) || m_tests->isRunning());
    m_stop->setEnabled(!polling && (reading || m_document->presence() != PortPresence::Usual));
    m_polls->setBusy(reading && !polling);
    m_request->setRunning(reading || polling);
    m_showStart->setEnabled(!reading && m_pages->currentWidget() != m_start);
    m_showTry->setEnabled(!reading && m_pages->currentWidget() != m_try);
    m_find->setEnabled(m_pages->currentWidget() == m_workspace);
    // What is wrong with the case before is no news for whoever chooses the next one.
    m_answer->setVisible(m_answer->answerAction()->isEnabled()
                         && (reading || m_pages->currentWidget() == m_workspace));
    if (m_document->isCapture()) {
        const QString name = QFileInfo(m_document->target()).fileName();
        setWindowTitle(reading ? tr("%1[*] – replay – Optoscope").arg(name)
                               : tr("%1[*] – Optoscope").arg(name));
        return;
    }
    QString words;
    switch (state) {
    case State::Empty: setWindowTitle(tr("Optoscope[*]")); return;
    case State::Reading:
        words = m_tests->isRunning() ? tr("self-test")
            : m_document->isReplay() ? tr("replay")
            : m_document->isWatch()  ? tr("listening")
                                     : tr("reading");
        break;
    case State::Finished:
        words = m_document->isSelfTest()                        ? tr("self-test")
            : m_document->isReplay() || m_document->isCapture() ? tr("recording")
            : m_document->isWatch()                             ? tr("heard")
            : m_document->outcome() == Outcome::done            ? tr("read")
                                                                : tr("not read");
        break;
    case State::Failed:
        words = m_document->presence() == PortPresence::Awaited ? tr("unplugged, waiting for it")
            : m_document->presence() == PortPresence::Returned  ? tr("back, recording")
                                                                : tr("failed");
        break;
    }
    if (reading && !polling)
        m_pages->setCurrentWidget(m_workspace);
    setWindowTitle(tr("%1[*] – %2 – Optoscope").arg(m_document->target(), words));
}

void MainWindow::setAppearance(Appearance appearance)
{
    m_settings.appearance = appearance;
    applyAppearance(appearance);
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Optoscope"));
    box->setIconPixmap(programIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    box->setText(tr("Optoscope %1").arg(QStringLiteral(OPTOSCOPE_VERSION)));
    box->setInformativeText(
        tr("Finds out why an electricity meter’s optical port does not answer.\n"
           "Free software under the GNU General Public License, version 3 or later."));
    box->setModal(false);
    box->show();
}

Settings MainWindow::settings() const
{
    Settings now = m_settings;
    now.windowGeometry = saveGeometry();
    now.arrangement = m_workspace->arrangement();
    now.target = m_request->targetBox()->target();
    now.recentTargets = m_request->targetBox()->recent();
    now.recentFiles = m_files->recent();
    now.read = m_request->readSettings();
    now.bytes = m_workspace->bytesPanel()->options();
    return now;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Q_EMIT closing();
    QMainWindow::closeEvent(event);
}

} // namespace optoscope
