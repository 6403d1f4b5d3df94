// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/obistable.h"

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace optoscope {

class ReadoutModel;
class ReadoutProxy;
class SessionDocument;
class SteadyLabel;

/// Asks for a file to save to; empty if the person changed his mind.
using SaveFileChooser = std::function<QString(QWidget *parent, const QString &title,
                                              const QString &suggestion, const QString &filter)>;

/// The registers as a table that can be sorted, filtered, copied and exported.
class ReadoutPage final : public QWidget
{
    Q_OBJECT
public:
    ReadoutPage(const SessionDocument *document, const ObisTable &names,
                const SaveFileChooser &chooser, QWidget *parent = nullptr);

    QAction *copyAction() const { return m_copy; }
    QAction *exportAction() const { return m_export; }
    void focusFilter();

private:
    void makeActions();
    void makeTable();
    void layOut();
    void showCount();
    void copy();
    void exportCsv();
    void say(const QString &message);
    void showMenu(const QPoint &position);
    QString fileSuggestion() const;

    const SessionDocument *m_document;
    SaveFileChooser m_chooser;
    ReadoutModel *m_model;
    ReadoutProxy *m_proxy;
    QLineEdit *m_filter;
    QTableView *m_table;
    SteadyLabel *m_count;
    QLabel *m_message;
    QAction *m_copy = nullptr;
    QAction *m_export = nullptr;
    QAction *m_asSent = nullptr;
};

} // namespace optoscope
