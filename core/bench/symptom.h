// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace optoscope {

/// What somebody who reads a virtual meter gets to see of what is wrong with it.
namespace SymptomNames {
Q_NAMESPACE
enum class Symptom : quint8 {
    silent, ///< Nothing comes, or nothing can be opened.
    garbled, ///< Something comes, but no identification.
    partly, ///< The meter identifies itself, and then something goes wrong.
    reads, ///< The read-out comes to its end.
};
Q_ENUM_NS(Symptom)
} // namespace SymptomNames
using SymptomNames::Symptom;

} // namespace optoscope
