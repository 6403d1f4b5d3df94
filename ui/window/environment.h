// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capturefacts.h"
#include "core/knowledge/knowledge.h"
#include "core/link/target.h"
#include "core/probe/step.h"
#include "ui/open/captureloader.h"
#include "ui/readout/readoutpage.h"
#include "ui/settings.h"
#include "ui/try/trypage.h"

#include <QList>

#include <functional>

namespace optoscope {

/// Something that can be read, for the target box.
struct TargetChoice {
    QString target; ///< as the target parser reads it
    QString title; ///< the adapter's name
    QString detail; ///< what else is known: driver, rights, who holds it; empty if nothing
    bool isPort = false; ///< A real port of this machine.
    bool hasProblem = false; ///< Something named in the detail is in its way.
};

/// What the person beside a virtual target has and knows.
struct VirtualAnswers {
    TestCircumstances circumstances;
    bool hasSecondProbe = false;
};

/// Asks for a file to open; empty if the person changed his mind.
using OpenFileChooser =
    std::function<QString(QWidget *parent, const QString &title, const QString &filter)>;

/// What the window needs from outside: nothing in ui/ looks for ports, files or settings itself.
struct Environment {
    Settings settings;
    Knowledge knowledge;
    /// The ports of this machine and the virtual meter, looked up anew at each call.
    std::function<QList<TargetChoice>()> targetChoices;
    SaveFileChooser chooseSaveFile;
    std::function<VirtualAnswers(const Target &target)> virtualAnswers = {};
    OpenFileChooser chooseOpenFile;
    /// Reads a file; called on a worker.
    CaptureLoader::Import importCapture;
    /// What can be tried without hardware, with what is wrong.
    TryPage::Cases virtualCases;
    /// What of this machine stands in the way of a port, before it is opened (step W0).
    std::function<EvidenceList(const Target &target)> inventory = {};
    /// Where sessions are recorded by themselves; empty: they are not.
    QString recordingsFolder = {};
    /// What is known of a target's port; called on other threads too.
    std::function<CaptureFacts(const Target &target)> captureFacts = {};
};

} // namespace optoscope
