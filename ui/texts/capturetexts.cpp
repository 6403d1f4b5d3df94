// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/capturetexts.h"

#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

QString damageText(const CaptureProblem &problem)
{
    switch (problem.kind) {
    case CaptureProblem::Kind::CutShort:
        return Words::tr("it ends in the middle of a record, as after a crash or a full disk; all "
                         "before it was read");
    case CaptureProblem::Kind::Damaged:
        return Words::tr("damaged bytes left out: %1; copy the file again if you can")
            .arg(problem.number);
    case CaptureProblem::Kind::OtherLinkType:
        return Words::tr("packets of link type %2 left out: %1; Optoscope reads RTAC Serial (250)")
            .arg(problem.count)
            .arg(problem.number);
    case CaptureProblem::Kind::UnknownEvent:
        return Words::tr("packets with events that RTAC Serial does not have left out: %1 (the "
                         "first is event %2)")
            .arg(problem.count)
            .arg(problem.number);
    case CaptureProblem::Kind::BadDetail:
        return Words::tr("packets whose details are damaged, or from a newer Optoscope: %1; only "
                         "their characters were read")
            .arg(problem.count);
    case CaptureProblem::Kind::BadTime:
        return Words::tr("packets with impossible times, which were given others: %1")
            .arg(problem.count);
    case CaptureProblem::Kind::PacketCut:
        return Words::tr("packets that were not recorded to their end: %1").arg(problem.count);
    case CaptureProblem::Kind::TooManyInterfaces:
        return Words::tr("it names more interfaces than can be; the rest was left out");
    }
    return {};
}

} // namespace

QString captureProblemText(const QString &file, const CaptureProblem &problem)
{
    const QString name =
        file == u"-" ? Words::tr("standard input") : visibleText(QStringView(file));
    return Words::tr("%1, from byte %2 on: %3.")
        .arg(name, QString::number(problem.offset), damageText(problem));
}

QString recordTroubleText(const RecordTrouble &trouble)
{
    const QString name = trouble.file == u"-" ? Words::tr("standard output")
                                              : visibleText(QStringView(trouble.file));
    const QString detail = visibleText(QStringView(trouble.detail));
    switch (trouble.kind) {
    case RecordTrouble::Kind::CannotOpen:
        return Words::tr("Nothing is recorded: %1 cannot be written (%2). Choose another folder "
                         "or file. The session goes on.")
            .arg(name, detail);
    case RecordTrouble::Kind::InUse:
        return Words::tr("Nothing is recorded: another Optoscope is recording into %1. Choose "
                         "another file. The session goes on.")
            .arg(name);
    case RecordTrouble::Kind::CannotWrite:
        return Words::tr("The recording has ended early: %1 could not be written any more (%2). "
                         "What was recorded until then is in it. The session goes on.")
            .arg(name, detail);
    }
    return {};
}

} // namespace optoscope::texts
