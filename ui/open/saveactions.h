// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/open/capturesaver.h"
#include "ui/window/environment.h"

class QAction;

namespace optoscope {

class ImportBar;
class SessionDocument;

/// Saves what the document shows: the actions, the progress, and whether it has been saved. Nothing
/// is lost where it has not: sessions are recorded by themselves.
class SaveActions final : public QObject
{
    Q_OBJECT
public:
    SaveActions(SessionDocument *document, ImportBar *bar, const Environment &environment,
                QWidget *window);

    QAction *saveAction() const { return m_save; }
    QAction *levelsAction() const { return m_levels; }
    /// There is something that is in no file of the person's.
    bool isUnsaved() const { return m_isUnsaved; }
    /// What a file that was opened says of itself; \a isOwn: it is the person's, not one that was
    /// recorded by itself.
    void adoptFile(const CaptureFacts &facts, bool isOwn);
    /// Gives up what is being written.
    void cancel();

Q_SIGNALS:
    void unsavedChanged();
    void saved(const QString &text);
    /// Something could not be done: why, and what helps.
    void refused(const QString &text);

private:
    void makeActions();
    void connectSaver();
    void choose(const QString &title, const QString &ending, const QString &filter);
    void save(const QString &file);
    CaptureFacts facts() const;
    void adoptState();

    SessionDocument *m_document;
    ImportBar *m_bar;
    CaptureSaver m_saver;
    QWidget *m_window;
    SaveFileChooser m_chooseFile;
    std::function<CaptureFacts(const Target &)> m_sessionFacts;
    CaptureFacts m_fileFacts;
    qsizetype m_savedCount = 0; ///< entries that are in a file of the person's
    qsizetype m_savingCount = 0; ///< of the document that is being saved; -1: it has gone
    bool m_isUnsaved = false;
    QAction *m_save;
    QAction *m_levels;
};

} // namespace optoscope
