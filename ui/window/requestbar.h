// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/environment.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace optoscope {

class OptionsPanel;
class TargetBox;

/// What to read and how: target, baud, character format, and the options behind a button.
class RequestBar final : public QWidget
{
    Q_OBJECT
public:
    explicit RequestBar(const Environment &environment, QWidget *parent = nullptr);

    TargetBox *targetBox() const { return m_target; }
    OptionsPanel *optionsPanel() const { return m_options; }
    /// While a session runs only what acts at once can be changed.
    void setRunning(bool running);
    /// The request for \a target with the settings chosen here.
    LinkRequest request(const Target &target) const;
    ReadSettings readSettings() const;
    void setReadSettings(const ReadSettings &settings);

private:
    void fillBoxes();
    void layOut();
    void showOptions();
    void showSummary();

    AdapterTable m_adapters;
    TargetBox *m_target;
    QComboBox *m_baud;
    QComboBox *m_format;
    QToolButton *m_optionsButton;
    OptionsPanel *m_options;
};

} // namespace optoscope
