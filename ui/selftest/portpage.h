// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/selftest/steppage.h"
#include "ui/window/environment.h"

class QButtonGroup;
class QComboBox;
class QCheckBox;

namespace optoscope {

class TargetBox;

/// The first page: which port, what is at hand, and whether the port opens and takes the settings
/// of a meter.
class PortPage final : public StepPage
{
    Q_OBJECT
public:
    PortPage(SelfTestRun *run, const Environment &environment, QWidget *parent = nullptr);

    void setTarget(const QString &target);
    /// The test of the port has run, or it could not be opened.
    bool isComplete() const override;
    bool validatePage() override;
    void enter() override;

Q_SIGNALS:
    /// The person has chosen another port or line.
    void targetChosen(const QString &target);

protected:
    void showRest() override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeQuestions();
    void adoptEquipment();
    std::optional<ProbeRow> chosenProbe() const;
    void adoptProbe();
    void showFacts();
    void applyColors();
    QString target() const;

    std::function<QList<TargetChoice>()> m_choices;
    TargetBox *m_target;
    MarkedLabel *m_facts;
    QList<ProbeRow> m_probes;
    QComboBox *m_probe;
    MarkedLabel *m_probeFacts;
    QButtonGroup *m_pins;
    QCheckBox *m_secondProbe;
    QWidget *m_questions = nullptr;
};

} // namespace optoscope
