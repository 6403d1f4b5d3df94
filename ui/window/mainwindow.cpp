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
#include "ui/window/meterdesk.h"
#include "ui/window/noticebar.h"
#include "ui/window/optionspanel.h"
#include "ui/window/requestbar.h"
#include "ui/window/sessiontitle.h"
#include "ui/window/targetbox.h"
#include "ui/window/windowactions.h"
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
    , m_actions(new WindowActions(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(programIcon());
    setContextMenuPolicy(Qt::NoContextMenu);
    makeCentre(environment);
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
        const auto target = m_meter->chosenTarget();
        if (!m_controller->isRunning())
            m_controller->stop(); // Nobody waits for a port any more.
        return target ? std::optional(m_request->request(*target)) : std::nullopt;
    };
    m_polls = new PollDesk(m_workspace->chartPage(), m_document, environment, request, this);
    m_meter = new MeterDesk({m_request, m_verdict, m_controller, m_tests, m_files, m_polls}, this);
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

void MainWindow::makeToolBar()
{
    QToolBar *bar = addToolBar(tr("Reading"));
    bar->setObjectName(QStringLiteral("readingBar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addWidget(m_request);
    m_actions->fillToolBar(bar);
}

void MainWindow::makeMenus(const Environment &environment)
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    m_files->fillMenu(file);
    file->addAction(m_polls->storeMenu()->openAction());
    file->addAction(m_polls->storeMenu()->openServerAction());
    file->insertMenu(m_files->cancelAction(), m_recorded->menu());
    file->addSeparator();
    file->addAction(m_save->saveAction());
    file->addMenu(m_save->exportMenu());
    file->addAction(m_workspace->readoutPage()->exportAction());
    file->addSeparator();
    QAction *quit = file->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);

    QMenu *meter = menuBar()->addMenu(tr("&Meter"));
    meter->addAction(m_actions->read());
    meter->addAction(m_actions->listen());
    meter->addAction(m_actions->search());
    meter->addAction(m_actions->stop());
    meter->addAction(m_actions->poll());
    meter->addSeparator();
    meter->addAction(m_actions->selfTest());
    meter->addSeparator();
    meter->addAction(m_actions->showTry());
    meter->addAction(m_answer->answerAction());
    makeFaultsMenu(meter->addMenu(tr("&Known faults")), environment.virtualCases);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(m_actions->findRegister());
    view->addSeparator();
    view->addActions(m_workspace->viewActions());
    QAction *reset = view->addAction(tr("&Reset layout"), m_workspace, &Workspace::resetLayout);
    reset->setObjectName(QStringLiteral("resetLayoutAction"));
    view->addSeparator();
    makeAppearanceMenu(view->addMenu(tr("&Colours")));
    view->addAction(m_actions->showStart());

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
    connect(m_meter, &MeterDesk::lineWanted, this,
            [this] { m_pages->setCurrentWidget(m_workspace); });
    connect(m_actions->read(), &QAction::triggered, m_meter, &MeterDesk::read);
    connect(m_actions->listen(), &QAction::triggered, m_meter, &MeterDesk::listen);
    connect(m_actions->stop(), &QAction::triggered, m_meter, &MeterDesk::stop);
    connect(m_request->targetBox(), &TargetBox::confirmed, m_meter, &MeterDesk::read);
    connect(m_actions->selfTest(), &QAction::triggered, m_meter, &MeterDesk::test);
    connect(m_start, &StartPage::selfTestRequested, m_meter, &MeterDesk::test);
    connect(m_verdict, &VerdictBar::selfTestRequested, m_meter, &MeterDesk::test);
    connect(m_actions->search(), &QAction::triggered, m_meter, &MeterDesk::search);
    connect(m_tests, &TestDesk::targetChosen, m_meter, &MeterDesk::chooseTarget);
    connect(m_tests, &TestDesk::readRequested, this, [this](const ReadSettings &settings) {
        m_request->setReadSettings(settings);
        m_meter->read();
    });
    const OptionsPanel *options = m_request->optionsPanel();
    connect(options, &OptionsPanel::controlLinesChosen, m_controller,
            &SessionController::setControlLines);
    connect(options, &OptionsPanel::breakHeld, m_controller, &SessionController::setBreak);
    connect(m_controller, &SessionController::capabilitiesKnown, options,
            &OptionsPanel::showCapabilities);
    connect(m_start, &StartPage::readRequested, m_meter, &MeterDesk::readChosen);
    connect(m_start, &StartPage::openRequested, m_files, &FileActions::chooseFile);
    connect(m_start, &StartPage::tryRequested, this, [this] { showPage(m_try); });
    connect(m_request->targetBox(), &TargetBox::casesRequested, this, [this] { showPage(m_try); });
    connect(m_actions->showTry(), &QAction::triggered, this, [this] { showPage(m_try); });
    connect(m_try, &TryPage::chosen, this, [this](const QString &target) {
        m_meter->chooseTarget(target);
        m_meter->read();
    });
    connect(m_verdict, &VerdictBar::findingsRequested, m_workspace, &Workspace::showFindings);
    connect(m_document, &SessionDocument::stateChanged, this, &MainWindow::showState);
    connect(m_actions->showStart(), &QAction::triggered, this, [this] { showPage(m_start); });
    connectPolls();
    connect(m_actions->findRegister(), &QAction::triggered, this, [this] {
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
    connect(m_actions->poll(), &QAction::triggered, this, [this, showCharts] {
        showCharts();
        m_workspace->chartPage()->pollBar()->setFocus();
    });
    connect(m_start, &StartPage::pollRequested, m_actions->poll(), &QAction::trigger);
    connect(m_polls, &PollDesk::pageWanted, this, showCharts);
    connect(m_polls, &PollDesk::planOpened, this, [this](const LinkRequest &request) {
        m_meter->chooseTarget(request.target.toText());
        m_request->setReadSettings(readSettingsOf(request));
    });
    connect(m_polls, &PollDesk::runningChanged, this, &MainWindow::showState);
    connect(m_polls, &PollDesk::noticed, m_verdict, &VerdictBar::showNotice);
    connect(m_polls, &PollDesk::placeWanted, m_workspace, &Workspace::showPlace);
    connect(m_files, &FileActions::opening, m_polls, &PollDesk::leaveDocument);
    connect(m_files, &FileActions::fileShown, m_polls, &PollDesk::pointOut);
    connect(m_tests, &TestDesk::openChanged, this, &MainWindow::showState);
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
    const auto tellTrouble = [this](const RecordTrouble &trouble) {
        m_trouble->showNotice(Tone::Error,
                              tr("%1 What is shown can still be saved elsewhere.")
                                  .arg(texts::recordTroubleText(trouble)),
                              {m_save->saveAction()});
    };
    connect(m_recorder, &SessionRecorder::trouble, this, tellTrouble);
    connect(m_polls, &PollDesk::recordBegun, m_trouble, &QWidget::hide);
    connect(m_polls, &PollDesk::recordTroubled, this, tellTrouble);
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
    m_meter->chooseTarget(target);
}

void MainWindow::openFile(const QString &file)
{
    if (PollDesk::isStore(file))
        m_polls->openStore({StoreAddress::Kind::File, QFileInfo(file).absoluteFilePath(), {}});
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
    const bool reading = m_controller->isRunning() || m_document->isHeld();
    m_actions->read()->setEnabled(!reading);
    m_actions->listen()->setEnabled(!reading);
    m_actions->search()->setEnabled(!reading);
    m_actions->selfTest()->setEnabled(!reading || m_tests->isRunning());
    m_actions->stop()->setEnabled(reading || m_document->presence() != PortPresence::Usual);
    m_polls->setBusy((reading && !m_document->isReplay()) || m_tests->isOpen());
    m_request->setRunning(reading || m_polls->isRunning());
    m_actions->showStart()->setEnabled(!reading && m_pages->currentWidget() != m_start);
    m_actions->showTry()->setEnabled(!reading && m_pages->currentWidget() != m_try);
    m_actions->findRegister()->setEnabled(m_pages->currentWidget() == m_workspace);
    // What is wrong with the case before is no news for whoever chooses the next one.
    m_answer->setVisible(m_answer->answerAction()->isEnabled()
                         && (reading || m_pages->currentWidget() == m_workspace));
    setWindowTitle(sessionTitle(*m_document, reading, m_tests->isRunning()));
    if (reading && !m_document->isCapture())
        m_pages->setCurrentWidget(m_workspace);
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
    now.database = m_polls->storeMenu()->server();
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
