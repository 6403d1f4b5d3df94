// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace optoscope {

/// The country's two letters of ISO 3166 in capitals, from its letters or its name in English or in
/// a language spoken there, in any case: `de`, "Germany" and "Deutschland" are DE; "UK", "England"
/// and "Great Britain" are GB. Empty if it is no country that we know.
QString countryCode(const QString &text);

} // namespace optoscope
