// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/step.h"

#include <QWizardPage>

class QCheckBox;
class QFormLayout;
class QLineEdit;

namespace optoscope {

class ChainBar;
class SelfTestRun;

/// What only the person knows of the meter and of the probe's past. Asked only where it matters:
/// the meter is silent, or the receiver in doubt.
class QuestionsPage final : public QWizardPage
{
    Q_OBJECT
public:
    explicit QuestionsPage(SelfTestRun *run, QWidget *parent = nullptr);

    bool isNeeded() const;
    void enter();
    bool validatePage() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeForm();
    bool isMeterAsked() const;
    bool isSwapAsked() const;
    TestCircumstances answers() const;

    SelfTestRun *m_run;
    QLineEdit *m_country;
    QLineEdit *m_utility;
    QLineEdit *m_meterType;
    QLineEdit *m_address;
    QCheckBox *m_swapped;
    QFormLayout *m_rows = nullptr;
    ChainBar *m_chain;
};

} // namespace optoscope
