// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open/capturestream.h"

#include "ui/open/capturepieces.h"

namespace optoscope {
namespace {

/// Pieces that are read ahead: thread and window work at the same time.
constexpr int ahead = 4;

} // namespace

CaptureStream::CaptureStream(QObject *parent)
    : QObject(parent)
    , m_pieces(new CapturePieces)
{
    m_pieces->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_pieces, &QObject::deleteLater);
    connect(m_pieces, &CapturePieces::arrived, this,
            [this](const TraceEntries &entries, int percent, int number) {
                if (number != m_number || !m_reading)
                    return;
                QMetaObject::invokeMethod(m_pieces, &CapturePieces::readNext);
                Q_EMIT arrived(entries, percent);
            });
    connect(m_pieces, &CapturePieces::finished, this,
            [this](const CaptureSummary &summary, int number) {
                if (number == m_number && std::exchange(m_reading, false))
                    Q_EMIT finished(summary);
            });
    connect(m_pieces, &CapturePieces::failed, this, [this](const ImportError &error, int number) {
        if (number == m_number && std::exchange(m_reading, false))
            Q_EMIT failed(error);
    });
    m_thread.setObjectName(QStringLiteral("capture"));
}

CaptureStream::~CaptureStream()
{
    m_pieces->disconnect(this);
    if (!m_thread.isRunning())
        m_thread.start(); // It takes the pieces with it.
    m_thread.quit();
    m_thread.wait();
}

void CaptureStream::read(const QString &file)
{
    if (!m_thread.isRunning())
        m_thread.start();
    m_file = file;
    m_reading = true;
    QMetaObject::invokeMethod(
        m_pieces, [pieces = m_pieces, file, number = ++m_number] { pieces->open(file, number); });
    for (int i = 0; i < ahead; ++i)
        QMetaObject::invokeMethod(m_pieces, &CapturePieces::readNext);
}

void CaptureStream::cancel()
{
    if (std::exchange(m_reading, false))
        QMetaObject::invokeMethod(m_pieces, &CapturePieces::close);
}

} // namespace optoscope
