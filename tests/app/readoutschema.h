// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace optoscope::cli {

/// Fails the running test unless the document is what design §6 promises of read and decode.
void verifySchema(const QJsonObject &document);

} // namespace optoscope::cli
