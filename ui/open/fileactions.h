// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/open/captureloader.h"
#include "ui/session/sessiondocument.h"
#include "ui/window/environment.h"

class QAction;
class QMenu;

namespace optoscope {

class ImportBar;

/// Opens files into the document and saves from it: the actions, the files opened lately, and the
/// session that a file has replaced.
class FileActions final : public QObject
{
    Q_OBJECT
public:
    FileActions(SessionDocument *document, ImportBar *bar, const Environment &environment,
                QWidget *window);

    /// Opens \a file unless a session runs.
    void open(const QString &file);
    void chooseFile();
    void fillMenu(QMenu *menu);
    const QStringList &recent() const { return m_recent; }

Q_SIGNALS:
    /// The document shows a file, or again what it showed before.
    void opened();
    /// Something could not be done: why, and what helps.
    void refused(const QString &text);
    void saved(const QString &text);

private:
    void makeActions(QWidget *window);
    void connectParts();
    void load(const QString &file, const ImportChoices &choices);
    void show(const ImportedCapture &capture);
    void goBack();
    void fillRecent();
    void adoptState();
    void saveVcd();

    SessionDocument *m_document;
    ImportBar *m_bar;
    CaptureLoader m_loader;
    QWidget *m_window;
    OpenFileChooser m_chooseOpen;
    SaveFileChooser m_chooseSave;
    QStringList m_recent; ///< newest first
    ImportChoices m_choices; ///< of the file that is being read or shown
    QString m_shown; ///< the file that the document shows
    std::optional<SessionRecord> m_before; ///< what the document showed before the file
    QAction *m_open;
    QAction *m_cancel;
    QAction *m_back;
    QAction *m_save;
    QMenu *m_recentMenu;
};

} // namespace optoscope
