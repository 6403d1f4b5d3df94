// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/fileactions.h"

#include "ui/open/importbar.h"
#include "ui/open/replaybar.h"
#include "ui/open/replayplayer.h"
#include "ui/palette/icons.h"
#include "ui/texts/capturetexts.h"
#include "ui/texts/texts.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>

namespace optoscope {
namespace {

constexpr qsizetype mostRecent = 10;

/// Read as something else the file may be good.
bool isAboutContent(const ImportError &error)
{
    using Kind = ImportError::Kind;
    return error.line > 0 || error.kind == Kind::LogWithoutBytes
        || error.kind == Kind::NotThisFormat || error.kind == Kind::NoChannels;
}

} // namespace

QString FileActions::filters()
{
    return tr("Recordings (*.pcapng *.pcap *.vcd *.sr *.csv *.txt *.hex *.bin *.log *.dat *.raw "
              "*.mode2);;All files (*)");
}

FileActions::FileActions(SessionDocument *document, ImportBar *bar, const Environment &environment,
                         QWidget *window)
    : QObject(window)
    , m_document(document)
    , m_bar(bar)
    , m_loader(environment.importCapture)
    , m_window(window)
    , m_chooseOpen(environment.chooseOpenFile)
    , m_player(new ReplayPlayer(document, this))
    , m_replayBar(new ReplayBar(m_player, window))
    , m_recent(environment.settings.recentFiles)
{
    makeActions(window);
    connectParts();
    connectStream();
    adoptState();
}

void FileActions::makeActions(QWidget *window)
{
    m_open = new QAction(themedIcon(QStringLiteral("open")), tr("&Open a capture…"), this);
    m_open->setObjectName(QStringLiteral("openAction"));
    m_open->setShortcut(QKeySequence::Open);
    m_cancel = new QAction(tr("&Cancel opening"), this);
    m_cancel->setObjectName(QStringLiteral("cancelOpeningAction"));
    m_cancel->setShortcut(Qt::Key_Escape);
    m_cancel->setEnabled(false);
    m_back = new QAction(tr("&Back to what was shown before"), this);
    m_back->setObjectName(QStringLiteral("backAction"));
    m_back->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
    m_replay = new QAction(tr("&Replay it as it happened"), this);
    m_replay->setObjectName(QStringLiteral("replayAction"));
    m_replay->setShortcut(Qt::Key_F7);
    m_recentMenu = new QMenu(tr("Opened &lately"), window);
    m_recentMenu->setObjectName(QStringLiteral("recentFilesMenu"));
}

void FileActions::connectParts()
{
    connect(m_open, &QAction::triggered, this, &FileActions::chooseFile);
    connect(m_cancel, &QAction::triggered, this, &FileActions::cancel);
    connect(m_back, &QAction::triggered, this, &FileActions::goBack);
    connect(m_replay, &QAction::triggered, this, &FileActions::replayShown);
    connect(m_bar, &ImportBar::replayRequested, this, &FileActions::replayShown);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &FileActions::fillRecent);
    connect(m_document, &SessionDocument::stateChanged, this, &FileActions::adoptState);
    connect(m_bar, &ImportBar::cancelRequested, this, &FileActions::cancel);
    connect(m_bar, &ImportBar::changed, this, [this] { load(m_asked, m_bar->choices()); });
    connect(&m_loader, &CaptureLoader::started, m_bar, &ImportBar::showProgress);
    connect(&m_loader, &CaptureLoader::progressed, m_bar, &ImportBar::setProgress);
    connect(&m_loader, &CaptureLoader::loaded, this, &FileActions::takeLoaded);
    connect(&m_loader, &CaptureLoader::failed, this, [this](const ImportError &error) {
        m_cancel->setEnabled(false);
        // What is in the file was found out wrongly, or is damaged; no other file is meant.
        if (isAboutContent(error))
            m_bar->showRefused(m_loader.file(), m_choices);
        else
            m_bar->forget();
        Q_EMIT refused(texts::importErrorText(error));
    });
    connect(&m_loader, &CaptureLoader::cancelled, this, [this] {
        m_cancel->setEnabled(false);
        m_bar->setVisible(false);
    });
}

void FileActions::fillMenu(QMenu *menu)
{
    menu->addAction(m_open);
    menu->addMenu(m_recentMenu);
    menu->addAction(m_cancel);
    menu->addAction(m_back);
    menu->addAction(m_replay);
    menu->addAction(m_replayBar->pauseAction());
}

void FileActions::fillRecent()
{
    m_recentMenu->clear();
    for (const QString &file : std::as_const(m_recent))
        m_recentMenu->addAction(QDir::toNativeSeparators(file), this, [this, file] { open(file); });
}

void FileActions::chooseFile()
{
    if (!m_open->isEnabled() || !m_chooseOpen)
        return;
    const QString file = m_chooseOpen(m_window, tr("Open a capture"), filters());
    if (!file.isEmpty())
        open(file);
}

void FileActions::open(const QString &file)
{
    if (m_document->isHeld()) {
        Q_EMIT refused(tr("A session is running. Stop it (Esc), then open the file."));
        return;
    }
    m_replays = false;
    load(QFileInfo(file).absoluteFilePath(), {});
}

void FileActions::replay(const QString &file, double speed)
{
    if (speed > 0)
        m_replayBar->setSpeed(speed);
    m_replays = true;
    load(QFileInfo(file).absoluteFilePath(), {});
}

void FileActions::replayShown()
{
    if (m_document->isHeld() || m_document->trace().isEmpty())
        return;
    Q_EMIT opening();
    if (m_document->isReplay() && QFileInfo(m_player->file()).isFile()) {
        replay(m_player->file(), 0); // It may have been ended before all was shown.
        return;
    }
    m_bar->hide();
    // A copy, as the document forgets what it shows.
    const Trace trace = m_document->trace();
    putAway();
    m_player->play(m_document->target(), trace, m_replayBar->speed());
    Q_EMIT opened();
}

void FileActions::takeLoaded(const ImportedCapture &capture)
{
    m_cancel->setEnabled(false);
    if (!std::exchange(m_replays, false)) {
        show(capture);
        return;
    }
    m_bar->forget();
    Trace trace;
    trace.append(capture.entries);
    if (capture.anchor.isValid())
        trace.setAnchor(capture.anchor);
    putAway();
    m_player->play(m_loader.file(), trace, m_replayBar->speed());
    Q_EMIT opened();
}

void FileActions::load(const QString &file, const ImportChoices &choices)
{
    if (file.isEmpty())
        return;
    Q_EMIT opening();
    m_asked = file;
    m_choices = choices;
    m_cancel->setEnabled(true);
    dropStream();
    if (choices.form == BytesForm::Detect && isCaptureFile(file)) {
        m_loader.cancel();
        m_replayed = {};
        m_stream.read(file);
        m_bar->showProgress(file);
        return;
    }
    m_loader.load(file, choices);
}

/// Another file is wanted: what has been shown of this one stays until that one comes.
void FileActions::dropStream()
{
    m_stream.cancel();
    if (std::exchange(m_isShowing, false))
        m_document->finish(Outcome::done);
}

/// A capture is shown while it is being read.
void FileActions::connectStream()
{
    connect(&m_stream, &CaptureStream::arrived, this,
            [this](const TraceEntries &entries, int percent) {
                m_bar->setProgress(percent);
                if (m_replays) {
                    m_replayed.append(entries);
                    return;
                }
                beginShowing();
                m_document->append(entries);
            });
    connect(&m_stream, &CaptureStream::finished, this,
            [this](const CaptureSummary &summary) { endStream(summary, false); });
    connect(&m_stream, &CaptureStream::failed, this, [this](const ImportError &error) {
        const bool isShowing = m_isShowing;
        endStream({}, true);
        if (!isShowing)
            m_bar->forget();
        Q_EMIT refused(texts::importErrorText(error));
    });
}

void FileActions::beginShowing()
{
    if (std::exchange(m_isShowing, true))
        return;
    adoptFile(m_stream.file());
    m_document->open(m_stream.file(), {});
    m_bar->showProgress(m_stream.file());
    m_cancel->setEnabled(true);
    Q_EMIT opened();
}

/// \a isPart: not all of it has been read.
void FileActions::endStream(const CaptureSummary &summary, bool isPart)
{
    const QString file = m_stream.file();
    if (!m_replays && !isPart)
        beginShowing();
    const bool isShowing = std::exchange(m_isShowing, false);
    m_cancel->setEnabled(false);
    if (std::exchange(m_replays, false)) {
        m_bar->forget();
        const Trace trace = std::exchange(m_replayed, {});
        if (isPart)
            return;
        Trace anchored = trace;
        anchored.setAnchor(summary.facts.anchor);
        putAway();
        m_player->play(file, anchored, m_replayBar->speed());
        Q_EMIT opened();
        return;
    }
    if (!isShowing)
        return;
    m_document->setAnchor(summary.facts.anchor);
    m_document->finish(Outcome::done);
    ImportedCapture shown;
    shown.capture = summary;
    m_bar->showCapture(file, shown, m_choices);
    Q_EMIT fileShown(file, summary.facts);
    tell(file, summary);
}

void FileActions::cancel()
{
    m_loader.cancel();
    if (!m_stream.isReading())
        return;
    m_stream.cancel();
    const bool isShowing = m_isShowing;
    endStream({}, true);
    if (isShowing)
        Q_EMIT damaged(
            tr("Reading %1 was stopped: only its first part is shown.")
                .arg(texts::visibleText(QStringView(QFileInfo(m_stream.file()).fileName()))));
    else
        m_bar->forget();
}

/// A session that gives way to a file or a replay can be had back.
void FileActions::putAway()
{
    if (!m_document->isCapture() && m_document->state() != SessionDocument::State::Empty)
        m_before = m_document->record();
}

/// The file takes the place of what the document shows.
void FileActions::adoptFile(const QString &file)
{
    putAway();
    m_shown = file;
    m_recent.removeAll(file);
    m_recent.prepend(file);
    m_recent = m_recent.first(std::min(mostRecent, m_recent.size()));
}

void FileActions::tell(const QString &file, const CaptureSummary &summary)
{
    if (summary.problems.isEmpty())
        return;
    QStringList lines;
    for (const CaptureProblem &problem : summary.problems)
        lines.append(texts::captureProblemText(QFileInfo(file).fileName(), problem));
    Q_EMIT damaged(lines.join(u'\n'));
}

void FileActions::show(const ImportedCapture &capture)
{
    m_cancel->setEnabled(false);
    const QString file = m_loader.file();
    adoptFile(file);
    m_document->open(file, capture.entries);
    if (capture.anchor.isValid())
        m_document->setAnchor(capture.anchor);
    m_bar->showCapture(file, capture, m_choices);
    adoptState();
    Q_EMIT opened();
    Q_EMIT fileShown(file, CaptureFacts());
}

void FileActions::goBack()
{
    if (!m_before || m_document->isHeld())
        return;
    Q_EMIT opening();
    m_document->restore(*std::exchange(m_before, {}));
    Q_EMIT opened();
}

void FileActions::adoptState()
{
    const bool reading = m_document->isHeld();
    // A session that begins takes the document.
    if (reading) {
        m_loader.cancel();
        m_stream.cancel();
        m_isShowing = false;
        m_replays = false;
        m_cancel->setEnabled(false);
    }
    if (!m_document->isCapture()) {
        m_shown.clear();
        if (!m_loader.isLoading() && !m_stream.isReading())
            m_bar->forget();
        m_before.reset();
    }
    m_open->setEnabled(!reading);
    m_recentMenu->setEnabled(!reading && !m_recent.isEmpty());
    m_back->setEnabled(m_before.has_value());
    m_replay->setEnabled(!reading && m_document->trace().count() > 0);
}

} // namespace optoscope
