// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/polling/readingreader.h"

namespace optoscope::cli {

/// `readings STORE [OUT]`: tells what a store of readings holds, writes it as a table or as JSON,
/// or reads a table into it.
class ReadingsCommand : public Command
{
public:
    texts::CommandText text() const override;
    QList<QCommandLineOption> options() const override;
    std::optional<QString> accept(const QCommandLineParser &parser) override;
    ExitStatus run(Console &console, bool json) override;

private:
    ExitStatus importTable(Console &console, bool json) const;
    ExitStatus exportAll(ReadingReader &reader, Console &console, bool json) const;
    static ExitStatus summarise(ReadingReader &reader, Console &console, bool json);

    StoreAddress m_store;
    QString m_out; ///< empty: only tell
    QString m_in; ///< a table to read
};

} // namespace optoscope::cli
