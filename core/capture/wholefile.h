// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSaveFile>

namespace optoscope {

/// A file that is written whole or not at all: what was there before stays until then. Unlike
/// QSaveFile it notices when the last bytes find no room, and never replaces a device or a pipe.
class WholeFile final : public QSaveFile
{
    Q_OBJECT
public:
    using QSaveFile::QSaveFile;

    bool open(OpenMode mode) override;
    /// Instead of commit(). False if not all could be written; errorString() says why.
    bool finish();
};

} // namespace optoscope
