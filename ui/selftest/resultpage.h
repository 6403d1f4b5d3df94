// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/readout/readoutpage.h"
#include "ui/selftest/selftestrun.h"

#include <QWizardPage>

class QListWidget;
class QMenu;
class QPushButton;

namespace optoscope {

class ChainBar;
class MarkedLabel;
class VerdictCard;

/// The last page: what is the matter with the probe and with the meter, what says so, what is
/// still open, and what to do next.
class ResultPage final : public QWizardPage
{
    Q_OBJECT
public:
    ResultPage(SelfTestRun *run, SaveFileChooser chooseFile, QWidget *parent = nullptr);

    void enter();

Q_SIGNALS:
    void repeatRequested(optoscope::TestStep step);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeLists();
    QLayout *makeButtons();
    void refresh();
    void showVerdicts();
    void showEvidence();
    void addHeading(const QString &title);
    void addLines(const QString &title, const QStringList &lines);
    void addGroup(const QString &title, QList<JudgedEvidence> evidence,
                  bool (*belongs)(const JudgedEvidence &));
    void addEvidence(const JudgedEvidence &judged);
    void showOpen();
    void fillMenu();
    void save();

    SelfTestRun *m_run;
    SaveFileChooser m_chooseFile;
    VerdictCard *m_probe;
    VerdictCard *m_meter;
    QListWidget *m_evidence;
    QListWidget *m_open;
    MarkedLabel *m_message;
    QPushButton *m_repeat;
    QMenu *m_menu;
    ChainBar *m_chain;
};

} // namespace optoscope
