// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/theme.h"
#include "ui/selftest/selftestrun.h"

#include <QWizardPage>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace optoscope {

class ChainBar;
class LiveStrip;
class MarkedLabel;
class MeasureProgress;
class Picture;
class ReplyButtons;

/// One step of the self-test: a picture of what the hands do, the task and why, the answers, what
/// the receiver hears, what was measured, and the chain from port to meter below.
class StepPage : public QWizardPage
{
    Q_OBJECT
public:
    StepPage(SelfTestRun *run, TestStep step, QWidget *parent = nullptr);
    ~StepPage() override;

    TestStep step() const { return m_step; }
    /// Whether the page makes sense after what was measured so far.
    virtual bool isNeeded() const;
    /// The page comes into sight: its step begins, unless it was done before.
    virtual void enter();

protected:
    SelfTestRun *testRun() const { return m_run; }
    /// The picture to show while \a action is asked for.
    virtual QString pictureOf(PersonAction action) const;
    /// What the page shows where nothing is asked and nothing runs.
    virtual void showRest();
    void showTask(const QString &task, const QString &why);
    /// Puts \a widget between the task and what was measured.
    void insert(QWidget *widget);
    void setPicture(const QString &name);
    void showEvent(QShowEvent *event) override;

private:
    void makeWidgets();
    void layOut();
    void refresh();
    void showQuestion(const PersonRequest &request);
    void showMeasuring();
    void showResults();
    void noteReply(PersonAction action, PersonReply reply);
    bool isCurrent() const;

    SelfTestRun *m_run;
    TestStep m_step;
    std::optional<PersonAction> m_shown; ///< the question in sight
    Picture *m_picture;
    QLabel *m_task;
    QLabel *m_why;
    MarkedLabel *m_warning;
    MarkedLabel *m_hands; ///< what a virtual person does
    ReplyButtons *m_replies;
    MeasureProgress *m_progress;
    MarkedLabel *m_error;
    QWidget *m_results;
    QList<MarkedLabel *> m_rows; ///< of what was measured
    QVBoxLayout *m_words = nullptr;
    QPushButton *m_again;
    LiveStrip *m_live;
    ChainBar *m_chain;
};

} // namespace optoscope
