// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/selftestrun.h"
#include "ui/settings.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace optoscope {

class MarkedLabel;
class MeasureProgress;
class Picture;
class ReplyButtons;
class SearchLog;

/// Finds out how a meter wants to be asked: tries one way after the other, shows what was tried,
/// asks the person to turn the probe, and offers to read the meter in the way that was found.
class SearchDialog final : public QDialog
{
    Q_OBJECT
public:
    /// \a run is this dialog's own and must outlive it.
    explicit SearchDialog(SelfTestRun *run, QWidget *parent = nullptr);

    /// Begins; \a settings are how the meter is asked now.
    void search(const LinkRequest &request, const ReadSettings &settings);

Q_SIGNALS:
    /// The person wants the meter read like that.
    void readRequested(const optoscope::ReadSettings &settings);

protected:
    void done(int result) override;

private:
    void layOut();
    void connectParts();
    void refresh();
    void showLine(qsizetype index);
    void showQuestion(const PersonRequest &request);
    void showResult();
    /// What was found, as settings to read with; nothing if they cannot help.
    std::optional<ReadSettings> found() const;

    SelfTestRun *m_run;
    SearchLog *m_log;
    ReadSettings m_settings;
    QLabel *m_task;
    QLabel *m_why;
    Picture *m_picture;
    MarkedLabel *m_hands;
    ReplyButtons *m_replies;
    MeasureProgress *m_progress;
    MarkedLabel *m_result;
    QListWidget *m_lines;
    QPushButton *m_read;
    QPushButton *m_stop;
};

} // namespace optoscope
