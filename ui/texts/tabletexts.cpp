// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

namespace optoscope::texts {

namespace {

QString problemText(const TableError &error, const QString &detail)
{
    switch (error.problem) {
    case TableProblem::cannotRead:
        return Words::tr("The table cannot be read. The system says: %1.").arg(detail);
    case TableProblem::tooBig:
        return Words::tr("The table is larger than %1 bytes. Leave only your own rows in it.")
            .arg(detail);
    case TableProblem::notUtf8: return Words::tr("This is no UTF-8 text. Save the table as UTF-8.");
    case TableProblem::tooFewColumns:
        return Words::tr("A column is missing. Separate columns by tabs, as the top of the "
                         "shipped table shows.");
    case TableProblem::tooManyColumns:
        return Words::tr("There are more columns than the table has. Take a tab away.");
    case TableProblem::badCode: return Words::tr("\"%1\" is no OBIS code.").arg(detail);
    case TableProblem::badLetters:
        return Words::tr("\"%1\" are not the three letters of a manufacturer.").arg(detail);
    case TableProblem::noName: return Words::tr("The name is empty. Give one.");
    case TableProblem::unknownKind:
        return Words::tr("\"%1\" is no kind; the top of the shipped table lists them.").arg(detail);
    case TableProblem::unknownPlaceholder:
        return Words::tr("\"%1\" has a placeholder in braces that does not exist.").arg(detail);
    case TableProblem::repeated:
        return Words::tr("\"%1\" stands further up already; the first row counts.").arg(detail);
    case TableProblem::unknownWord:
        return Words::tr(
                   "\"%1\" is no word of its column; the top of the shipped table lists them.")
            .arg(detail);
    case TableProblem::badAdapter:
        return Words::tr("\"%1\" is no USB id such as 0403:6001, driver or device-tree name.")
            .arg(detail);
    case TableProblem::badCountry:
        return Words::tr("\"%1\" are no countries. Write their two capital letters, such as DE,AT.")
            .arg(detail);
    case TableProblem::badNumber:
        return Words::tr("\"%1\" is no number that can stand there; the top of the shipped table "
                         "says which can.")
            .arg(detail);
    case TableProblem::badLine:
        return Words::tr("\"%1\" is no line setting. Write baud and format, such as 9600 8N1.")
            .arg(detail);
    case TableProblem::noMatch:
        return Words::tr("Nothing says which meters are meant. Give a maker, a model, an "
                         "identification or a country.");
    case TableProblem::noSource:
        return Words::tr("The source is empty. Give one, so that others can check the row.");
    }
    return {};
}

} // namespace

QString tableErrorText(const QString &file, const TableError &error)
{
    const QString detail = visibleText(QStringView(error.detail));
    const QString name = visibleText(QStringView(file));
    if (error.line == 0)
        return Words::tr("%1: %2", "file, what is wrong").arg(name, problemText(error, detail));
    return Words::tr("%1, line %2: %3", "file, line, what is wrong")
        .arg(name, QString::number(error.line), problemText(error, detail));
}

} // namespace optoscope::texts
