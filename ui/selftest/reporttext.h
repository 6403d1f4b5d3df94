// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace optoscope {

class SelfTestRun;

/// What a self-test came to, as text to send to others.
namespace reporttext {

QString of(const SelfTestRun &run);
/// What was found on the port and its adapter, with the cure, a line each.
QStringList portLines(const SelfTestRun &run);
/// What was left out or is still possible, a sentence each.
QStringList openLines(const SelfTestRun &run);

} // namespace reporttext
} // namespace optoscope
