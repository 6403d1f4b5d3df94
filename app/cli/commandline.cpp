// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandline.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace optoscope::cli {

namespace {

constexpr int lineWidth = 80;

QString program()
{
    return QCoreApplication::applicationName();
}

QString dashed(const QStringList &names)
{
    QStringList dashed;
    for (const QString &name : names)
        dashed.append((name.size() == 1 ? u"-"_qs : u"--"_qs) + name);
    return dashed.join(u", "_qs);
}

/// \a text in lines of at most \a width, each after the first indented by \a indent.
QString wrapped(const QString &text, int indent, int width = lineWidth)
{
    QString result;
    qsizetype column = indent;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const bool first = result.isEmpty();
        if (!first && column + 1 + word.size() > width) {
            result += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (!first) {
            result += u' ';
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

/// Two columns, the left one as wide as it must be.
QString table(const QList<QPair<QString, QString>> &rows)
{
    qsizetype width = 0;
    for (const auto &row : rows)
        width = std::max(width, row.first.size());
    QString result;
    for (const auto &[left, right] : rows) {
        const int indent = static_cast<int>(width) + 4;
        result += u"  "_qs + left.leftJustified(width + 2) + wrapped(right, indent) + u'\n';
    }
    return result;
}

QString optionTable(const QList<QCommandLineOption> &options)
{
    QList<QPair<QString, QString>> rows;
    for (const QCommandLineOption &option : options) {
        const QString value = option.valueName();
        rows.append({dashed(option.names()) + (value.isEmpty() ? QString() : u' ' + value),
                     option.description()});
    }
    return table(rows);
}

QList<QCommandLineOption> commonOptions()
{
    return {
        makeOption(u"json"_qs, texts::CommandOption::Json),
        QCommandLineOption({u"h"_qs, u"help"_qs}, texts::optionText(texts::CommandOption::Help))};
}

QString commandHelp(const Command &command, const Console &console)
{
    const texts::CommandText text = command.text();
    QString help = console.heading(texts::usageHeading()) + u' ' + program() + u' ' + text.name
        + u" [options]"_qs + (text.arguments.isEmpty() ? QString() : u' ' + text.arguments)
        + u"\n\n"_qs + wrapped(text.summary, 0) + u'\n';
    if (text.arguments.startsWith(u"TARGET"))
        help += wrapped(texts::targetsText(), 0) + u'\n';
    if (!text.details.isEmpty())
        help += wrapped(text.details, 0) + u'\n';
    help += u'\n' + console.heading(texts::optionsHeading()) + u'\n'
        + optionTable(command.options() + commonOptions()) + u'\n'
        + console.heading(texts::examplesHeading());
    for (const QString &example : text.examples)
        help += u"\n  "_qs + program() + u' ' + example;
    return help;
}

ExitStatus refuse(Console &console, const QString &text, const QString &command)
{
    console.writeNotice(program() + u": "_qs + text + u' ' + texts::helpHint(command));
    return ExitStatus::WrongUsage;
}

} // namespace

QCommandLineOption makeOption(const QString &name, texts::CommandOption option,
                              const QString &valueName)
{
    return {name, texts::optionText(option), valueName};
}

CommandLine::CommandLine(std::vector<std::unique_ptr<Command>> commands)
    : m_commands(std::move(commands))
{
}

Command *CommandLine::find(const QString &name) const
{
    for (const auto &command : m_commands)
        if (command->text().name == name)
            return command.get();
    return nullptr;
}

QString CommandLine::overview(const Console &console) const
{
    QList<QPair<QString, QString>> commands;
    for (const auto &command : m_commands) {
        const texts::CommandText text = command->text();
        commands.append({text.name + u' ' + text.arguments, text.summary});
    }
    const QString help = u"-h, --help"_qs;
    const QString version = u"-v, --version"_qs;
    return console.heading(texts::usageHeading()) + u' ' + program() + u" COMMAND [options]\n\n"_qs
        + wrapped(texts::programSummary(), 0) + u"\n\n"_qs
        + console.heading(texts::commandsHeading()) + u'\n' + table(commands) + u'\n'
        + console.heading(texts::optionsHeading()) + u'\n'
        + table({{help, texts::optionText(texts::CommandOption::Help)},
                 {version, texts::optionText(texts::CommandOption::Version)}})
        + u'\n' + wrapped(texts::targetsText(), 0) + u'\n' + wrapped(texts::exitStatusText(), 0)
        + u'\n' + texts::helpHint(u"COMMAND"_qs);
}

ExitStatus CommandLine::run(const QStringList &arguments, Console &console)
{
    if (arguments.isEmpty())
        return refuse(console, texts::usageErrorText(texts::UsageError::NoCommand, {}), {});
    const QString &first = arguments.first();
    if (first == u"--help" || first == u"-h") {
        console.writeLine(overview(console));
        return ExitStatus::Done;
    }
    if (first == u"--version" || first == u"-v") {
        console.writeLine(program() + u' ' + QCoreApplication::applicationVersion());
        return ExitStatus::Done;
    }
    Command *command = find(first);
    if (!command)
        return refuse(console, texts::usageErrorText(texts::UsageError::UnknownCommand, first), {});
    return runCommand(*command, arguments, console);
}

ExitStatus CommandLine::runCommand(Command &command, const QStringList &arguments, Console &console)
{
    const QString name = command.text().name;
    QCommandLineParser parser;
    parser.addOptions(command.options() + commonOptions());
    // The parser takes the first argument for the program's name; here it is the command's.
    if (!parser.parse(arguments))
        return refuse(console, parser.errorText(), name);
    if (parser.isSet(u"help"_qs)) {
        console.writeLine(commandHelp(command, console));
        return ExitStatus::Done;
    }
    if (const auto failure = command.accept(parser))
        return refuse(console, *failure, name);
    return command.run(console, parser.isSet(u"json"_qs));
}

} // namespace optoscope::cli
