// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/pcapngwriter.h"
#include "core/link/virtualrun.h"

#include <QFile>

namespace optoscope {

/// What a read-out of a shipped scenario gives.
inline TraceEntries readScenario(const QString &scenario, const ReadoutOptions &options = {})
{
    LinkRequest request;
    request.target = {Target::Kind::Virtual, scenario, 0};
    request.readout = options;
    return runVirtually(request).entries;
}

/// Writes \a entries as a capture; false if it cannot be written.
inline bool writeCapture(const QString &name, const TraceEntries &entries)
{
    PcapngWriter writer(CaptureFacts{});
    for (const TraceEntry &entry : entries)
        writer.append(entry);
    writer.finish();
    const QByteArray bytes = writer.take();
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace optoscope
