// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/link/target.h"

#include <QObject>

#include <optional>

namespace optoscope {

class FileActions;
class PollDesk;
class RequestBar;
class SessionController;
class TestDesk;
class VerdictBar;

/// What a person asks of the meter that the window's bar names: to read it, to listen, to test, to
/// search. One has the line at a time; what cannot be done is said in the verdict's place.
class MeterDesk final : public QObject
{
    Q_OBJECT
public:
    struct Parts {
        RequestBar *request;
        VerdictBar *verdict;
        SessionController *controller;
        TestDesk *tests;
        FileActions *files;
        PollDesk *polls;
    };

    MeterDesk(const Parts &parts, QObject *parent);

    /// Chooses a target without reading it.
    void chooseTarget(const QString &target) const;
    /// The target in the bar; what is wrong with it is said.
    std::optional<Target> chosenTarget() const;
    void read();
    /// Reads what is chosen, or asks which meter, as long as only the virtual one is.
    void readChosen();
    void listen();
    void stop() const;
    void test();
    void search();

Q_SIGNALS:
    /// The line is about to be opened: its trace is what to look at.
    void lineWanted();

private:
    bool takeLine();
    bool refuseReplay() const;
    void start(const Target &target, bool sendsNothing);

    const Parts m_parts;
};

} // namespace optoscope
