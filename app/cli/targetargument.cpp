// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/targetargument.h"

#include "ui/texts/commandtexts.h"
#include "ui/texts/texts.h"

namespace optoscope::cli {

std::optional<QString> acceptTarget(const QCommandLineParser &parser, Target &target)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty())
        return texts::usageErrorText(texts::UsageError::NoTarget, {});
    if (arguments.size() > 1)
        return texts::usageErrorText(texts::UsageError::TooManyArguments, arguments.at(1));
    const auto parsed = parseTarget(arguments.first());
    if (const auto *error = std::get_if<TargetError>(&parsed))
        return texts::targetErrorText(*error, arguments.first());
    target = std::get<Target>(parsed);
    return {};
}

} // namespace optoscope::cli
