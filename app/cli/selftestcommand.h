// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "app/cli/tracefile.h"
#include "core/link/linkrequest.h"

namespace optoscope::cli {

/// `selftest TARGET`: is it the probe, or the meter?
class SelfTestCommand : public Command
{
public:
    texts::CommandText text() const override;
    QList<QCommandLineOption> options() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;

private:
    std::optional<QString> acceptSteps(const QString &text);
    bool isVirtual() const { return m_target.kind == Target::Kind::Virtual; }
    bool loadAnswers(Console &console);

    Target m_target;
    TraceFile m_trace;
    QList<TestStep> m_steps;
    QString m_answersFile;
    std::optional<PersonScenario> m_person; ///< of the file, or of the scenario
};

} // namespace optoscope::cli
