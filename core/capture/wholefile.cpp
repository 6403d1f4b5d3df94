// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/wholefile.h"

#include <QFileInfo>

namespace optoscope {

bool WholeFile::open(OpenMode mode)
{
    const QFileInfo there(fileName());
    if (there.exists() && !there.isFile()) {
        setErrorString(QStringLiteral("Not a regular file"));
        return false;
    }
    return QSaveFile::open(mode);
}

bool WholeFile::finish()
{
    // commit() takes no notice of what closing could not write.
    if (!flush()) {
        cancelWriting();
        return false;
    }
    return commit();
}

} // namespace optoscope
