// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/captureimport.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QToolButton;

namespace optoscope {

/// Above an opened file: how it was read, what can be chosen otherwise, and the progress while it
/// is being read.
class ImportBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ImportBar(QWidget *parent = nullptr);

    void showProgress(const QString &file);
    /// The same while a file is being written.
    void showSaving(const QString &file);
    void setProgress(int percent);
    /// Shows again what it showed before a file was written.
    void endProgress();
    /// What was found out about a file that was read with \a choices.
    void showCapture(const QString &file, const ImportedCapture &capture,
                     const ImportChoices &choices);
    /// No file is shown any more.
    void forget();
    ImportChoices choices() const;

Q_SIGNALS:
    /// The person wants the file to be read with other choices().
    void changed();
    void cancelRequested();
    /// The person wants to see it as it happened.
    void replayRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QComboBox *addBox(const QString &name, const QString &label, const QString &toolTip);
    void addThreshold();
    std::optional<double> threshold() const;
    void fillFixedBoxes();
    void fillChannels(QComboBox *box, const ImportedCapture &capture, qsizetype used,
                      const std::optional<qsizetype> &chosen);
    void layOut();
    void showWhile(bool loading);

    QString m_shown; ///< the words above an opened file; empty without one

    QLabel *m_words;
    QWidget *m_choices;
    QComboBox *m_form;
    QComboBox *m_received;
    QComboBox *m_sent;
    QComboBox *m_polarity;
    QComboBox *m_baud;
    QComboBox *m_format;
    QLineEdit *m_threshold = nullptr;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QToolButton *m_replay;
    QToolButton *m_close;
};

} // namespace optoscope
