// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace optoscope::cli {

inline constexpr int patience = 30000; ///< ms, for a machine that has much else to do

/// What a run of optoscope-cli came to; status -1: it did not end by itself.
struct Result {
    int status = -1;
    QByteArray out;
    QByteArray notices;
};

/// Starts the real program.
void start(QProcess &process, const QStringList &arguments);
/// Waits for its end.
Result finish(QProcess &process);
/// Both, with \a input as its standard input.
Result run(const QStringList &arguments, const QByteArray &input = {});

/// The path of a file in tests/data/decode.
QString sample(const QString &name);

QJsonObject jsonOf(const Result &result);
QStringList findingsOf(const QJsonObject &document);
/// As "us request".
QStringList messagesOf(const QJsonObject &document);

/// Holds no control character but the line end.
bool isPlain(const QByteArray &text);

} // namespace optoscope::cli
