// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesimport.h"
#include "core/iec62056/conversation.h"
#include "tests/fuzz/fuzz.h"

using namespace optoscope;

/// Whatever a file holds, it is imported or refused, and what was imported can be decoded.
void fuzz(QByteArrayView data)
{
    if (data.isEmpty())
        return;
    const BytesForm form = data.front() % 2 == 0 ? BytesForm::Detect : BytesForm::Hex;
    const QByteArray content = data.sliced(1).toByteArray();
    const auto imported = importBytes(content, form);
    if (const auto *error = std::get_if<ImportError>(&imported)) {
        require(error->line >= 0 && error->column >= 0, "a place is counted from 1");
        require(form == BytesForm::Hex || content.isEmpty() || error->line > 0,
                "raw bytes are always imported");
        return;
    }
    const auto &bytes = std::get<ImportedBytes>(imported);
    qsizetype characters = 0;
    for (const TraceEntry &entry : bytes.entries)
        if (const CharacterRun *run = runOf(entry))
            characters += run->characters.size();
    require(characters <= 2 * content.size(), "a byte is a character, a line end at most two");
    Conversation conversation;
    conversation.append(bytes.entries);
    conversation.finish();
    const DataSets &sets = conversation.readout().dataSets;
    require(sets.write() == sets.block(), "the read-out can be written back");
}
