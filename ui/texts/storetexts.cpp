// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/storetexts.h"

#include "ui/texts/polltexts.h"
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

QString withDetail(const QString &text, const QString &detail)
{
    return detail.isEmpty() ? text : Words::tr("%1 (%2)").arg(text, detail);
}

/// The file or the server is there, but is not what it should be.
QString wrongContentText(const StoreError &error, const QString &name, const QString &detail)
{
    switch (error.kind) {
    case StoreError::Kind::NotAStore:
        return Words::tr("%1 is no store of readings: it belongs to another program. Choose "
                         "another name; it was left as it is.")
            .arg(name);
    case StoreError::Kind::Damaged:
        return withDetail(
            Words::tr("%1 is damaged. Stop polling, copy the file, and save what can be saved "
                      "with `sqlite3 %1 .recover | sqlite3 saved.sqlite`; or choose another name.")
                .arg(name),
            detail);
    case StoreError::Kind::Newer:
        return Words::tr("%1 was written by a later version of Optoscope (tables of version %2). "
                         "Use that version; nothing was changed.")
            .arg(name)
            .arg(error.version);
    case StoreError::Kind::Older:
        return Words::tr("%1 was written by an earlier version of Optoscope (tables of version "
                         "%2). Poll into it once: that brings it up to date.")
            .arg(name)
            .arg(error.version);
    case StoreError::Kind::BadRow:
        return error.line <= 1
            ? Words::tr("The first line must name the columns utc, meter, code, and value or "
                        "number. It is: \"%1\". Nothing was stored.")
                  .arg(detail)
            : Words::tr("Line %1: \"%2\" cannot be understood. Times need a Z or an offset, such "
                        "as 2026-11-23T10:15:00Z; numbers a point. Nothing was stored.")
                  .arg(error.line)
                  .arg(detail);
    default: return {};
    }
}

/// Where a server is meant other things are to be looked at; empty for all that is alike.
QString serverErrorText(StoreError::Kind kind, const QString &name)
{
    switch (kind) {
    case StoreError::Kind::NotFound:
        return Words::tr("The server has no database of that name: %1. Check the name at its end, "
                         "or make the database with `createdb` on the server.")
            .arg(name);
    case StoreError::Kind::NoRights:
        return Words::tr("The server does not let this user in, or not write there: %1. Check "
                         "user and password (in ~/.pgpass, if not in the address); to make the "
                         "tables the user needs the right CREATE on the database.")
            .arg(name);
    case StoreError::Kind::Away:
        return Words::tr("No server answers at %1. Check host and port, that PostgreSQL runs "
                         "there, and that it listens to the network.")
            .arg(name);
    case StoreError::Kind::NotAStore:
        return Words::tr("There are no readings at %1 yet. Poll into it first, or check the name "
                         "of the database.")
            .arg(name);
    default: return {};
    }
}

} // namespace

QString storeErrorText(const StoreError &error)
{
    const QString name = visibleText(QStringView(error.name));
    const QString detail = visibleText(QStringView(error.detail));
    if (error.name.startsWith(u"postgresql:")) {
        if (const QString text = serverErrorText(error.kind, name); !text.isEmpty())
            return withDetail(text, detail);
    }
    switch (error.kind) {
    case StoreError::Kind::NotFound:
        return withDetail(Words::tr("There is no %1. Check the name, and that its folder or "
                                    "database exists.")
                              .arg(name),
                          detail);
    case StoreError::Kind::NoRights:
        return withDetail(Words::tr("You have no rights to use %1. Check who owns the file and "
                                    "its folder, or user and password of the server.")
                              .arg(name),
                          detail);
    case StoreError::Kind::Locked:
        return Words::tr("%1 is held by another program for too long. Close that program, such as "
                         "a database browser with changes that were not written.")
            .arg(name);
    case StoreError::Kind::Full:
        return Words::tr("There is no room left for %1. Delete what is not needed on its disk.")
            .arg(name);
    case StoreError::Kind::WriteFailed:
        return withDetail(Words::tr("%1 could not be written or read. Check the disk: is it full, "
                                    "worn out, or unplugged?")
                              .arg(name),
                          detail);
    case StoreError::Kind::Away:
        return withDetail(
            Words::tr("%1 cannot be reached. Check the network and that the server runs.")
                .arg(name),
            detail);
    case StoreError::Kind::NoDriver:
        return Words::tr("Qt's plugin %1 is not installed. On Debian: `apt install %2`.")
            .arg(detail, detail == u"QPSQL" ? u"libqt6sql6-psql"_qs : u"libqt6sql6-sqlite"_qs);
    case StoreError::Kind::Other:
        return withDetail(Words::tr("%1 cannot be used; the database says why.").arg(name), detail);
    default: return wrongContentText(error, name, detail);
    }
}

QString storeTroubleText(const StoreError &error, qint64 waiting)
{
    return storeErrorText(error) + u' '
        + Words::tr("Polling goes on; what waits is stored when that is possible again. Polls "
                    "that wait: %1.")
              .arg(waiting);
}

QString storeRecoveredText()
{
    return Words::tr("All that waited is stored now.");
}

QString storeSetAsideText(const StoreError &error, UtcTime due)
{
    return withDetail(Words::tr("%1 does not take the values of the poll of %2: it was stored "
                                "without them, so that the next polls can be stored.")
                          .arg(visibleText(QStringView(error.name)), localTimeText(due)),
                      visibleText(QStringView(error.detail)));
}

QString storeLostText(const StoreError &error, qint64 polls)
{
    return storeErrorText(error) + u' '
        + Words::tr("Polls that could not be stored and are lost: %1.").arg(polls);
}

QString storeCheckText(const StoreCheck &check, StoreUse use)
{
    if (!check.isThere)
        return use == StoreUse::Write
            ? Words::tr("The database can be used. It holds no readings yet; the tables are made "
                        "when polling starts.")
            : Words::tr("The database can be reached, but it holds no readings yet.");
    if (!check.span.first || !check.span.last)
        return Words::tr("The database can be used. It holds no polls yet.");
    return Words::tr("The database can be used. Polls in it: %1, from %2 to %3.")
        .arg(check.span.polls)
        .arg(localTimeText(*check.span.first), localTimeText(*check.span.last));
}

QString noServerAddressText()
{
    return Words::tr("This is no address of a database. It looks like "
                     "postgresql://user@host:5432/database; the port may be left out, and a sign "
                     "such as @ or / in a password is written as %40 or %2F.");
}

QString madeRoomText(UtcTime since)
{
    return Words::tr("The oldest readings made room: those since %1 are here. Keep readings in a "
                     "file or a database to have all of them.")
        .arg(localTimeText(since));
}

QString traceLostText()
{
    return Words::tr("Its trace was not kept: only those of the latest polls are, and those that "
                     "were recorded.");
}

QString captureGoneText(const QString &file)
{
    return Words::tr("Its recording %1 is not there: only the newest recordings are kept, and only "
                     "on the computer that polled. Copy a recording elsewhere to keep it.")
        .arg(visibleText(QStringView(file)));
}

QString pollNotInCaptureText(const QString &file)
{
    return Words::tr("The recording %1 does not hold it. Was the file replaced by another one?")
        .arg(visibleText(QStringView(file)));
}

QString exportedText(const QString &file, const ReadingCount &count)
{
    return Words::tr("%1 was written. Readings: %2.")
        .arg(visibleText(QStringView(file)))
        .arg(count.readings);
}

QString importedText(const QString &file, const ReadingCount &count)
{
    return Words::tr("%1 was read. Readings: %2. What was there already is there once.")
        .arg(visibleText(QStringView(file)))
        .arg(count.readings);
}

QString storeSummaryText(qint64 polls, qsizetype series, std::optional<UtcTime> first,
                         std::optional<UtcTime> last)
{
    if (!first || !last)
        return Words::tr("The store holds no polls yet.");
    return Words::tr("Polls: %1, from %2 to %3. Registers with numbers: %4.")
        .arg(polls)
        .arg(localTimeText(*first), localTimeText(*last))
        .arg(series);
}

QString seriesLine(const Series &series, qsizetype count, double last)
{
    const QString code = visibleText(series.code)
        + (series.bracket > 0 ? Words::tr(" (value %1)").arg(series.bracket + 1) : QString());
    return Words::tr("%1  %2  values: %3, last: %4 %5")
        .arg(visibleText(QStringView(series.meter)), code)
        .arg(count)
        .arg(QString::number(last, 'g', 15), visibleText(series.unit));
}

} // namespace optoscope::texts
