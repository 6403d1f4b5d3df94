// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uart/parmrkdecoder.h"

#include <QTest>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <random>
#include <unistd.h>

using namespace optoscope;

namespace {

/// A pipe that blocks neither side.
class Pipe
{
public:
    Pipe()
    {
        if (::pipe2(m_ends, O_NONBLOCK | O_CLOEXEC) != 0)
            m_ends[0] = m_ends[1] = -1;
    }
    ~Pipe()
    {
        ::close(m_ends[0]);
        closeWriter();
    }
    Q_DISABLE_COPY_MOVE(Pipe)

    bool isOpen() const { return m_ends[0] >= 0; }
    void closeWriter()
    {
        if (m_ends[1] >= 0)
            ::close(m_ends[1]);
        m_ends[1] = -1;
    }
    /// How many bytes of \a bytes went in.
    qsizetype write(QByteArrayView bytes) const
    {
        const auto count = ::write(m_ends[1], bytes.data(), static_cast<size_t>(bytes.size()));
        return count < 0 ? 0 : static_cast<qsizetype>(count);
    }
    /// At most \a most bytes; nothing if none are there at the moment, empty at the end.
    std::optional<QByteArray> read(qsizetype most) const
    {
        QByteArray bytes(most, '\0');
        const auto count = ::read(m_ends[0], bytes.data(), static_cast<size_t>(most));
        if (count < 0)
            return {};
        bytes.truncate(static_cast<qsizetype>(count));
        return bytes;
    }

private:
    int m_ends[2];
};

/// \a characters as a terminal with PARMRK hands them over (reference capture.md §2).
QByteArray marked(const Characters &characters)
{
    QByteArray bytes;
    for (const Character &character : characters) {
        if (character.isDamaged())
            bytes += QByteArray("\xFF\x00", 2);
        else if (character.wire == 0xFF)
            bytes += '\xFF';
        bytes += static_cast<char>(character.wire);
    }
    return bytes;
}

Characters drawn(std::mt19937 &random, int count)
{
    Characters characters;
    for (int i = 0; i < count; ++i) {
        // Many of what the coding is about: FF and 00, good and damaged.
        const quint8 value = std::array<quint8, 4>{0xFF, 0x00, 0x41, 0}[random() % 4];
        const auto wire = random() % 4 == 3 ? static_cast<quint8>(random()) : value;
        if (random() % 5 != 0)
            characters.append(Character{wire, {}});
        else if (wire == 0)
            characters.append(Character{0, CharacterFlag::Break});
        else
            characters.append(Character{wire, CharacterFlag::FramingError});
    }
    return characters;
}

} // namespace

/// The stream of a marked line through a real pipe, in pieces as they come.
class TestParmrkPipe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pieces_data();
    void pieces();
    void theEndMayCutACoding();
};

void TestParmrkPipe::pieces_data()
{
    QTest::addColumn<int>("longestWrite");
    QTest::addColumn<int>("longestRead");
    QTest::newRow("byte by byte") << 1 << 1;
    QTest::newRow("small writes") << 3 << 4096;
    QTest::newRow("small reads") << 4096 << 3;
    QTest::newRow("a UART's buffer") << 16 << 32768;
    QTest::newRow("more than the pipe holds") << 200000 << 32768;
}
void TestParmrkPipe::pieces()
{
    QFETCH(int, longestWrite);
    QFETCH(int, longestRead);
    for (quint32 seed = 1; seed <= 5; ++seed) {
        std::mt19937 random(seed);
        const Characters expected = drawn(random, longestWrite > 4096 ? 200000 : 3000);
        const QByteArray raw = marked(expected);
        Pipe pipe;
        QVERIFY(pipe.isOpen());
        ParmrkDecoder decoder;
        Characters read;
        for (QByteArrayView rest = raw;;) {
            const auto piece =
                std::min<qsizetype>(rest.size(), 1 + random() % static_cast<quint32>(longestWrite));
            rest = rest.sliced(pipe.write(rest.first(piece)));
            if (rest.isEmpty())
                pipe.closeWriter();
            // As a socket notifier's slot: what is there, then back.
            const auto bytes = pipe.read(1 + random() % static_cast<quint32>(longestRead));
            if (!bytes) {
                QCOMPARE(errno, EAGAIN);
                continue;
            }
            if (bytes->isEmpty())
                break;
            read += decoder.decode(*bytes);
        }
        QCOMPARE(read, expected);
    }
}

void TestParmrkPipe::theEndMayCutACoding()
{
    for (const char *cut : {"41FF", "41FF00"}) {
        Pipe pipe;
        pipe.write(QByteArray::fromHex(cut));
        pipe.closeWriter();
        ParmrkDecoder decoder;
        Characters read;
        while (const auto bytes = pipe.read(16)) {
            if (bytes->isEmpty())
                break;
            read += decoder.decode(*bytes);
        }
        QCOMPARE(read, toCharacters("A"));
    }
}

QTEST_APPLESS_MAIN(TestParmrkPipe)
#include "tst_parmrkpipe.moc"
