// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/texts.h"
#include "ui/texts/words.h"

using namespace Qt::StringLiterals;

namespace optoscope::texts {

namespace {

QString noRightsText(const QString &name, const QString &group)
{
    return Words::tr(
               "You have no rights to use %1. Give them to yourself with `sudo usermod -aG %2 "
               "$USER`, then log out and in again.")
        .arg(name, group.isEmpty() ? u"dialout"_qs : group);
}

QString busyText(const QString &name, const QString &holder)
{
    if (holder.isEmpty())
        return Words::tr(
                   "%1 is in use by another program. Close that program (a modem manager, a meter "
                   "reader, a terminal), then try again.")
            .arg(name);
    return Words::tr("%1 is in use by %2. Close that program, then try again.").arg(name, holder);
}

QString otherText(const QString &name, const QString &detail)
{
    if (detail.isEmpty())
        return Words::tr(
                   "%1 failed and the system does not say why. Unplug the adapter, plug it in and "
                   "try again.")
            .arg(name);
    return Words::tr(
               "%1 failed. The system says: %2. Unplug the adapter, plug it in and try again.")
        .arg(name, detail);
}

QString withDetail(const QString &text, const QString &detail)
{
    return detail.isEmpty() ? text : Words::tr("%1 (%2)").arg(text, detail);
}

QString waveErrorText(const ImportError &error, const QString &name, const QString &detail)
{
    const QString line = QString::number(error.line);
    switch (error.kind) {
    case ImportError::Kind::NotThisFormat:
        return withDetail(
            error.line > 0
                ? Words::tr("%1, line %2: this is not what its ending or its beginning says. "
                            "Export the waveform again (VCD, .sr, CSV of time and level, or what "
                            "mode2 prints).")
                      .arg(name, line)
                : Words::tr("%1 is not what its ending or its beginning says. Export the waveform "
                            "again (VCD, .sr, CSV of time and level, or what mode2 prints).")
                      .arg(name),
            detail);
    case ImportError::Kind::Truncated:
        return Words::tr("%1 ends before what it must have: it was cut. Copy or export it again.")
            .arg(name);
    case ImportError::Kind::BadArchive:
        return withDetail(Words::tr("%1 is no whole zip archive. Copy or save it again.").arg(name),
                          detail);
    case ImportError::Kind::BadTime:
        return Words::tr("%1, line %2: \"%3\" is no time that a recording can have (none, "
                         "negative, or over ten years). Export it again.")
            .arg(name, line, detail);
    case ImportError::Kind::TimeGoesBack:
        return Words::tr("%1, line %2: the time \"%3\" is before the one above it. Export the "
                         "recording in the order of time.")
            .arg(name, line, detail);
    case ImportError::Kind::BadNumber:
        return Words::tr("%1, line %2, column %3: \"%4\" is no number. Only a time and levels may "
                         "stand there.")
            .arg(name, line, QString::number(error.column), detail);
    case ImportError::Kind::BadSampleRate:
        return Words::tr("%1: the sample rate \"%2\" is none from 1 Hz to 1 GHz. Save the "
                         "recording again.")
            .arg(name, detail);
    default: return {};
    }
}

QString logErrorText(const ImportError &error, const QString &name, const QString &detail)
{
    const QString line = QString::number(error.line);
    const QString column = QString::number(error.column);
    switch (error.kind) {
    case ImportError::Kind::NoByte:
        return Words::tr("%1, line %2, column %3: \"%4\" is no byte. Bytes are numbers from 0 to "
                         "255.")
            .arg(name, line, column, detail);
    case ImportError::Kind::BadOffset:
        return Words::tr("%1, line %2: the offset %3 does not follow from the rows above it. Lines "
                         "are missing or belong elsewhere: make the dump again.")
            .arg(name, line, detail);
    case ImportError::Kind::BadRow:
        return Words::tr(
                   "%1, line %2, column %3: \"%4\" cannot be read. Optoscope wrote this file; "
                   "it was changed since. Undo the change, or export it again.")
            .arg(name, line, column, detail);
    case ImportError::Kind::WebPage:
        return Words::tr("%1 is a page for browsers, and no recording. Open the capture that it "
                         "was made from, or an export as text or table.")
            .arg(name);
    case ImportError::Kind::LogWithoutBytes:
        return Words::tr("%1 is the log of a program that tells what it did, and holds no bytes of "
                         "the line. Let the program log what it sends and receives (vzlogger: "
                         "dump_file; ESPHome: uart debug; Tasmota: sensor53 d1), or record the "
                         "line with Optoscope.")
            .arg(name);
    default: return {};
    }
}

QString waveLimitText(const ImportError &error, const QString &name, const QString &detail)
{
    switch (error.kind) {
    case ImportError::Kind::NoChannels:
        return Words::tr("%1 has no line of two levels. Record RX or TX as a digital line, or "
                         "export time and voltage as CSV.")
            .arg(name);
    case ImportError::Kind::NoSuchChannel:
        return Words::tr("%1 has no such line. Its lines: %2.").arg(name, detail);
    case ImportError::Kind::TooManyChannels:
        return Words::tr("%1 has more than %2 lines. Export only RX and TX.")
            .arg(name)
            .arg(error.limit);
    case ImportError::Kind::TooManyEdges:
        return Words::tr("%1 has more than %2 edges. Cut out the part that matters.")
            .arg(name)
            .arg(error.limit);
    case ImportError::Kind::TooLargeUnpacked:
        return Words::tr("%1 unpacks to more than %2 MiB. Record at a lower sample rate (sixteen "
                         "samples a bit do), or cut out the part that matters.")
            .arg(name)
            .arg(error.limit / (1024 * 1024));
    default: return {};
    }
}

QString networkErrorText(LinkError::Kind kind, const QString &name, const QString &detail)
{
    switch (kind) {
    case LinkError::Kind::ConnectionRefused:
        return Words::tr(
                   "%1 refused the connection: nothing listens at that port. Start the serial "
                   "server there, or check the port number.")
            .arg(name);
    case LinkError::Kind::HostNotFound:
        return Words::tr("No host called %1 is known. Check its name, or use its IP address.")
            .arg(name.left(name.lastIndexOf(u':')));
    case LinkError::Kind::Unreachable:
        return withDetail(
            Words::tr("%1 cannot be reached. Check the network, its address, and that no "
                      "firewall is in between.")
                .arg(name),
            detail);
    default: return {};
    }
}

} // namespace

QString linkErrorText(const LinkError &error, Surface surface)
{
    const bool isWindow = surface == Surface::Window;
    const QString name = visibleText(QStringView(error.name));
    const QString detail = visibleText(QStringView(error.detail));
    switch (error.kind) {
    case LinkError::Kind::NotFound:
        return withDetail(
            (isWindow ? Words::tr("There is no %1. Plug the adapter in, or choose one of the "
                                  "ports in the list of targets.")
                      : Words::tr("There is no %1. Plug the adapter in, or choose one of those "
                                  "that `optoscope-cli ports` lists."))
                .arg(name),
            detail);
    case LinkError::Kind::NoRights: return noRightsText(name, detail);
    case LinkError::Kind::Busy: return busyText(name, detail);
    case LinkError::Kind::NotAPort:
        return (isWindow
                    ? Words::tr("%1 is there but is not a serial port. Choose the adapter's "
                                "device, such as /dev/ttyUSB0, in the list of targets.")
                    : Words::tr("%1 is there but is not a serial port. Name the adapter's device, "
                                "such as /dev/ttyUSB0; `optoscope-cli ports` lists them."))
            .arg(name);
    case LinkError::Kind::ConnectionRefused:
    case LinkError::Kind::HostNotFound:
    case LinkError::Kind::Unreachable: return networkErrorText(error.kind, name, detail);
    case LinkError::Kind::SettingsRefused:
        return withDetail(
            (isWindow ? Words::tr("%1 does not take these line settings. Choose another baud or "
                                  "format, or let parity be done in software, among the options.")
                      : Words::tr("%1 does not take these line settings. Choose another baud or "
                                  "format, or let parity be done in software (--parity software)."))
                .arg(name),
            detail);
    case LinkError::Kind::Vanished:
        return withDetail(
            Words::tr("%1 is gone: unplugged, hung up, or closed by the other side. Plug "
                      "it in again and check the cable.")
                .arg(name),
            detail);
    case LinkError::Kind::BadScenario:
        if (const auto why = ScenarioError::fromDetail(error.detail))
            return scenarioErrorText(*why);
        return withDetail(
            Words::tr("The scenario %1 cannot be used. Correct what is named here.").arg(name),
            detail);
    case LinkError::Kind::BadRecording:
        return error.file
            ? importErrorText(*error.file)
            : Words::tr("%1 cannot be replayed. Name a capture or another recording.").arg(name);
    case LinkError::Kind::NotSupported:
        return withDetail(
            Words::tr("%1 cannot be used with this version of Optoscope. Choose a serial "
                      "port, tcp:HOST:PORT or virtual:.")
                .arg(name),
            detail);
    case LinkError::Kind::Other: return otherText(name, detail);
    }
    return {};
}

QString serveErrorText(const LinkError &error, bool isTcp)
{
    using Kind = LinkError::Kind;
    const QString name = visibleText(QStringView(error.name));
    const QString detail = visibleText(QStringView(error.detail));
    if (isTcp && error.kind == Kind::Busy)
        return Words::tr("Port %1 is taken by another program. Choose another number.").arg(name);
    if (isTcp && error.kind == Kind::NoRights)
        return Words::tr("Port %1 needs more rights than you have. Choose a number above 1023.")
            .arg(name);
    if (isTcp)
        return linkErrorText(error);
    switch (error.kind) {
    case Kind::Busy:
        return Words::tr("%1 leads to %2, which is in use: by another virtual meter, most likely. "
                         "End that one, or choose another name.")
            .arg(name, detail);
    case Kind::NoRights:
        return Words::tr("%1 cannot be made (%2). Choose a folder that you may write to.")
            .arg(name, detail);
    case Kind::NotFound:
        return Words::tr("%1 cannot be made: there is no such folder. Make it, or choose another.")
            .arg(name);
    case Kind::NotAPort:
        return Words::tr("%1 is there already, and is no link. Choose another name.").arg(name);
    default: return linkErrorText(error);
    }
}

QString importErrorText(const ImportError &error)
{
    const QString name =
        error.name == u"-" ? Words::tr("standard input") : visibleText(QStringView(error.name));
    const QString detail = visibleText(QStringView(error.detail));
    switch (error.kind) {
    case ImportError::Kind::NotFound:
        return Words::tr("There is no file %1. Check its name and folder.").arg(name);
    case ImportError::Kind::NoRights:
        return Words::tr("You have no rights to read %1. Ask its owner, or copy it to a folder of "
                         "yours.")
            .arg(name);
    case ImportError::Kind::NotAFile:
        return Words::tr("%1 is a folder. Name a file in it.").arg(name);
    case ImportError::Kind::TooLarge:
        return Words::tr("%1 is larger than %2 MiB, which is more than any recording of a meter. "
                         "Cut out the part that matters.")
            .arg(name)
            .arg(error.limit / (qint64{1024} * 1024));
    case ImportError::Kind::Empty:
        return Words::tr("%1 is empty: there is nothing to decode. Record the meter again.")
            .arg(name);
    case ImportError::Kind::ReadFailed:
        return withDetail(Words::tr("%1 could not be read to its end. Copy it again from where it "
                                    "came from.")
                              .arg(name),
                          detail);
    case ImportError::Kind::BadHexDigit:
        return Words::tr(
                   "%1, line %2, column %3: \"%4\" is no hexadecimal digit. Only digits, "
                   "blanks and TX or RX at the start of a line may stand there. If the file holds "
                   "something else, choose what it is read as.")
            .arg(name, QString::number(error.line), QString::number(error.column), detail);
    case ImportError::Kind::OddHexDigits:
        return Words::tr("%1, line %2, column %3: this hexadecimal digit has no second one. Every "
                         "byte needs two digits.")
            .arg(name, QString::number(error.line), QString::number(error.column));
    case ImportError::Kind::NotThisFormat:
    case ImportError::Kind::Truncated:
    case ImportError::Kind::BadArchive:
    case ImportError::Kind::BadTime:
    case ImportError::Kind::TimeGoesBack:
    case ImportError::Kind::BadNumber:
    case ImportError::Kind::BadSampleRate: return waveErrorText(error, name, detail);
    case ImportError::Kind::NoByte:
    case ImportError::Kind::BadOffset:
    case ImportError::Kind::BadRow:
    case ImportError::Kind::WebPage:
    case ImportError::Kind::LogWithoutBytes: return logErrorText(error, name, detail);
    case ImportError::Kind::NoEntries:
        return Words::tr("%1 is a capture, but nothing in it could be read: it is damaged, or its "
                         "packets are not of link type RTAC Serial (250). Record a serial line, "
                         "not a network or USB.")
            .arg(name);
    case ImportError::Kind::NoChannels:
    case ImportError::Kind::NoSuchChannel:
    case ImportError::Kind::TooManyChannels:
    case ImportError::Kind::TooManyEdges:
    case ImportError::Kind::TooLargeUnpacked: return waveLimitText(error, name, detail);
    }
    return {};
}

QString targetErrorText(TargetError error, const QString &text)
{
    const QString shown = visibleText(QStringView(text));
    switch (error) {
    case TargetError::Empty:
        return Words::tr(
            "No target was named. Give a serial port such as /dev/ttyUSB0, tcp:HOST:PORT, "
            "or virtual: to try without hardware.");
    case TargetError::NoPort:
        return Words::tr("The port number is missing in \"%1\". Write tcp:HOST:PORT, for example "
                         "tcp:192.168.1.20:8000.")
            .arg(shown);
    case TargetError::BadPort:
        return Words::tr("The port number in \"%1\" is none. It has to be from 1 to 65535.")
            .arg(shown);
    case TargetError::NoHost:
        return Words::tr("The host is missing in \"%1\". Write tcp:HOST:PORT, for example "
                         "tcp:192.168.1.20:8000.")
            .arg(shown);
    case TargetError::NoFile:
        return Words::tr("The file is missing in \"%1\". Write replay:FILE.").arg(shown);
    case TargetError::BadSpeed:
        return Words::tr("The speed in \"%1\" is none. It has to be from 0.01 to 1000: "
                         "replay:FILE?speed=10 is ten times as fast as it was.")
            .arg(shown);
    }
    return {};
}

} // namespace optoscope::texts
