// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/iec62056/datasets.h"
#include "core/iec62056/message.h"

#include <deque>

namespace optoscope {

/// A message as it was cut out of one party's characters.
struct Frame {
    MessageKind kind = MessageKind::noise;
    qint64 offset = 0; ///< of its first character among all that the framer was fed
    QByteArray bytes;
    std::optional<CheckResult> check; ///< where the kind may carry one
    BlockRange block; ///< of data, commands and errors: between STX and ETX, or up to `!`
    bool complete = true; ///< It came to its end.
    bool checkMissing = false; ///< ETX was there, its check character not.
    bool startMissing = false; ///< ETX was there, STX not.
    bool tooLong = false; ///< It reached the limit and was cut there.
};

/// Cuts one party's data characters into messages, however they arrive, and finds the next message
/// after noise. Holds at most the limit and one message start; what is complete is taken at once.
class Framer
{
public:
    explicit Framer(qsizetype blockLimit = 1024 * 1024)
        : m_blockLimit(blockLimit)
    {
    }

    void feed(QByteArrayView data);
    /// Nothing more belongs to the message that is still coming: the line was silent for too long,
    /// or the other party spoke.
    void flush();
    std::optional<Frame> take();

    /// Characters of the message that is still coming.
    QByteArrayView pending() const { return QByteArrayView(m_buffer).sliced(m_head); }
    qint64 pendingOffset() const { return m_offset; }
    /// What is still coming, as far as its start tells.
    MessageKind pendingKind() const;
    /// What is there would be a whole message if nothing more came (a block without ETX).
    bool mayBeComplete() const { return m_mayBeComplete; }

private:
    enum class Step { Again, NeedMore };

    void run();
    Step step();
    Step stepLine();
    Step stepIdentification();
    Step stepRequest();
    Step stepBlock();
    /// ETX is at \a end; if its check character is to come, the search goes on at \a scanned.
    Step stepBlockEnd(qsizetype end, qsizetype scanned);
    Step stepPlain();
    Step stepPlainEnd(qsizetype mark);
    Step stepTelegramCheck(qsizetype mark);
    Step stepAcknowledgement();
    Step stepNoise();

    char at(qsizetype index) const { return m_buffer.at(m_head + index); }
    qsizetype available() const { return m_buffer.size() - m_head; }
    QByteArrayView view(qsizetype from, qsizetype to) const;
    bool isLineStart(qsizetype index) const;
    bool startsIdentification(qsizetype index) const;

    Step needMore(qsizetype scanned);
    Step emitFrame(Frame frame, qsizetype length);
    Step emitNoise(qsizetype length);
    Step emitCutBlock(qsizetype end);
    Step emitPlain(qsizetype end, bool complete);
    void drop(qsizetype length);

    qsizetype m_blockLimit;
    QByteArray m_buffer;
    qsizetype m_head = 0; ///< start of the pending message in the buffer
    qsizetype m_scan = 0; ///< characters of the pending message already looked at
    qint64 m_offset = 0;
    bool m_flushing = false;
    bool m_mayBeComplete = false;
    bool m_afterAcknowledgement = false; ///< The last character taken was ACK or NAK.
    bool m_inNoise = false; ///< The last character taken was noise.
    QByteArray m_identification; ///< the one before a block, which a telegram's check covers
    std::deque<Frame> m_frames;
};

} // namespace optoscope
